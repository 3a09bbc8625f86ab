"""What may be picked on the story form, and the desk's searches for it.

The views answer JSON to whoever may write stories. They guard themselves: the admin's own
wrapper would answer an expired login with a page, which a picker cannot read.
"""

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from functools import wraps

from django.db import connection, transaction
from django.db.models import Case, Exists, OuterRef, QuerySet, When
from django.db.models.functions import Coalesce, Length
from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from articles.models import Article, Byline, Tag, TaggedArticle
from articles.moments import in_full
from authors.models import Author, User
from media.finding import read_id

SHOWN = 20
# How many of the newest are looked through before the index over all of them is asked: a
# common word has its twenty among these, and a rare one has few in the whole index.
NEWEST = 150

LOGIN_EXPIRED = (
    "Your login has expired: open the desk in another tab, log in, and search again. "
    "Nothing you typed is lost."
)
NOT_YOURS = "Only people who write stories may search here."
# The headline of somebody else's draft, for whoever may not open it.
OUT_OF_REACH = "a story that is not open to you"

# When a story went or goes out; for one that has no date, when it was saved last.
DATE = Coalesce("published_at", "saved_at")
STANDINGS_IN_ORDER = Case(
    When(standing=Author.Standing.FORMER, then=2),
    When(standing=Author.Standing.GUEST, then=1),
    default=0,
)


def pickable_stories(user: User | None):
    """Published stories and those that this user may open."""
    published = Article.objects.published()
    return published | Article.objects.open_to(user) if user else published


def for_notes(stories):
    """With what `story_note` tells, in one query."""
    return stories.select_related("section").only(
        "headline",
        "published_at",
        "saved_at",
        "submitted_at",
        "embargo_until",
        "withdrawn_at",
        "pending_since",
        "section__name",
    )


class StoriesInReach:
    """What a user may put somewhere: what is pickable, and what somebody has put there before."""

    def __init__(self, user: User | None = None, standing: Callable[[], set[int]] = set):
        self.user = user
        # Asked only when a story is out of reach.
        self.standing = standing

    def stories(self, numbers: Iterable[int | None]) -> dict[int, Article]:
        """Those of these stories that are there and in reach, with what `story_note` tells."""
        wanted = {number for number in numbers if number}
        if not wanted:
            return {}
        found = for_notes(pickable_stories(self.user)).in_bulk(wanted)
        missing = wanted - found.keys()
        if missing and (kept := missing & self.standing()):
            found |= {
                story.pk: without_words(story)
                for story in for_notes(Article.objects).filter(pk__in=kept)
            }
        return found


def without_words(story: Article) -> Article:
    """The story, which stands where it stands, but keeps its words to itself."""
    story.headline, story.section = OUT_OF_REACH, None
    return story


def linked_in_newest(article: Article) -> set[int]:
    """The stories that the document on the desk links to."""
    newest = article.revisions.first()
    return {link.story for link in newest.document.related if link.story} if newest else set()


def find_stories(user: User, typed: str, *, leave_out: int | None = None) -> list[Article]:
    """The newest that match, one more than is shown where there are more."""
    stories = pickable_stories(user).found(typed).exclude(pk=leave_out)
    stories = for_notes(stories).order_by(DATE.desc(), "-pk")
    with looking_up(by_words=False):
        among_newest = list(stories.filter(pk__in=newest_stories())[: SHOWN + 1])
    if len(among_newest) > SHOWN or not typed.strip():
        return among_newest
    with looking_up(by_words=True):
        return list(stories[: SHOWN + 1])


def newest_stories():
    going_out = Article.objects.filter(published_at__isnull=False).newest_first()
    saved = Article.objects.order_by("-saved_at", "-pk")
    return going_out.values("pk")[:NEWEST].union(saved.values("pk")[:NEWEST])


