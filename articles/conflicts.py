"""Two texts for one place, as the writer who has to choose sees them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from articles import body
from articles.document import Credit, Related
from articles.merging import Choice, Conflict
from articles.models import Article, Byline, Section
from authors.models import Author
from media.models import Image

NOTHING = "(empty)"


@dataclass(frozen=True)
class Shown:
    key: str
    label: str
    theirs: SafeString | str
    mine: SafeString | str
    choices: list[tuple[str, str]]


def shown(conflicts: Sequence[Conflict], label_of: Callable[[str], str]) -> list[Shown]:
    return [
        Shown(
            conflict.key,
            label_of(conflict.field),
            words(conflict.field, conflict.theirs),
            words(conflict.field, conflict.mine),
            [
                choice
                for choice in Choice.choices
                if conflict.field == "body" or choice[0] != Choice.BOTH
            ],
        )
        for conflict in conflicts
    ]


def words(field: str, value: object) -> SafeString | str:
    """A value of a document in words; a few queries, for the few fields that conflict."""
    if value in (None, "", (), []):
        return NOTHING
    tell = IN_WORDS.get(field)
    return tell(value) if tell else format_html("{}", value)


def named(model, pk: int) -> str:
    return str(model.objects.filter(pk=pk).first() or "(deleted)")


def by_name(byline: Sequence[Credit]) -> list[str]:
    known = Author.objects.in_bulk({credit.author for credit in byline})
    return [
        f"{known.get(credit.author, '(deleted)')} ({Byline.Role(credit.role).label})"
        for credit in byline
    ]


def link_words(related: Related) -> str:
    return named(Article, related.story) if related.story else f"{related.title} ({related.url})"


def listed(lines: Iterable[str]) -> str:
    return "; ".join(lines)


IN_WORDS = {
    "body": lambda blocks: body.render("\n".join(blocks)),
    "section": lambda pk: named(Section, pk),
    "lead_image": lambda pk: named(Image, pk),
    "bylines": lambda byline: listed(by_name(byline)),
    "related": lambda links: listed(map(link_words, links)),
    "tags": listed,
    "kind": lambda kind: Article.Kind(kind).label,
    "lead_decorative": lambda is_so: "Yes" if is_so else "No",
    "embargo_until": lambda moment: date_format(localtime(moment), "j F Y, H:i e"),
}
