"""Takes HTML apart into tags and text, as browsers do, in time that grows with its length.

Python 3.13's own parser differs from one patch release to the next and is slow on
hostile input; nothing here has to be trusted for safety, only for losing no words.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

# Their content is not text for readers: it goes with them.
NOT_FOR_READERS = frozenset(
    """
    script style template noscript noembed noframes iframe title svg audio video canvas xml
    annotation annotation-xml
    """.split()  # noqa: SIM905  # A list in words is easier to read.
)
# Without an end tag these hide the rest of the page in a browser too.
_SWALLOW = frozenset({"script", "style"})

_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_DECLARATION = re.compile(r"<(?:[!?]|/(?![a-zA-Z]))[^>]*(?:>|\Z)")
_TAG = re.compile(r"<(/?)([a-zA-Z][^ \t\n\r\f/>]*)")
_ATTRIBUTE = re.compile(
    r"([ \t\n\r\f/]*)(?:(>)|([^ \t\n\r\f/>][^ \t\n\r\f/>=]*)[ \t\n\r\f]*(=?)[ \t\n\r\f]*)"
)
_BARE_VALUE = re.compile(r"[^ \t\n\r\f>]*")

_LONG_NUMBER = re.compile(r"&#(?:[xX]([0-9a-fA-F]{9,})|([0-9]{9,}));?")
# In an attribute, "&copy=2" is part of an address, not a copyright sign.
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;)")


class Token(NamedTuple):
    """A piece of HTML; the name of a tag, or the text itself."""

    kind: str
    name: str
    attributes: dict[str, str] = {}


def scan(html: str) -> Iterator[Token]:
    """The tags and texts of `html`, without comments and what is not for readers.

    As in a browser, a tag or a comment that is never closed hides what follows it.
    """
    return _Scanner(html).tokens()


class _Scanner:
    def __init__(self, html: str):
        self.html = html
        self.position = 0
        self.never_closed: set[str] = set()
        self.last_quote = {quote: html.rfind(quote) for quote in "\"'"}

    def tokens(self) -> Iterator[Token]:
        while self.position < len(self.html):
            angle = self.html.find("<", self.position)
            angle = len(self.html) if angle < 0 else angle
            if angle > self.position:
                yield Token("text", _decoded(self.html[self.position : angle]))
            self.position = angle
            if angle < len(self.html):
                yield from self.after_angle()

    def after_angle(self) -> Iterator[Token]:
        if tag := _TAG.match(self.html, self.position):
            yield from self.tag(closing=bool(tag[1]), name=tag[2].lower(), end=tag.end())
        elif aside := self.match_aside():
            self.position = aside.end()
        else:
            self.position += 1
            yield Token("text", "<")

    def match_aside(self) -> re.Match[str] | None:
        return _COMMENT.match(self.html, self.position) or _DECLARATION.match(
            self.html, self.position
        )

    def tag(self, *, closing: bool, name: str, end: int) -> Iterator[Token]:
        attributes, is_empty = self.attributes(end)
        if is_empty is None:
            return
        if closing:
            yield Token("end", name)
            return
        yield Token("start", name, attributes)
        if name in NOT_FOR_READERS and (name in _SWALLOW or not is_empty):
            self.skip_content(name)
        elif is_empty:
            yield Token("end", name)

    def attributes(self, position: int) -> tuple[dict[str, str], bool | None]:
        """The attributes up to the tag's end, and whether it ends in "/>"; None at no end."""
        attributes: dict[str, str] = {}
        while found := _ATTRIBUTE.match(self.html, position):
            position = found.end()
            if found[2]:
                self.position = position
                return attributes, "/" in found[1]
            value = ""
            if found[4]:
                value, position = self.value(position)
            attributes.setdefault(found[3].lower(), value)
        self.position = len(self.html)
        return attributes, None

    def value(self, position: int) -> tuple[str, int]:
        quote = self.html[position : position + 1]
        if position < self.last_quote.get(quote, -1):
            end = self.html.index(quote, position + 1)
            return _decoded_value(self.html[position + 1 : end]), end + 1
        bare = _BARE_VALUE.match(self.html, position)
        return _decoded_value(bare[0]), bare.end()

    def skip_content(self, name: str) -> None:
        """Go on behind the end tag; where there is none, keep the words unless they are code."""
        if name in self.never_closed:
            return
        end = re.compile(rf"</{name}(?=[ \t\n\r\f/>])[^>]*>?", re.IGNORECASE).search(
            self.html, self.position
        )
        if end:
            self.position = end.end()
        elif name in _SWALLOW:
            self.position = len(self.html)
        else:
            self.never_closed.add(name)


def _decoded(text: str) -> str:
    if "&" not in text:
        return text
    return unescape(_LONG_NUMBER.sub(_short_number, text))


def _decoded_value(value: str) -> str:
    return _REFERENCE.sub(lambda found: _decoded(found[0]), value) if "&" in value else value


def _short_number(found: re.Match[str]) -> str:
    """The same reference in few digits; Python refuses to read numbers of thousands."""
    digits, base = (found[1], 16) if found[1] else (found[2], 10)
    return f"&#{int(digits.lstrip('0')[:9] or '0', base)};"
