"""Sets any HTML as a tree of the blocks that a story may have.

Whatever comes in, paragraphs hold text only, lists hold items, tables hold rows of
cells, and every word keeps its place in the order of the story.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from articles import embeds
from articles.body.blocks import CAPTIONS, SECTIONS, Block, settled
from articles.body.scan import Token, scan
from articles.body.text import OpenFormats, one_spaced, preformatted, printable
from articles.body.translation import CALLED, DIVISIONS, STYLED, formats_of, stands_within_words
from articles.body.vocabulary import CELLS, FORMATS, HEADINGS, LISTS, permitted_attributes

# Lists, quotes and tables inside one another; deeper ones become plain paragraphs.
DEEPEST = 24


@dataclass(slots=True)
class _Open:
    """An element not yet closed, and what holds inside it."""

    name: str
    container: Block
    formats: OpenFormats
    scope: Counter[str]
    depth: int = 0
    text: Block | None = None
    listing: Block | None = None
    table: Block | None = None
    figure: Block | None = None


def read(html: str) -> list[Block]:
    """The blocks of a story, from HTML of any origin and in any condition."""
    reader = _Reader()
    for token in scan(html):
        reader.take(token)
    return [block for child in reader.root.children for block in settled(child)]


class _Reader:
    def __init__(self):
        self.root = Block("body")
        self.stack = [_Open("", self.root, OpenFormats(), Counter())]
        self.text: Block | None = None

    @property
    def top(self) -> _Open:
        return self.stack[-1]

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self.write(token.name)
            return
        name = CALLED.get(token.name, token.name)
        if token.kind == "start":
            self.start(name, token.attributes)
        else:
            self.end(name)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if begin := _BEGIN.get(name):
            begin(self, name, attributes)
        elif name in FORMATS or name in STYLED:
            self.top.formats.open(name, formats_of(name, attributes))
        elif name in DIVISIONS:
            self.division(name)
        elif not stands_within_words(name):
            self.space()

    def end(self, name: str) -> None:
        name = "heading" if name in HEADINGS else name
        if name in FORMATS or name in STYLED:
            self.top.formats.close(name)
        elif name == "p":
            self.boundary()
        elif self.top.scope[name]:
            self.boundary()
            self.pop_out_of(name)
        elif not stands_within_words(name):
            self.space()

    # Text

    def write(self, text: str) -> None:
        text = printable(text)
        is_pre = self.text is not None and self.text.tag == "pre"
        text = preformatted(text) if is_pre else one_spaced(text)
        if self.text is None and text.strip(" \xa0"):
            self.text = self.place(Block("p"))
        if self.text is not None:
            self.text.runs.append((self.top.formats.now, text))

    def line_break(self, *_) -> None:
        if self.text is not None:
            self.text.runs.append((self.top.formats.now, "\n"))

    def space(self) -> None:
        if self.text is not None:
            self.text.runs.append(((), " "))

    def boundary(self, *_) -> None:
        """A block begins or ends here: so does a paragraph. Headings and captions go on."""
        if self.top.text is None:
            self.text = None
        else:
            self.top.text.runs.append(((), "\n" if self.top.text.tag == "pre" else " "))

    # The stack of open elements

    def push(self, name: str, **changes) -> None:
        top = self.top
        if "container" in changes:
            changes["depth"] = top.depth + 1
        opened = replace(top, name=name, **changes)
        opened.scope[name] += 1
        self.stack.append(opened)

    def pop(self) -> None:
        closed = self.stack.pop()
        closed.scope[closed.name] -= 1
        if closed.name == "dt":
            closed.formats.close("dt")
        self.text = self.top.text

    def pop_out_of(self, name: str) -> None:
        while self.top.name != name:
            self.pop()
        self.pop()

    def pop_into(self, *tags: str) -> None:
        while self.top.container.tag not in tags:
            self.pop()

    def leave_text(self) -> None:
        while self.top.text is not None:
            self.pop()

    # Blocks

    def division(self, name: str, *_) -> None:
        """An element that only parts what stands in it from the rest."""
        if name in ("dt", "dd"):
            self.end_if_open("dt")
            self.end_if_open("dd")
        self.boundary()
        self.push(name)
        if name == "dt":
            self.top.formats.open("dt", (("strong", ""),))

    def end_if_open(self, name: str) -> None:
        if self.top.scope[name]:
            self.pop_out_of(name)

    @property
    def in_caption(self) -> bool:
        return self.top.text is not None and self.top.text.tag in CAPTIONS

    def place(self, block: Block) -> Block:
        """Put a block at this point; in a list that means in an item, in a table in a cell."""
        self.text = None
        self.fit()
        self.top.container.children.append(block)
        self.top.formats.next_block()
        return block

    def fit(self) -> None:
        tag = self.top.container.tag
        if tag in LISTS:
            self.item("li")
        elif tag in SECTIONS or tag in ("table", "tr"):
            self.cell("td", {})

    def text_block(self, name: str, *_) -> None:
        called = "heading" if name in HEADINGS else name
        if self.in_caption:
            self.division(called)
            return
        self.leave_text()
        block = self.place(Block(name))
        self.push(called, text=block)
        self.text = block

    def rule(self, *_) -> None:
        if self.in_caption:
            self.boundary()
        else:
            self.leave_text()
            self.place(Block("hr"))

    def container(self, name: str, attributes: dict[str, str]) -> None:
        if self.in_caption:
            self.division(name)
            return
        self.leave_text()
        self.text = None
        if name in LISTS and self.top.container.tag in LISTS and self.top.container.children:
            self.push("li", container=self.top.container.children[-1])
        self.fit()
        if self.top.depth >= DEEPEST:
            self.division(name)
            return
        block = self.place(Block(name, _attributes(name, attributes)))
        if name == "table":
            self.push(name, container=block, table=block, listing=None, scope=Counter())
        else:
            self.push(name, container=block, listing=block if name in LISTS else self.top.listing)

    # Lists

    def item(self, name: str, *_) -> None:
        if self.in_caption or self.top.listing is None:
            self.division(name)
            return
        while self.top.container is not self.top.listing:
            self.pop()
        self.text = None
        item = Block("li")
        self.top.container.children.append(item)
        self.push(name, container=item, text=None)

    # Tables

    def section(self, name: str, *_) -> None:
        if self.in_caption or self.top.table is None:
            self.division(name)
            return
        self.pop_into("table")
        parts = self.top.container.children
        if parts and parts[-1].tag == "tbody":
            name, block = "tbody", parts[-1]
        else:
            block = Block("tbody" if any(part.tag == "thead" for part in parts) else name)
            parts.append(block)
        self.push(name, container=block)

    def row(self, name: str, *_) -> None:
        if self.in_caption or self.top.table is None:
            self.division(name)
            return
        self.pop_into("table", "thead", "tbody")
        if self.top.container.tag == "table":
            self.section("tbody")
        row = Block("tr")
        self.top.container.children.append(row)
        self.push(name, container=row)

    def cell(self, name: str, attributes: dict[str, str]) -> None:
        if self.in_caption or self.top.table is None:
            self.division(name)
            return
        self.pop_into("tr", "table", "thead", "tbody")
        if self.top.container.tag != "tr":
            self.row("tr")
        cell = Block(name, _attributes(name, attributes))
        self.top.container.children.append(cell)
        self.push(name, container=cell, formats=OpenFormats(self.top.formats.now))
        self.text = None

    def caption(self, name: str, *_) -> None:
        """A table's caption stands first; one that comes late is a cell of its own."""
        if self.in_caption or self.top.table is None:
            self.division(name)
            return
        self.pop_into("table")
        if self.top.container.children:
            self.division(name)
        else:
            self.hold_caption(name, self.top.container)

    def hold_caption(self, name: str, owner: Block) -> None:
        caption = Block(name)
        owner.children.append(caption)
        self.push(name, text=caption)
        self.text = caption

    # Figures

    def figure(self, name: str, attributes: dict[str, str]) -> None:
        placeholder = permitted_attributes("figure", attributes)
        if not placeholder:
            self.division(name)
            self.top.figure = None
            return
        self.leave_text()
        key = "data-image" if "data-image" in placeholder else "data-embed"
        block = self.place(Block("figure", {key: placeholder[key]}))
        self.push(name, figure=block)

    def figcaption(self, name: str, *_) -> None:
        figure = self.top.figure
        before = self.top.container.children
        if figure and before and before[-1] is figure and not figure.children:
            self.hold_caption(name, figure)
        else:
            self.division(name)

    def frame(self, _name: str, attributes: dict[str, str]) -> None:
        """A player's own embed code is taken for what it shows."""
        address = re.sub(r"^(?:http:)?//", "https://", attributes.get("src", "").strip())
        if embeds.find(address):
            self.figure("figure", {"data-embed": address})
            self.end("figure")
        else:
            self.space()


_BEGIN = {
    "br": _Reader.line_break,
    "p": _Reader.boundary,
    "hr": _Reader.rule,
    "pre": _Reader.text_block,
    **dict.fromkeys(HEADINGS, _Reader.text_block),
    **dict.fromkeys(LISTS | {"blockquote", "table"}, _Reader.container),
    "li": _Reader.item,
    **dict.fromkeys(SECTIONS, _Reader.section),
    "tr": _Reader.row,
    **dict.fromkeys(CELLS, _Reader.cell),
    "caption": _Reader.caption,
    "figure": _Reader.figure,
    "figcaption": _Reader.figcaption,
    "iframe": _Reader.frame,
}


def _attributes(name: str, given: dict[str, str]) -> dict[str, str]:
    return permitted_attributes(name, given) if given and name in ("ol", "td", "th") else {}
