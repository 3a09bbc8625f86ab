"""What waits for somebody at the desk today: a few rows of each kind, and a way to the rest.

Nothing is counted, and each panel is one query over an index, however long the lists are.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from articles import bylines, rights_watch
from articles.board import printed_stories
from articles.models import Article
from articles.moments import from_due, midnight, spoken, spoken_length, to_come
from authors.models import Author, User
from media.models import Image
from newsroom import punctuality

MOST = 8
# Whoever asks does what is due within a second; after so many nobody has asked.
LATE = dt.timedelta(seconds=10)
STAYS_LATE = (
    "The next reader brings it about, or the worker. What stays here is for those who run "
    "the site: the server’s own log says why."
)


@dataclass(frozen=True)
class Row:
    """One thing to open: what it is, where it leads, and what is told beside it.

    `words` are somebody's: why it was returned, or what held it back.
    """

    title: str
    address: str
    notes: list[str]
    verb: str = ""
    moment: dt.datetime | None = None
    public_address: str = ""
    picture: Image | None = None
    words: str = ""

    @property
    def told(self) -> str:
        return spoken(self.moment) if self.moment else ""


@dataclass(frozen=True)
class Panel:
    """Rows of one kind. A complaint is there only when there is something to complain of."""

    name: str
    heading: str
    rows: list[Row]
    empty: str = ""
    rest: str = ""
    rest_address: str = ""
    foot: list[str] = field(default_factory=list)
    is_complaint: bool = False


def panels_for(user: User) -> list[Panel]:
    """The day of this user: only what their role may change."""
    panels = []
    if user.has_perm("articles.change_article"):
        panels += story_panels(user)
    if user.has_perm("media.change_image"):
        panels += [panel for panel in [rights_that_end()] if panel.rows]
        panels.append(pictures())
    if user.has_perm("authors.change_author"):
        panels.append(authors())
    return panels


def story_panels(user: User) -> list[Panel]:
    stories = printed_stories()
    if not user.has_perm("articles.change_any_article"):
        stories = stories.own(user)
    reviews = user.has_perm("articles.publish_article")
    found = {
        "late": late_first(stories.overdue(timezone.now() - LATE)),
        "held": stories.held_back(),
        "due": stories.due(),
        "review": stories.in_review(),
        "returned": stories.returned(),
        "changed": stories.with_changes(),
        "today": stories.out_since(midnight()).by_hour().reverse(),
    }
    found = {name: list(some[:MOST]) for name, some in found.items()}
    found["drafts"] = own_first(stories.being_written(), user)
    bylines.fetch([story for some in found.values() for story in some])
    panels = [*complaints(found), *waiting(found, reviews), *going_out(found)]
    return [panel for panel in panels if panel.rows or not panel.is_complaint]


def late_first(overdue):
    """Changes first, which readers wait for; the rest only waits for its entry in the log."""
    return overdue.order_by(F("scheduled_at").asc(nulls_last=True), "due_at", "pk")


def complaints(found: dict[str, list[Article]]) -> list[Panel]:
    readers_wait = any(waits_for_change(story) for story in found["late"])
    return [
        Panel(
            "late",
            "Late" if readers_wait else "Not in the log yet",
            [late_row(story) for story in found["late"]],
            foot=[STAYS_LATE],
            is_complaint=True,
        ),
        Panel(
            "held",
            "Held back: changes that did not go out",
            [
                story_row(story, "was due", story.scheduled_at, words=story.held_back)
                for story in found["held"]
            ],
            "",
            *list_of("articles_article", "All held back", state="held"),
            is_complaint=True,
        ),
    ]


def waits_for_change(story: Article) -> bool:
    """Readers miss something; all else has happened by itself and is only not in the log."""
    return bool(story.scheduled_at and not story.held_back and story.scheduled_at <= timezone.now())


def late_row(story: Article) -> Row:
    """What was to happen first, and for how long it has been waiting."""
    moment = from_due(story)[0]
    waits = spoken_length((timezone.now() - moment.at).total_seconds())
    note = f"{waits} late" if waits_for_change(story) else f"noted nowhere for {waits}"
    return story_row(story, moment.did, moment.at, note)


def waiting(found: dict[str, list[Article]], reviews: bool) -> list[Panel]:
    """What waits for somebody to write or to read on."""
    return [
        Panel(
            "review",
            "In review" if reviews else "Your stories in review",
            [story_row(story, "submitted", story.submitted_at) for story in found["review"]],
            "Nothing waits to be read." if reviews else "Nothing of yours waits for an editor.",
            *list_of("articles_article", "All in review", state="review"),
        ),
        Panel(
            "returned",
            "Returned to their writers" if reviews else "Returned to you",
            [
                story_row(story, *returned(story), words=story.returned_note)
                for story in found["returned"]
            ],
            "Nothing lies with its writer." if reviews else "Nothing came back to you.",
            *list_of("articles_article", "All returned", state="returned"),
        ),
        Panel(
            "drafts",
            "Drafts, yours first" if reviews else "Your drafts",
            [story_row(story, "saved", story.saved_at) for story in found["drafts"]],
            "No draft lies open. The next story begins with a headline.",
            *list_of("articles_article", "All drafts", state="draft"),
        ),
    ]


def going_out(found: dict[str, list[Article]]) -> list[Panel]:
    """What readers get next, do not get yet, and have got."""
    return [
        Panel(
            "due",
            "Due next",
            [due_row(story) for story in found["due"]],
            "Nothing waits for its hour.",
            *list_of("articles_article", "All that is due", state="due"),
            foot=punctuality.sentences(),
        ),
        Panel(
            "changed",
            "Published, with changes pending",
            [
                story_row(story, "changed", story.pending_since, *map(str, to_come(story)))
                for story in found["changed"]
            ],
            "Readers have the newest text of every story.",
            *list_of("articles_article", "All with changes", state="changed"),
        ),
        Panel(
            "today",
            "Published today",
            [
                story_row(story, "went out", story.goes_out_at, is_out=True)
                for story in found["today"]
            ],
            "Nothing has gone out yet today.",
            *list_of("articles_article", "All published", state="published"),
        ),
    ]


def due_row(story: Article) -> Row:
    first, *others = from_due(story)
    return story_row(story, first.will, first.at, *map(str, others))


def returned(story: Article) -> tuple[str, dt.datetime]:
    by = f" by {story.returned_by}" if story.returned_by else ""
    return f"returned{by}", story.returned_at


def own_first(drafts, user: User) -> list[Article]:
    """One's own, then the newest of the others'."""
    own, newest = list(drafts.own(user)[:MOST]), list(drafts[:MOST])
    return list(dict.fromkeys([*own, *newest]))[:MOST]


def story_row(
    story: Article, verb: str, moment: dt.datetime, *notes: str, words="", is_out=False
) -> Row:
    return Row(
        title=str(story),
        address=reverse("admin:articles_article_change", args=[story.pk]),
        notes=[
            note
            for note in (*notes, story.section and story.section.name, bylines.line(story))
            if note
        ],
        verb=verb,
        moment=moment,
        public_address=story.get_absolute_url() if is_out else "",
        words=words,
    )


def rights_that_end() -> Panel:
    now = timezone.now()
    uses = rights_watch.ending(now).select_related("image", "article")
    portraits = rights_watch.portraits_ending(now).select_related("portrait")
    rows = [ending_row(use.image, f"in “{use.article}”", use.article, now) for use in uses[:MOST]]
    rows += [
        ending_row(author.portrait, f"portrait of {author}", author, now)
        for author in portraits[:MOST]
    ]
    heading = "Rights that end: pictures readers see"
    return Panel("rights", heading, rows[:MOST], is_complaint=True)


def ending_row(image: Image, where: str, shown_by: Article | Author, now: dt.datetime) -> Row:
    return Row(
        title=str(image),
        address=reverse("admin:media_image_change", args=[image.pk]),
        notes=[image.credit_line, where],
        verb=verb_of(image, now),
        moment=image.rights_until,
        picture=image,
        public_address=shown_by.get_absolute_url(),
    )


def verb_of(image: Image, now: dt.datetime) -> str:
    if not image.rights_until:
        return "may not be shown"
    return "ended" if image.rights_until <= now else "end"


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
