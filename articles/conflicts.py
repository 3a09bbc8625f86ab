"""Two texts for one place, as the writer who has to choose sees them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from articles import body
from articles.document import Related
from articles.merging import Choice, Conflict
from articles.models import Article, Byline
from articles.naming import Names, names_in
from articles.revising import ConflictError
from authors.models import User

NOTHING = "(empty)"


@dataclass(frozen=True)
class Shown:
    key: str
    label: str
    theirs: SafeString | str
    mine: SafeString | str
    choices: list[tuple[str, str]]


def shown(error: ConflictError, label_of: Callable[[str], str], *, to: User) -> list[Shown]:
    """What there is to choose, in the words that this user may know."""
    names = names_in(error.newest.document, error.merged.document, user=to)
    return [
        Shown(
            conflict.key,
            label_of(conflict.field),
            words(conflict.field, conflict.theirs, names),
            words(conflict.field, conflict.mine, names),
            choices_of(conflict),
        )
        for conflict in error.merged.conflicts
    ]


def choices_of(conflict: Conflict) -> list[tuple[str, str]]:
    """Two paragraphs can both be kept; of two headlines one has to go."""
    may_be_both = conflict.field == "body"
    return [choice for choice in Choice.choices if may_be_both or choice[0] != Choice.BOTH]


def words(field: str, value: object, names: Names) -> SafeString | str:
    if value in (None, "", (), []):
        return NOTHING
    tell = IN_WORDS.get(field)
    return tell(value, names) if tell else format_html("{}", value)


def link_words(related: Related, names: Names) -> str:
    return names.story(related.story) if related.story else f"{related.title} ({related.url})"


def listed(lines: Iterable[str]) -> str:
    return "; ".join(lines)


IN_WORDS = {
    "body": lambda blocks, names: body.render("\n".join(blocks)),
    "section": lambda number, names: names.section(number),
    "lead_image": lambda number, names: names.image(number),
    "bylines": lambda byline, names: listed(
        f"{names.author(credit.author)} ({Byline.Role(credit.role).label})" for credit in byline
    ),
    "related": lambda links, names: listed(link_words(link, names) for link in links),
    "tags": lambda tags, names: listed(tags),
    "kind": lambda kind, names: Article.Kind(kind).label,
    "lead_decorative": lambda is_so, names: "Yes" if is_so else "No",
    "embargo_until": lambda moment, names: date_format(localtime(moment), "j F Y, H:i e"),
}
