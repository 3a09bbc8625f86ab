"""Bringing together what two people made of the same story: three-way merging.

`base` is what both began with, `theirs` is what stands saved now, `mine` what is to be saved.
What only one of them changed is taken from them. Where both changed a field, or the same
passage of the body, that is a conflict: somebody has to choose, nothing is overwritten.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models

from articles import body
from articles.document import Document
from authors.word_diff import SAME, aligned

# On aligning the blocks of two bodies, as `word_diff.effort` counts: about a quarter of a second.
MOST_EFFORT = 4_000_000
# Neighbouring blocks that are told one by one.
MOST_PAIRS = 100


class Choice(models.TextChoices):
    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True)
class Conflict:
    """Two texts for one place; `key` names it among all places of the document."""

    key: str
    field: str
    theirs: object
    mine: object


@dataclass
class Merged:
    document: Document
    # Fields in which somebody else's change came in.
    taken: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True)
class Stretch:
    """Neighbouring blocks, as each side has them."""

    base: list[str]
    theirs: list[str]
    mine: list[str]


def merge(
    base: Document,
    theirs: Document,
    mine: Document,
    choices: Mapping[str, str] | None = None,
) -> Merged:
    """What both wrote, in one document; `mine` where there is a conflict and no choice.

    `choices` answers conflicts by their key, each with a `Choice`.
    """
    choices = choices or {}
    merged = Merged(mine)
    values = {}
    for name in (kept.name for kept in dataclasses.fields(Document)):
        was, other, own = (getattr(document, name) for document in (base, theirs, mine))
        if name == "body":
            values[name] = merged_body(was, other, own, merged, choices)
        elif own in (was, other):
            values[name] = other
        elif other == was:
            values[name] = own
        else:
            values[name] = decided(Conflict(name, name, other, own), merged, choices)
        if values[name] != own:
            merged.taken.append(name)
    merged.document = Document(**values)
    return merged


def decided(conflict: Conflict, merged: Merged, choices: Mapping[str, str]) -> object:
    match choices.get(conflict.key):
        case Choice.THEIRS:
            return conflict.theirs
        case Choice.BOTH if conflict.field == "body":
            return [*conflict.theirs, *conflict.mine]
        case Choice.MINE:
            return conflict.mine
    merged.conflicts.append(conflict)
    return conflict.mine


def merged_body(
    base: str, theirs: str, mine: str, merged: Merged, choices: Mapping[str, str]
) -> str:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    written: list[str] = []
    numbered = 0
    for stretch in stretches(*map(body.pieces, (base, theirs, mine))):
        if stretch.mine in (stretch.base, stretch.theirs):
            written += stretch.theirs
        elif stretch.theirs == stretch.base:
            written += stretch.mine
        else:
            numbered += 1
            conflict = Conflict(f"body-{numbered}", "body", stretch.theirs, stretch.mine)
            written += decided(conflict, merged, choices)
    return "\n".join(written)


def stretches(base: list[str], theirs: list[str], mine: list[str]) -> Iterator[Stretch]:
    """The bodies cut into stretches at the blocks that all three have.

    Where as many blocks stand between as before, each is a stretch of its own: who changes
    one paragraph is in nobody's way who changes the next. Where whole pages changed that
    would ask for more choices than anybody makes.
    """
    place = theirs_place = mine_place = 0
    for start, theirs_start, mine_start, length in [*shared(base, theirs, mine)]:
        apart = Stretch(
            base[place:start], theirs[theirs_place:theirs_start], mine[mine_place:mine_start]
        )
        if len(apart.base) == len(apart.theirs) == len(apart.mine) <= MOST_PAIRS:
            for was, other, own in zip(apart.base, apart.theirs, apart.mine, strict=True):
                yield Stretch([was], [other], [own])
        elif apart.base or apart.theirs or apart.mine:
            yield apart
        for block in base[start : start + length]:
            yield Stretch([block], [block], [block])
        place, theirs_place, mine_place = (
            start + length,
            theirs_start + length,
            mine_start + length,
        )


def shared(
    base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Runs of blocks that stand in all three: where in each, and how long. The last is empty."""
    in_theirs = dict(places(base, theirs))
    run = None
    for start, own in places(base, mine):
        other = in_theirs.get(start)
        if other is None:
            continue
        if run and (start, other, own) == tuple(place + run[3] for place in run[:3]):
            run = (*run[:3], run[3] + 1)
            continue
        if run:
            yield run
        run = (start, other, own, 1)
    if run:
        yield run
    yield len(base), len(theirs), len(mine), 0


def places(base: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Of each block of the base that stands in the other, where it stands in both.

    What would take too long to align counts as changed, so that nobody waits for the story.
    """
    for kind, start, end, there, _ in aligned(base, other, most=MOST_EFFORT):
        if kind == SAME:
            yield from zip(range(start, end), range(there, there + end - start), strict=True)
