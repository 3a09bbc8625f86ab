"""Two texts for one place, as the writer who has to choose sees them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from articles.comparing import credited, kind, related_title
from articles.comparing_blocks import BlockChange, Fold, compare_bodies
from articles.merging import Choice, Conflict
from articles.moments import in_full
from articles.naming import Names, names_in
from articles.revising import ConflictError
from authors.models import User
from authors.word_diff import DELETED, INSERTED, SAME, Piece, diff

NOTHING = "(empty)"
OTHER_TAB = "the other tab"
# Words of a paragraph by which it is found again.
FIRST_WORDS = 6


@dataclass(frozen=True)
class Shown:
    key: str
    label: str
    theirs: SafeString | str
    mine: SafeString | str
    remarks: list[str]
    choices: list[tuple[str, str]]


def who(other: User, user: User) -> str:
    """Whose change it is, said to this user, at the beginning of a sentence."""
    return "You, in another tab," if other == user else str(other)


def shown(error: ConflictError, label_of: Callable[[str], str], *, to: User) -> list[Shown]:
    """What there is to choose, in the words that this user may know."""
    names = names_in(error.newest.document, error.merged.document, user=to)
    other = OTHER_TAB if error.other == to else str(error.other)
    return [one_of(conflict, label_of, names, other) for conflict in error.merged.conflicts]


def one_of(conflict: Conflict, label_of, names: Names, other: str) -> Shown:
    theirs, mine, remarks = both(conflict, names)
    label = label_of(conflict.field)
    if conflict.field == "body":
        label = f"{label}, at “{beginning(conflict)}”"
    choices = choices_of(conflict, other)
    return Shown(conflict.key, label, theirs or NOTHING, mine or NOTHING, remarks, choices)


def beginning(conflict: Conflict) -> str:
    """The first words that both have there, or one of them where the other has none."""
    blocks = [*conflict.theirs, *conflict.mine]
    texts = (unescape(strip_tags(block)).strip() for block in blocks)
    return Truncator(next(filter(None, texts), NOTHING)).words(FIRST_WORDS)


def choices_of(conflict: Conflict, other: str) -> list[tuple[str, str]]:
    """Two paragraphs can both be kept; of two headlines one has to go."""
    choices = [(Choice.THEIRS, f"Take {other}’s"), (Choice.MINE, "Keep mine")]
    if conflict.field == "body":
        choices.append((Choice.BOTH, f"Keep both, {other}’s first"))
    return choices


def both(conflict: Conflict, names: Names) -> tuple[SafeString | str, SafeString | str, list[str]]:
    """Their text and mine, with the words marked that the other has not, and what is no words."""
    values = (conflict.theirs, conflict.mine)
    if conflict.field == "body":
        changes = compare_bodies(*map("\n".join, values), names)
        remarks = [remark for change in changes for remark in getattr(change, "remarks", ())]
        return side(changes, DELETED), side(changes, INSERTED), remarks
    if tell := IN_WORDS.get(conflict.field):
        theirs, mine = ("" if value in (None, "", ()) else tell(value, names) for value in values)
        return theirs, mine, []
    pieces = diff(*values)
    return marked(pieces, DELETED), marked(pieces, INSERTED), []


def side(changes: list[BlockChange | Fold], own: str) -> SafeString:
    """The blocks of one side."""
    return format_html_join("", "<p>{}</p>", ([text] for text in texts_of(changes, own)))


def texts_of(changes: list[BlockChange | Fold], own: str) -> Iterator[SafeString | str]:
    for change in changes:
        if isinstance(change, Fold):
            yield f"({change.words})"
        elif text := marked(change.pieces, own):
            yield text


def marked(pieces: Iterable[Piece], own: str) -> SafeString:
    """The words of one side: those that both have, and, marked, those of its own."""
    html = {SAME: "{}", own: "<mark>{}</mark>"}
    kept = (piece for piece in pieces if piece.kind in html)
    return format_html_join("", "{}", ([format_html(html[p.kind], p.text)] for p in kept))


def listed(lines: Iterable[str]) -> str:
    return "; ".join(lines)


IN_WORDS = {
    "section": lambda number, names: names.section(number),
    "lead_image": lambda number, names: names.image(number),
    "bylines": lambda byline, names: listed(credited(credit, names) for credit in byline),
    "related": lambda links, names: listed(related_title(link, names) for link in links),
    "tags": lambda tags, names: listed(tags),
    "kind": lambda value, names: kind(value),
    "lead_decorative": lambda is_so, names: "Yes" if is_so else "No",
    "never_more": lambda is_so, names: "Yes" if is_so else "No",
    "embargo_until": lambda until, names: in_full(until),
}
