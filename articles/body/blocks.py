"""The blocks that a story is made of, and how they are tidied once all is read."""

from dataclasses import dataclass, field

from articles.body.text import Run, lines, preformatted_lines
from articles.body.vocabulary import CELLS, HEADINGS

CAPTIONS = frozenset({"caption", "figcaption"})
SECTIONS = frozenset({"thead", "tbody"})
TEXTS = HEADINGS | CAPTIONS | {"p", "pre"}


@dataclass(slots=True)
class Block:
    """A block of the story: text in runs, or further blocks."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Block"] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def settled(block: Block) -> list[Block]:
    """The block with its text tidied, in as many as it takes; none when nothing is in it."""
    if block.tag == "hr":
        return [block]
    if block.tag in TEXTS:
        return _settled_text(block)
    block.children = [kept for child in block.children for kept in settled(child)]
    if block.tag == "table":
        return _settled_table(block)
    may_be_empty = block.tag in CELLS or block.tag == "figure"
    return [block] if block.children or may_be_empty else []


def _settled_text(block: Block) -> list[Block]:
    if block.tag == "pre":
        settled = preformatted_lines(block.runs)
    else:
        settled = lines(block.runs, splits=block.tag == "p")
    return [Block(block.tag, runs=line) for line in settled]


def _settled_table(table: Block) -> list[Block]:
    """A table without anything in its cells is no table; its caption is still words."""
    sections = [part for part in table.children if part.tag in SECTIONS]
    cells = [cell for section in sections for row in section.children for cell in row.children]
    if any(cell.children for cell in cells):
        return [table]
    return [Block("p", runs=part.runs) for part in table.children if part.tag == "caption"]
