"""Which stories a reader may go on to: the “More:” links, and what is next in the section."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from articles import likeness
from articles.likeness import PRINTED
from articles.models import Article, RelatedLink, Tag, TaggedArticle
from media.prepared import prepared

MORE_LINKS = 3
NEXT_STORIES = 4
# A story's other tags rarely say more about it, and each costs a look into the index.
MOST_TAGS = 6
OF_A_TAG = 100


@dataclass(frozen=True)
class MoreLink:
    """A “More:” link as it is printed."""

    title: str
    url: str
    is_outside: bool = False


@dataclass(frozen=True)
class Onward:
    """Where to read on, no story twice."""

    more: list[MoreLink]
    next_stories: list[Article]


def onward_from(
    article: Article, tags: Sequence[Tag], picked: Sequence[RelatedLink] | None = None
) -> Onward:
    """The hand-picked links in their order, filled up to three, then the section's newest others.

    Those that fill up say much the same; until the story's meaning is known, in much the same
    words. Where these are too few, they share tags or the section: more shared tags first,
    then newer. Few queries, whatever the number of stories. `picked` takes the place of the
    links that are kept.
    """
    now = timezone.now()
    if picked is None:
        picked = hand_picked(article.pk, now)
    seen = {article.pk, *(link.story_id for link in picked)}
    wanted = max(0, MORE_LINKS - len(picked))
    fill_up = likeness.nearest(article.pk, now, wanted, leave_out=seen) if wanted else []
    if wanted and not fill_up:
        fill_up = likeness.nearest_in_words(article, now, wanted, leave_out=seen)
    # Where nothing is filled up, nobody asks which tags are shared.
    shared = [tag.pk for tag in tags[:MOST_TAGS]] if len(fill_up) < wanted else []
    enough = MORE_LINKS + NEXT_STORIES + len(picked)
    found = alike(now, article.section_id, *shared, newest=enough + 1)
    there = seen | {facts["id"] for facts in fill_up}
    others = [facts for facts in found if facts["id"] not in there]

    # A stable sort: among those that share as much, the newest stay first.
    to_link = [facts for facts in others if not facts["never_more"]]
    closest = sorted(to_link, key=itemgetter("shared_tags"), reverse=True)
    fill_up += closest[: wanted - len(fill_up)]
    in_section = [
        facts
        for facts in others
        if facts["section_id"] == article.section_id is not None and facts not in fill_up
    ]
    return Onward(
        more=[*map(link_of, picked), *(link_to(story_of(facts)) for facts in fill_up)],
        next_stories=[story_of(facts) for facts in in_section[:NEXT_STORIES]],
    )


@prepared
def hand_picked(article, now) -> QuerySet[RelatedLink]:
    """Those that readers may follow: outside addresses, and our stories while they are public."""
    public = Article.objects.published(now).filter(pk=OuterRef("story"))
    return (
        RelatedLink.objects.filter(Q(story=None) | Exists(public), article=article)
        .select_related("story")
        .only("url", "title", *(f"story__{name}" for name in PRINTED))
    )


@prepared
def alike(now, section, *tags, newest: int) -> QuerySet[Article, dict]:
    """The newest published stories of the section and of each tag, the newest of all first."""
    published = Article.objects.published(now).newest_first()
    in_section, *tagged = (
        stories.values("pk")[:newest]
        for stories in (
            published.filter(section=section),
            *(published.filter(pk__in=last_tagged(tag)) for tag in tags),
        )
    )
    shared = Count("taggings", filter=Q(taggings__tag__pk__in=tags))
    return (
        Article.objects.filter(pk__in=in_section.union(*tagged))
        .annotate(shared_tags=shared)
        .values("id", *PRINTED, "shared_tags", "never_more")
        .newest_first()
    )


def last_tagged(tag) -> QuerySet:
    """The last stories that bear a tag.

    The limit is what makes it fast: without it the database reads, for a tag of old
    stories, the whole archive from the newest on.
    """
    taggings = TaggedArticle.objects.filter(tag=tag).order_by("-content_object")
    return taggings.values("content_object")[:OF_A_TAG]


def story_of(facts: dict) -> Article:
    return Article(**{name: facts[name] for name in ("id", *PRINTED)})


def link_of(link: RelatedLink) -> MoreLink:
    if link.story is None:
        return MoreLink(link.title, link.url, is_outside=True)
    return link_to(link.story)


def link_to(story: Article) -> MoreLink:
    return MoreLink(story.headline, story.get_absolute_url())