@contextmanager
def looking_up(*, by_words: bool):
    """Let PostgreSQL use its indexes: the word index alone, or any.

    It rates a reading of every row's words far too cheap, and would choose that for a word
    of many rows: 700 ms in place of 60 with 100,000 stories.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('enable_seqscan', 'off', true),"
            " set_config('enable_indexscan', %s, true)",
            ["off" if by_words else "on"],
        )
        yield


def find_authors(typed: str) -> list[Author]:
    """Staff first and former last; those of the latest stories when nothing is typed."""
    authors = Author.objects.found(typed).only("name", "title", "standing")
    authors = authors.order_by(STANDINGS_IN_ORDER, "name", "pk")
    if not typed.strip():
        latest_bylines = Byline.objects.order_by("-pk").values("author")[:SHOWN]
        newest = Author.objects.order_by("-pk").values("pk")[:SHOWN]
        return list(authors.filter(pk__in=latest_bylines.union(newest))[: SHOWN + 1])
    with looking_up(by_words=True):
        return list(authors[: SHOWN + 1])


def tags_in_reach(tags: QuerySet[Tag], user: User) -> QuerySet[Tag]:
    """A tag that only others' drafts bear tells what they are about."""
    if user.has_perm("articles.change_any_article"):
        return tags
    bearing = TaggedArticle.objects.filter(tag=OuterRef("pk"))
    in_reach = bearing.filter(content_object__in=pickable_stories(user))
    return tags.filter(Exists(in_reach) | ~Exists(bearing))


def find_tags(typed: str, user: User) -> list[Tag]:
    """Shortest first, so that “War” stands before “Warsaw”; latest used when nothing is typed."""
    tags = tags_in_reach(Tag.objects.found(typed), user).order_by(Length("name"), "name")
    if not typed.strip():
        latest_used = TaggedArticle.objects.order_by("-pk").values("tag")[: 2 * SHOWN]
        return list(tags.filter(pk__in=latest_used)[: SHOWN + 1])
    with looking_up(by_words=True):
        return list(tags[: SHOWN + 1])


def author_note(author: Author) -> str:
    standing = "" if author.standing == Author.Standing.CURRENT else author.get_standing_display()
    return " · ".join(filter(None, [author.title, standing]))


def story_note(story: Article) -> str:
    """Its state in a reader's terms, its day and its section."""
    if story.state == "scheduled":
        told = f"Scheduled: appears on {in_full(story.goes_out_at)}"
    else:
        unseen = {
            "draft": "Draft: appears once published",
            "in review": "In review: appears once published",
            "withdrawn": "Withdrawn: does not appear",
        }
        told = unseen.get(story.state, day(story))
    return " · ".join(filter(None, [told, story.section and story.section.name]))


def day(story: Article) -> str:
    date = story.goes_out_at if story.published_at else story.saved_at
    return format_date(timezone.localtime(date), "j F Y")


def for_writers(view):
    """Only for whoever may add or change stories; anybody else gets the reason as JSON."""

    @never_cache
    @require_GET
    @wraps(view)
    def guarded(request: HttpRequest) -> JsonResponse:
        user = request.user
        if not (user.is_authenticated and user.is_staff):
            return JsonResponse({"message": LOGIN_EXPIRED}, status=403)
        if not any(user.has_perm(f"articles.{deed}_article") for deed in ("add", "change")):
            return JsonResponse({"message": NOT_YOURS}, status=403)
        return view(request)

    return guarded


@for_writers
def pick_authors(request):
    return answer(
        {
            "id": author.pk,
            "name": author.name,
            "title": author.title,
            "standing": author.standing,
            "note": author_note(author),
        }
        for author in find_authors(typed_in(request))
    )


@for_writers
def pick_stories(request):
    leave_out = read_id(request.GET.get("exclude", ""))
    return answer(
        {
            "id": story.pk,
            "headline": str(story),
            "state": story.state,
            "date": day(story),
            "section": story.section.name if story.section else "",
            "note": story_note(story),
        }
        for story in find_stories(request.user, typed_in(request), leave_out=leave_out)
    )


@for_writers
def pick_tags(request):
    return answer(tag.name for tag in find_tags(typed_in(request), request.user))


def typed_in(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:200]


def answer(found) -> JsonResponse:
    results = list(found)
    return JsonResponse({"results": results[:SHOWN], "more": len(results) > SHOWN})


# For ArticleAdmin.get_urls, before its own: `admin:pick_authors` and so on.
urls = [
    path(f"pick/{things}/", view, name=f"pick_{things}")
    for things, view in [
        ("authors", pick_authors),
        ("stories", pick_stories),
        ("tags", pick_tags),
    ]
]


def address_of(things: str) -> str:
    return reverse(f"admin:pick_{things}")
