"""Two bodies block by block: what was written anew, what went, what only changed its make-up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from articles.body.blocks import TEXTS, Block
from articles.body.text import Run, text_of
from articles.body.tree import read
from articles.naming import Names
from authors.word_diff import DELETED, INSERTED, SAME, Piece, aligned, diff, words

PARAGRAPH = "paragraph"
CALLED = {
    "p": PARAGRAPH,
    "h2": "subhead",
    "h3": "smaller subhead",
    "h4": "smallest subhead",
    "pre": "preformatted text",
    "caption": "table caption",
    "figcaption": "caption",
}
# What a paragraph is called where it stands in one of these.
INSIDE = {"ul": "list item", "ol": "numbered item", "blockquote": "quote"}
FORMATS = {
    "strong": "Bold",
    "em": "Italics",
    "s": "Strike-through",
    "sub": "Subscript",
    "sup": "Superscript",
    "cite": "Title of a work",
    "code": "Code",
}

# The share of words that two blocks have in common to be told as one that was changed.
ALIKE = 0.4
# How far among blocks that went the one is looked for that became a new one.
WINDOW = 20
# Unchanged blocks that stay in sight beside a change.
CONTEXT = 1
LONGEST_QUOTE = 60

MOVED = {DELETED: "Moved from here", INSERTED: "Moved to here"}
LAYOUT_ONLY = "Only the layout of a list or table changed; the words are the same."


@dataclass(frozen=True)
class BlockChange:
    """A block of either body: its words marked, and in sentences what is not words."""

    kind: str
    called: str
    pieces: tuple[Piece, ...]
    remarks: tuple[str, ...] = ()

    @property
    def text(self):
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_unchanged(self):
        return self.kind == SAME and not self.remarks


@dataclass(frozen=True)
class Fold:
    """A stretch without changes, in a few words."""

    words: str


@dataclass
class Line:
    """A block as it is compared: a text, or what stands for a picture, an embed, a rule."""

    called: str
    text: str
    # What makes two lines the same: the text, or the number behind a name.
    key: str
    runs: list[Run]

    @cached_property
    def bag(self) -> Counter[str]:
        return Counter(word for word in words(self.text) if word[0].isalnum())


def compare_bodies(old: str, new: str, names: Names) -> list[BlockChange | Fold]:
    before, after = lines(old, names), lines(new, names)
    changes: list[BlockChange] = []
    stretches = aligned([line.key for line in before], [line.key for line in after])
    for kind, start, end, new_start, new_end in stretches:
        gone, come = before[start:end], after[new_start:new_end]
        if kind == SAME:
            changes += [both(*pair) for pair in zip(gone, come, strict=True)]
        else:
            changes += replaced(gone, come)
    changes = with_moves_told(changes)
    if all(change.is_unchanged for change in changes):
        return [Fold(LAYOUT_ONLY)]
    return list(folded(changes))


def with_moves_told(changes: list[BlockChange]) -> list[BlockChange]:
    """What went at one place and came at another with the same words only moved."""
    gone, come = (
        Counter(change.text for change in changes if change.kind == kind)
        for kind in (DELETED, INSERTED)
    )
    moved = {DELETED: gone & come, INSERTED: gone & come}
    told = []
    for change in changes:
        if change.kind in MOVED and moved[change.kind][change.text]:
            moved[change.kind][change.text] -= 1
            change = replace(change, remarks=(MOVED[change.kind],))
        told.append(change)
    return told


def lines(html: str, names: Names) -> list[Line]:
    return [line for block in read(html) for line in lines_of(block, PARAGRAPH, names)]


def lines_of(block: Block, paragraph: str, names: Names) -> Iterator[Line]:
    """The block and those in it, in reading order; a row of a table is one line."""
    match block.tag:
        case "tr":
            yield row(block)
        case "hr":
            yield Line("rule", "———", "\0rule", [])
        case tag if tag in TEXTS:
            called = paragraph if tag == "p" else CALLED[tag]
            yield Line(called, text_of(block.runs), text_of(block.runs), block.runs)
        case tag:
            if tag == "figure":
                yield figure(block, names)
            paragraph = INSIDE.get(tag, paragraph)
            for child in block.children:
                yield from lines_of(child, paragraph, names)


def row(block: Block) -> Line:
    cells = [[run for part in texts_in(cell) for run in part.runs] for cell in block.children]
    text = " | ".join(text_of(runs) for runs in cells)
    return Line("table row", text, text, [run for runs in cells for run in runs])


def texts_in(block: Block) -> Iterator[Block]:
    if block.tag in TEXTS:
        yield block
    for child in block.children:
        yield from texts_in(child)


def figure(block: Block, names: Names) -> Line:
    if number := block.attributes.get("data-image"):
        return Line("picture", names.image(int(number)), f"\0picture {number}", [])
    address = block.attributes.get("data-embed", "")
    return Line("embed", address, f"\0embed {address}", [])


def both(old: Line, new: Line) -> BlockChange:
    """A block that stands in both bodies."""
    remarks = tuple(remarks_on(old, new))
    if old.key == new.key:
        return BlockChange(SAME, new.called, (Piece(SAME, new.text),), remarks)
    return BlockChange("changed", new.called, tuple(diff(old.text, new.text)), remarks)


def replaced(gone: list[Line], come: list[Line]) -> Iterator[BlockChange]:
    """What became of some blocks: those alike in pairs, the others as they went and came."""
    start = 0
    for line in come:
        partner = best_partner(line, gone, start)
        if partner is None:
            yield BlockChange(INSERTED, line.called, (Piece(INSERTED, line.text),))
            continue
        yield from map(deleted, gone[start:partner])
        yield both(gone[partner], line)
        start = partner + 1
    yield from map(deleted, gone[start:])


def deleted(line: Line) -> BlockChange:
    return BlockChange(DELETED, line.called, (Piece(DELETED, line.text),))


def best_partner(line: Line, gone: list[Line], start: int) -> int | None:
    near = range(start, min(start + WINDOW, len(gone)))
    best = max(near, key=lambda index: likeness(gone[index], line), default=None)
    return best if best is not None and likeness(gone[best], line) >= ALIKE else None


def likeness(old: Line, new: Line) -> float:
    """The share of words in common; a picture is like no other."""
    if old.key.startswith("\0") or new.key.startswith("\0"):
        return 0
    counted = old.bag.total() + new.bag.total()
    return 2 * (old.bag & new.bag).total() / counted if counted else 0


def remarks_on(old: Line, new: Line) -> Iterator[str]:
    """What is not words: another kind of block, links, emphasis.

    Emphasis on words that came or went is no news of its own.
    """
    if old.called != new.called:
        yield f"{old.called.capitalize()} → {new.called}"
    before, after = Counter(spans(old.runs)), Counter(spans(new.runs))
    gone = [span for span in (before - after) if span[2] in new.text]
    come = [span for span in (after - before) if span[2] in old.text]
    for tag, value, text in gone:
        follower = next((span for span in come if tag == "a" and span[::2] == (tag, text)), None)
        if follower:
            come.remove(follower)
            yield f"Link of {quoted(text)} changed: {value} → {follower[1]}"
        elif tag == "a":
            yield f"Link removed from {quoted(text)}: {value}"
        else:
            yield f"{FORMATS[tag]} removed from {quoted(text)}"
    for tag, value, text in come:
        if tag == "a":
            yield f"Link added to {quoted(text)}: {value}"
        else:
            yield f"{FORMATS[tag]} added to {quoted(text)}"


def quoted(text: str) -> str:
    short = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()}…"
    return f"“{short}”"


def spans(runs: Iterable[Run]) -> Iterator[tuple[str, str, str]]:
    """Each stretch of text under one format: its tag, where a link leads, the text."""
    opened: dict[tuple[str, str], str] = {}
    for formats, text in runs:
        for ended in [each for each in opened if each not in formats]:
            yield (*ended, opened.pop(ended))
        for each in formats:
            opened[each] = opened.get(each, "") + text
    for each, text in opened.items():
        yield (*each, text)


def folded(changes: list[BlockChange]) -> Iterator[BlockChange | Fold]:
    """The changes, with what is far from any of them told by its number."""
    start = 0
    while start < len(changes):
        end = start
        while end < len(changes) and changes[end].is_unchanged:
            end += 1
        if end > start:
            yield from stretch(changes[start:end], is_first=start == 0, is_last=end == len(changes))
        if end < len(changes):
            yield changes[end]
        start = end + 1


def stretch(
    unchanged: list[BlockChange], *, is_first: bool, is_last: bool
) -> Iterator[BlockChange | Fold]:
    head = 0 if is_first else CONTEXT
    tail = 0 if is_last else CONTEXT
    hidden = unchanged[head : len(unchanged) - tail]
    if len(unchanged) <= head + tail:
        yield from unchanged
        return
    yield from unchanged[:head]
    yield Fold(counted(hidden))
    yield from unchanged[len(unchanged) - tail :]


def counted(hidden: list[BlockChange]) -> str:
    """As “12 unchanged paragraphs”."""
    only_paragraphs = all(change.called == PARAGRAPH for change in hidden)
    thing = PARAGRAPH if only_paragraphs else "block"
    return f"{len(hidden)} unchanged {thing}{'s' if len(hidden) > 1 else ''}"
