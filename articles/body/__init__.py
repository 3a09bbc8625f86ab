"""The body of a story as HTML: cleaned on every way in, rendered on the way out.

The only module that turns stored bodies into safe HTML. `vocabulary` says what
a body may hold; `tree` sets whatever comes in as blocks of that vocabulary.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles import embeds
from articles.body.blocks import CAPTIONS, TEXTS, Block, settled
from articles.body.text import Formats, shared, text_of
from articles.body.tree import read
from articles.body.vocabulary import CELLS, HEADINGS, SANITISER

# English non-fiction read in silence: Marc Brysbaert, "How many words do we read per
# minute?", Journal of Memory and Language 109 (2019), a review of 190 studies.
WORDS_PER_MINUTE = 238
# To take a body apart costs more than all the rest of its page; these are being read.
MOST_KEPT = 256

# A block's tag and its HTML.
type Drawn = tuple[str, str]

# What may follow an advertisement: the story simply goes on.
GOES_ON = HEADINGS | {"p"}

_WORD = re.compile(r"\S*\w\S*")
_TAG = re.compile(r"<[^>]*>")


def clean(html: str) -> str:
    """The same story in the closed vocabulary, one block a line; cleaning twice changes nothing.

    Every word that a browser would show stays, in its place, and none is joined to
    another. What stands in script, style, template, noscript, noembed, noframes,
    iframe, title, svg, audio, video, canvas, Word's xml islands, MathML annotations
    and comments is no text for readers and goes. Refused links leave their text.
    """
    return SANITISER.clean(_Stored().blocks(read(html)))


def render(
    html: str,
    *,
    pictures: Mapping[int, object] | None = None,
    render_picture: Callable[[object, SafeString], str] | None = None,
    site_hosts: Collection[str] = (),
    site_url: str = "",
    is_sponsored: bool = False,
    after_paragraph: Mapping[int, str] | None = None,
    after_paragraph_or_last: Mapping[int, str] | None = None,
) -> SafeString:
    """The story for readers, cleaned once more: what is stored is not trusted.

    `render_picture(picture, caption)` draws a picture of `pictures` (by id) with the
    caption of this use as HTML, empty where the library's own is meant. A picture
    that is not among them leaves no trace.

    Links to hosts other than `site_hosts` (names without port) get their `rel`. Links to
    paths of this site begin with `site_url`, for readers who are elsewhere.

    Both mappings hold safe HTML by paragraph number, counted from 1 among the
    paragraphs of the story itself, not those of quotes and lists. In a shorter story
    `after_paragraph` is left out (advertisements) and `after_paragraph_or_last`
    follows the last paragraph (the promo line), which comes first where both meet.
    Neither cuts words from what they lead to: where the paragraph ends in a colon, or a
    list, table, quote or picture follows, it stands in the next gap between paragraphs,
    at the latest under the story.
    HTML that is not marked safe is escaped, here and from `render_picture`.
    """
    rel = "sponsored noopener" if is_sponsored else "noopener"
    links = _Links(frozenset(host.lower() for host in site_hosts), site_url, rel)
    page = _Page(links, pictures, render_picture)
    drawn = [piece for kept in _pieces(html, links) for piece in page.finished(kept)]
    slots = _slots(drawn, after_paragraph or {}, after_paragraph_or_last or {})
    pieces = [piece for index, (_, text) in enumerate(drawn) for piece in (text, *slots[index])]
    return mark_safe("\n".join(pieces))


def picture_ids(html: str) -> list[int]:
    """The pictures that a body asks for, each once, in order."""
    return list(dict.fromkeys(_pictures_in(_approved(html))))


def links(html: str) -> list[str]:
    """The addresses that a body links to, each once, in order."""
    runs = (run for block in _walk(_approved(html)) for run in block.runs)
    return list(dict.fromkeys(to for formats, _ in runs for tag, to in formats if tag == "a"))


def pieces(html: str) -> list[str]:
    """The outermost blocks of a body, each as it is stored; joined by line ends they are it."""
    return [_Stored().blocks([block]) for block in _approved(html)]


def plain_text(html: str) -> str:
    """The words of a body, captions and cells included: a line for each block and each break."""
    texts = (text_of(block.runs) for block in _walk(read(html)) if block.tag in TEXTS)
    return "\n".join(text.replace("\xa0", " ") for text in texts)


def word_count(html: str) -> int:
    """How many words a body has; a dash or a bullet alone is none."""
    return len(_WORD.findall(plain_text(html)))


def reading_minutes(words: int) -> int:
    """Whole minutes to read so many words at 238 a minute (Brysbaert 2019), at least one."""
    return max(1, round(words / WORDS_PER_MINUTE))


@lru_cache(MOST_KEPT)
def _approved(html: str) -> tuple[Block, ...]:
    """The blocks of a body exactly as the sanitiser lets them pass. They are kept: change none."""
    blocks = read(html)
    written = _Stored().blocks(blocks)
    safe = SANITISER.clean(written)
    return tuple(blocks if safe == written else read(safe))


def _walk(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _walk(block.children)


def _pictures_in(blocks: Iterable[Block]) -> list[int]:
    figures = (block for block in _walk(blocks) if "data-image" in block.attributes)
    return [int(figure.attributes["data-image"]) for figure in figures]


@lru_cache(MOST_KEPT)
def _pieces(html: str, links: "_Links") -> tuple[Drawn | Block, ...]:
    """The blocks as readers see them; one with a picture is left to be finished."""
    page = _Page(links)
    return tuple(
        block if _pictures_in([block]) else (block.tag, page.block(block))
        for block in _approved(html)
    )


def _slots(
    drawn: list[Drawn], exactly: Mapping[int, str], or_last: Mapping[int, str]
) -> list[list[str]]:
    """For each block, what follows it."""
    slots: list[list[str]] = [[] for _ in drawn]
    paragraphs = [index for index, (tag, _) in enumerate(drawn) if tag == "p"]
    for number, piece in sorted(or_last.items() if drawn else ()):
        index = paragraphs[min(number, len(paragraphs)) - 1] if paragraphs else -1
        slots[_next_gap(drawn, index)].append(conditional_escape(piece))
    for number, index in enumerate(paragraphs, start=1):
        if number in exactly:
            slots[_next_gap(drawn, index)].append(conditional_escape(exactly[number]))
    return slots


def _next_gap(drawn: list[Drawn], index: int) -> int:
    """The first block from this one on after which something else may stand."""
    places = range(index, len(drawn)) if index >= 0 else ()
    return next((place for place in places if _ends_a_thought(*drawn[place : place + 2])), -1)


def _ends_a_thought(block: Drawn, following: Drawn = ("p", "")) -> bool:
    tag, text = block
    words = _TAG.sub("", text).rstrip()
    return tag == "p" and following[0] in GOES_ON and not words.endswith(":")


def _escape(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\xa0", "&nbsp;")


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(
        f' {name}="{_escape(value).replace('"', "&quot;")}"' for name, value in attributes.items()
    )


class _Stored:
    """Writes blocks as they are stored, letter for letter as the sanitiser does."""

    def blocks(self, blocks: list[Block]) -> str:
        return "\n".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        if block.tag == "hr":
            return "<hr>"
        opening, closing = f"<{block.tag}{_attributes(block.attributes)}>", f"</{block.tag}>"
        if block.tag in TEXTS:
            return f"{opening}{self.text(block)}{closing}"
        if block.tag == "figure":
            return f"{opening}{''.join(map(self.block, block.children))}{closing}"
        if block.tag == "li" or block.tag in CELLS:
            return f"{opening}{self.item(block)}{closing}"
        return f"{opening}\n{self.blocks(block.children)}\n{closing}"

    def item(self, block: Block) -> str:
        """A list item or cell; a single paragraph in front needs no tag."""
        tags = [child.tag for child in block.children]
        if tags[:1] == ["p"] and tags.count("p") == 1:
            further = [self.block(child) for child in block.children[1:]]
            text = self.text(block.children[0])
            return "\n".join([text, *further, ""]) if further else text
        return f"\n{self.blocks(block.children)}\n" if block.children else ""

    def text(self, block: Block) -> str:
        line_break = "\n" if block.tag == "pre" else "<br>\n"
        pieces: list[str] = []
        around: Formats = ()
        for formats, text in block.runs:
            pieces += self.change(around, formats)
            pieces.append(_escape(text).replace("\n", line_break))
            around = formats
        return "".join([*pieces, *self.change(around, ())])

    def change(self, before: Formats, after: Formats) -> Iterator[str]:
        """The tags between two runs."""
        common = len(shared(before, after))
        for tag, _ in reversed(before[common:]):
            yield f"</{tag}>"
        for tag, link in after[common:]:
            yield f"<{tag}{self.link(link)}>" if tag == "a" else f"<{tag}>"

    def link(self, href: str) -> str:
        return _attributes({"href": href})


@dataclass(frozen=True)
class _Links:
    """How links are written for those who read the story here, or elsewhere."""

    site_hosts: frozenset[str]
    site_url: str
    rel: str

    def attributes(self, href: str) -> dict[str, str]:
        outside = {"rel": self.rel} if self.leads_outside(href) else {}
        beginning = self.site_url if href.startswith("/") else ""
        return {"href": f"{beginning}{href}"} | outside

    def leads_outside(self, href: str) -> bool:
        try:
            address = urlsplit(href)
        except ValueError:
            return True
        return address.scheme in ("http", "https") and address.hostname not in self.site_hosts


class _Page(_Stored):
    """Writes blocks as readers see them."""

    def __init__(
        self,
        links: _Links,
        pictures: Mapping[int, object] | None = None,
        render_picture: Callable[[object, SafeString], str] | None = None,
    ):
        self.links = links
        self.pictures = (pictures or {}) if render_picture else {}
        self.render_picture = render_picture

    def finished(self, piece: Drawn | Block) -> list[Drawn]:
        if not isinstance(piece, Block):
            return [piece]
        return [(block.tag, self.block(block)) for block in self.present(piece)]

    def present(self, block: Block) -> list[Block]:
        """The block without pictures that cannot be drawn, nor what held nothing else."""
        asked = block.attributes.get("data-image")
        if asked and self.pictures.get(int(asked)) is None:
            return []
        children = [kept for child in block.children for kept in self.present(child)]
        if children == block.children:
            return [block]
        return settled(deepcopy(replace(block, children=children)))

    def block(self, block: Block) -> str:
        if "data-image" in block.attributes:
            return self.picture(block)
        if "data-embed" in block.attributes:
            embed = embeds.find(block.attributes["data-embed"])
            return embeds.poster(embed, self.own_caption(block))
        if block.tag == "table":
            return self.table(block)
        return super().block(block)

    def own_caption(self, figure: Block) -> SafeString:
        return mark_safe("".join(self.text(caption) for caption in figure.children))

    def picture(self, figure: Block) -> str:
        picture = self.pictures[int(figure.attributes["data-image"])]
        return conditional_escape(self.render_picture(picture, self.own_caption(figure)))

    def table(self, table: Block) -> str:
        """A wide table scrolls in a region of its own that the keyboard can reach."""
        captions = [text_of(part.runs) for part in table.children if part.tag in CAPTIONS]
        return format_html(
            '<div class="table-scroll" role="region" tabindex="0" aria-label="{}">\n{}\n</div>',
            ": ".join(["Table", *(" ".join(caption.split()) for caption in captions)]),
            mark_safe(super().block(table)),
        )

    def link(self, href: str) -> str:
        return _attributes(self.links.attributes(href))
