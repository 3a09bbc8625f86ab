"""What waits for somebody at the desk today: a few rows of each kind, and a way to the rest.

Nothing is counted, and each panel is one query over an index, however long the lists are.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article, Byline
from authors.models import Author, User
from media.models import Image

MOST = 8

PRINTED = ["headline", "slug", "published_at", "embargo_until", "saved_at", "submitted_at"]
ADDRESS = ["address_year", "address_month", "section__name"]


@dataclass(frozen=True)
class Row:
    """One thing to open: what it is, where it leads, and what is told beside it."""

    title: str
    address: str
    notes: list[str]
    verb: str = ""
    moment: dt.datetime | None = None
    public_address: str = ""
    picture: Image | None = None

    @property
    def told(self) -> str:
        return spoken(self.moment) if self.moment else ""


@dataclass(frozen=True)
class Panel:
    name: str
    heading: str
    rows: list[Row]
    empty: str
    rest: str
    rest_address: str


def panels_for(user: User) -> list[Panel]:
    """The day of this user: only what their role may change."""
    panels = []
    if user.has_perm("articles.change_article"):
        panels += story_panels(user)
    if user.has_perm("media.change_image"):
        panels.append(pictures())
    if user.has_perm("authors.change_author"):
        panels.append(authors())
    return panels


def story_panels(user: User) -> list[Panel]:
    stories = Article.objects.select_related("section").only(*PRINTED, *ADDRESS)
    if not user.has_perm("articles.change_any_article"):
        stories = stories.own(user)
    reviews = user.has_perm("articles.publish_article")
    drafts = own_first(stories.drafts().order_by("-saved_at", "-pk"), user)
    waiting = list(stories.in_review().order_by("submitted_at", "pk")[:MOST])
    coming = list(stories.scheduled().by_hour()[:MOST])
    out = list(stories.out_since(midnight()).by_hour().reverse()[:MOST])
    name_authors([*drafts, *waiting, *coming, *out])
    return [
        Panel(
            "drafts",
            "Drafts, yours first" if reviews else "Your drafts",
            [story_row(story, "saved", story.saved_at) for story in drafts],
            "No draft lies open. The next story begins with a headline.",
            *list_of("articles_article", "All drafts", state="draft"),
        ),
        Panel(
            "review",
            "In review" if reviews else "Your stories in review",
            [story_row(story, "submitted", story.submitted_at) for story in waiting],
            "Nothing waits to be read." if reviews else "Nothing of yours waits for an editor.",
            *list_of("articles_article", "All in review", state="review"),
        ),
        Panel(
            "scheduled",
            "Scheduled next",
            [story_row(story, "goes out", story.goes_out_at) for story in coming],
            "No story waits for its hour.",
            *list_of("articles_article", "All scheduled", state="scheduled"),
        ),
        Panel(
            "today",
            "Published today",
            [story_row(story, "went out", story.goes_out_at, is_out=True) for story in out],
            "Nothing has gone out yet today.",
            *list_of("articles_article", "All published", state="published"),
        ),
    ]


def own_first(drafts, user: User) -> list[Article]:
    """One's own, then the newest of the others'."""
    own, newest = list(drafts.own(user)[:MOST]), list(drafts[:MOST])
    return list(dict.fromkeys([*own, *newest]))[:MOST]


def name_authors(stories: list[Article]) -> None:
    names = Byline.objects.select_related("author").only("article", "position", "author__name")
    prefetch_related_objects(stories, Prefetch("bylines", names))


def story_row(story: Article, verb: str, moment: dt.datetime, *, is_out: bool = False) -> Row:
    names = ", ".join(dict.fromkeys(byline.author.name for byline in story.bylines.all()))
    return Row(
        title=str(story),
        address=reverse("admin:articles_article_change", args=[story.pk]),
        notes=[note for note in (story.section and story.section.name, names) if note],
        verb=verb,
        moment=moment,
        public_address=story.get_absolute_url() if is_out else "",
    )


def pictures() -> Panel:
    found = Image.objects.incomplete()[:MOST]
    return Panel(
        "pictures",
        "Pictures without credit or description",
        [
            Row(
                title=str(image),
                address=reverse("admin:media_image_change", args=[image.pk]),
                notes=lacking({"credit": image.credit, "alternative text": image.alt_text}),
                verb="uploaded",
                moment=image.uploaded_at,
                picture=image,
            )
            for image in found
        ],
        "Every picture has its credit and its description. Thank you.",
        *list_of("media_image", "All of these pictures", missing="either"),
    )


def authors() -> Panel:
    found = Author.objects.incomplete()[:MOST]
    return Panel(
        "authors",
        "Authors without bio or portrait",
        [
            Row(
                title=author.name,
                address=reverse("admin:authors_author_change", args=[author.pk]),
                notes=lacking({"bio": author.bio, "portrait": author.portrait_id}),
            )
            for author in found
        ],
        "Every author has a bio and a face.",
        *list_of("authors_author", "All of these authors", missing="either"),
    )


def lacking(parts: dict[str, object]) -> list[str]:
    return [f"no {name}" for name, value in parts.items() if not value]


def list_of(model: str, words: str, **query: str) -> tuple[str, str]:
    """The words and the address of the whole list."""
    return words, reverse(f"admin:{model}_changelist", query=query)


def midnight() -> dt.datetime:
    """When today began in the site's zone."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def spoken(moment: dt.datetime) -> str:
    """“today 14:30” in the site's zone; the year only where it is another."""
    local, today = timezone.localtime(moment), timezone.localdate()
    days = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    named = days.get((local.date() - today).days)
    day = named or date_format(local, "D j M" if local.year == today.year else "D j M Y")
    return f"{day} {date_format(local, 'H:i')}"
