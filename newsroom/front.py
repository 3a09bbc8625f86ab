"""What stands on the front page, and where. No story stands there twice."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import QuerySet
from django.utils import timezone

from articles.cards import cards_of
from articles.models import Article, Section
from articles.reading import pictures
from articles.related import hand_picked
from media.prepared import prepared

PACKAGE, OPINIONS, LATEST, RECENT, IN_SECTION = 2, 3, 7, 3, 3
# As many as can be taken away before a list has its turn, and those that it shows itself.
ENOUGH = 1 + PACKAGE + OPINIONS + LATEST + RECENT + IN_SECTION
NEVER_THE_LEAD = {Article.Kind.OPINION, Article.Kind.SPONSORED}


@dataclass(frozen=True)
class Candidate:
    """As much of a story as decides where it stands."""

    pk: int
    section: int | None
    kind: str
    image: int | None

    @property
    def can_lead(self) -> bool:
        return self.image is not None and self.kind not in NEVER_THE_LEAD


@dataclass(frozen=True)
class Block:
    """A section with the newest of its stories that do not stand above it."""

    section: Section
    stories: list[Article]


@dataclass(frozen=True)
class FrontPage:
    lead: Article | None = None
    package: list[Article] = field(default_factory=list)
    latest: list[Article] = field(default_factory=list)
    opinions: list[Article] = field(default_factory=list)
    recent: list[Article] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def laid_out(sections: Sequence[Section]) -> FrontPage:
    """The front page of this moment, in four queries whatever the number of stories.

    The lead is the newest story with a picture that is neither opinion nor paid for. Its
    package are the stories that its editor linked to it, filled up from its section.
    """
    now = timezone.now()
    shelf = Shelf(Candidate(*row[:4]) for row in newest(now, *(section.pk for section in sections)))
    leads = shelf.take(1, lambda story: story.can_lead) or shelf.take(1)
    if not leads:
        return FrontPage()
    lead = leads[0]
    package = shelf.take_these(linked_from(lead, now), PACKAGE)
    package += shelf.take(
        PACKAGE - len(package), lambda story: story.can_lead and story.section == lead.section
    )
    opinions = shelf.take(OPINIONS, lambda story: story.kind == Article.Kind.OPINION)
    latest = shelf.take(LATEST)
    recent = shelf.take(RECENT)
    in_sections = [
        shelf.take(IN_SECTION, lambda story, pk=section.pk: story.section == pk)
        for section in sections
    ]

    cards = Cards([lead, *package, *opinions, *latest, *recent, *chain(*in_sections)])
    return FrontPage(
        lead=next(iter(cards.of([lead])), None),
        package=cards.of(package),
        latest=cards.of(latest),
        opinions=with_portraits(cards.of(opinions)),
        recent=cards.of(recent),
        blocks=[
            Block(section, cards.of(stories))
            for section, stories in zip(sections, in_sections, strict=True)
            if stories
        ],
    )


class Shelf:
    """The candidates in their order; what was taken is gone."""

    def __init__(self, stories: Iterable[Candidate]) -> None:
        self.stories = {story.pk: story for story in stories}

    def take(self, number: int, fits: Callable[[Candidate], bool] | None = None):
        fitting = filter(fits, self.stories.values())
        return self.take_these([story for story, _ in zip(fitting, range(number), strict=False)])

    def take_these(self, stories: Iterable[Candidate], number: int | None = None):
        taken = list(stories)[:number]
        for story in taken:
            self.stories.pop(story.pk, None)
        return taken


class Cards:
    """The stories of the page, fetched together with all that their cards print."""

    def __init__(self, stories: Iterable[Candidate]) -> None:
        self.found = {story.pk: story for story in cards_of([story.pk for story in stories])}

    def of(self, stories: Iterable[Candidate]) -> list[Article]:
        return [self.found[story.pk] for story in stories if story.pk in self.found]


@prepared
def newest(now, *sections) -> QuerySet:
    """The newest stories of all, of each section and of opinion; the newest of all first."""
    published = Article.objects.published(now).newest_first()
    of_all = facts(published[:ENOUGH])
    others = [
        facts(published.filter(kind=Article.Kind.OPINION)[:ENOUGH]),
        *(facts(published.filter(section=section)[:ENOUGH]) for section in sections),
    ]
    return of_all.union(*others).order_by("-published_at", "-pk")


def facts(stories: QuerySet) -> QuerySet:
    return stories.values_list("pk", "section", "kind", "lead_image", "published_at")


def linked_from(lead: Candidate, now: dt.datetime) -> list[Candidate]:
    links = hand_picked(lead.pk, now)
    stories = [link.story for link in links if link.story]
    return [
        Candidate(story.pk, story.section_id, story.kind, None)
        for story in stories
        if story.pk != lead.pk
    ]


def with_portraits(stories: list[Article]) -> list[Article]:
    """The opinions with the faces of those whose they are."""
    writers = [writer for story in stories for writer in story.writers]
    portraits = pictures(*{writer.portrait_id for writer in writers if writer.portrait_id})
    by_key = {portrait.pk: portrait for portrait in portraits}
    for writer in writers:
        writer.portrait = by_key.get(writer.portrait_id)
    return stories
