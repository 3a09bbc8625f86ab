"""What changed between two bios: prose by words, everything else in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from authors.bio import FIELDS, Bio
from authors.models import Author
from authors.telling import replaced, tell_list
from authors.word_diff import Piece, diff
from media.models import Image

# In the order of the form.
LABELS = {
    "name": "Name",
    "title": "Title",
    "portrait": "Portrait",
    "bio": "Bio",
    "sign_off": "Sign-off",
    "links": "Links",
    "contact": "Public e-mail address",
    "standing": "Standing",
    "position": "Position",
    "slug": "Slug",
}
PROSE = {"bio", "sign_off", "title"}
DELETED = "(deleted)"


@dataclass(frozen=True)
class Change:
    """What happened to one field: words marked in a text, or sentences."""

    field: str
    label: str
    pieces: tuple[Piece, ...] = ()
    words: tuple[str, ...] = ()


def changed(old: Bio, new: Bio) -> list[str]:
    """The fields that differ, in the order of the form."""
    differing = {name for name in FIELDS if getattr(old, name) != getattr(new, name)}
    return [name for name in LABELS if name in differing]


def compare(old: Bio, new: Bio, only: list[str] | None = None) -> list[Change]:
    """What differs, of all fields or of these."""
    pictures = names_of_portraits(old, new) if old.portrait != new.portrait else {}
    return [
        change_of(name, getattr(old, name), getattr(new, name), pictures)
        for name in changed(old, new)
        if only is None or name in only
    ]


def names_of_portraits(*told: Bio) -> dict[int, str]:
    numbers = {bio.portrait for bio in told if bio.portrait}
    return {image.pk: str(image) for image in Image.objects.filter(pk__in=numbers)}


def change_of(field: str, old, new, pictures: dict[int, str]) -> Change:
    label = LABELS[field]
    if field in PROSE:
        return Change(field, label, pieces=tuple(diff(old, new)))
    return Change(field, label, words=tuple(sentences(field, old, new, pictures)))


def sentences(field: str, old, new, pictures: dict[int, str]) -> Iterator[str]:
    match field:
        case "links":
            before, after = (tuple(map(written, links)) for links in (old, new))
            yield from tell_list("Link", "Order of the links changed", before, after, str)
        case "portrait":
            yield from replaced("Portrait", *(called(number, pictures) for number in (old, new)))
        case "standing":
            labels = dict(Author.Standing.choices)
            yield from replaced("Standing", labels.get(old, old), labels.get(new, new))
        case _:
            yield from replaced(LABELS[field], str(old), str(new))


def written(link) -> str:
    return f"{link['label']} ({link['url']})"


def called(number: int | None, pictures: dict[int, str]) -> str:
    return pictures.get(number, DELETED) if number else ""
