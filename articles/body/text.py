"""The running text of one block: words, the emphasis and links around them, line breaks.

Text is a list of runs, each a piece of text with the formats open around it, from
the outermost in. A line break is "\\n".
"""

import re
from collections import defaultdict
from collections.abc import Iterable

type Format = tuple[str, str]
type Formats = tuple[Format, ...]
type Run = tuple[Formats, str]

# A link left open ends here; a link around a card of heading, picture and text does not.
LONGEST_LINK_IN_BLOCKS = 8

_UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_SPACES_BUT_LINES = re.compile(r"[\r\f\v\x1c-\x1f\x85\u2028\u2029]")
_WIDE_GAP = re.compile(r"[ \xa0]{2,}")
_GAP = " \xa0\n"
_INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad"


def printable(text: str) -> str:
    """The text without what PostgreSQL or XML cannot hold; half a surrogate shows as �."""
    return _SURROGATE.sub("\ufffd", _UNWANTED.sub("", text))


def one_spaced(text: str) -> str:
    return _SPACES.sub(" ", text)


def preformatted(text: str) -> str:
    return _SPACES_BUT_LINES.sub("\n", text.replace("\r\n", "\n"))


def has_words(text: str) -> bool:
    return bool(text.strip().strip(_INVISIBLE + _GAP).strip())


class OpenFormats:
    """Which formats are open at a point of the story, whatever the order of their end tags."""

    def __init__(self, around: Formats = ()):
        self.around = tuple(each for each in around if each[0] != "a")
        self.now: Formats = self.around
        self._opened: dict[str, list[Formats]] = defaultdict(list)
        self._active: dict[Format, int] = {}
        self._link: Format | None = None
        self._link_blocks = 0

    def open(self, tag: str, formats: Formats) -> None:
        self._opened[tag].append(formats)
        for each in formats:
            if each[0] == "a":
                self._begin_link(each)
            self._active[each] = self._active.get(each, 0) + 1
        self._settle()

    def close(self, tag: str) -> None:
        if not self._opened[tag]:
            return
        for each in self._opened[tag].pop():
            if self._active.get(each, 0) > 1:
                self._active[each] -= 1
            else:
                self._active.pop(each, None)
        self._settle()

    def next_block(self) -> None:
        """A new block begins; a link goes on over a few of them only."""
        self._link_blocks -= 1
        if self._link and self._link_blocks < 0:
            self._end_link()
            self._settle()

    def _begin_link(self, link: Format) -> None:
        self._end_link()
        self._link = link
        self._link_blocks = LONGEST_LINK_IN_BLOCKS

    def _end_link(self) -> None:
        self._active.pop(self._link, None)
        self._link = None

    def _settle(self) -> None:
        self.now = self.around + tuple(each for each in self._active if each not in self.around)


class _Lines:
    """Sets words and the gaps between them into lines of tidy runs."""

    def __init__(self, *, splits: bool):
        self.splits = splits
        self.lines: list[list[Run]] = []
        self.gap = ""
        self.gap_formats: Formats | None = None

    def add_gap(self, formats: Formats, text: str) -> None:
        self.gap += text
        self.gap_formats = shared(formats, self.gap_formats)

    def add_words(self, formats: Formats, text: str) -> None:
        if not self.lines:
            self.lines.append([])
        elif self.gap:
            self._close_gap(formats)
        self.gap, self.gap_formats = "", None
        self._append(formats, text)

    def _close_gap(self, following: Formats) -> None:
        """One gap between two words: a space, a no-break space, a line or a paragraph.

        It stands outside of whatever format ends or begins beside it.
        """
        formats = shared(shared(self.lines[-1][-1][0], self.gap_formats), following)
        if self.splits and self.gap.count("\n") > 1 and not any(f[0] == "a" for f in formats):
            self.lines.append([])
        else:
            self._append(formats, _single(self.gap))

    def _append(self, formats: Formats, text: str) -> None:
        line = self.lines[-1]
        if line and line[-1][0] == formats:
            text = line.pop()[1] + text
        line.append((formats, text))


def lines(runs: Iterable[Run], *, splits: bool) -> list[list[Run]]:
    """The text in tidy runs; with `splits`, two line breaks in a row begin a new paragraph.

    A single no-break space between two words stays: French needs it. In longer gaps,
    where editors leave them behind, it counts as an ordinary space.
    """
    setting = _Lines(splits=splits)
    for formats, text in runs:
        words = text.strip(_GAP)
        if not words:
            setting.add_gap(formats, text)
            continue
        start = len(text) - len(text.lstrip(_GAP))
        if start:
            setting.add_gap(formats, text[:start])
        setting.add_words(formats, _WIDE_GAP.sub(" ", words))
        if start + len(words) < len(text):
            setting.add_gap(formats, text[start + len(words) :])
    return [line for line in setting.lines if has_words(text_of(line))]


def preformatted_lines(runs: list[Run]) -> list[list[Run]]:
    """The text as it stands, without empty lines at its ends."""
    whole = text_of(runs)
    start = len(whole) - len(whole.lstrip("\n"))
    end = len(whole.rstrip())
    kept: list[Run] = []
    position = 0
    for formats, text in runs:
        piece = text[max(0, start - position) : max(0, end - position)]
        position += len(text)
        if piece and kept and kept[-1][0] == formats:
            kept[-1] = (formats, kept[-1][1] + piece)
        elif piece:
            kept.append((formats, piece))
    return [kept] if has_words(whole) else []


def text_of(runs: Iterable[Run]) -> str:
    return "".join(text for _, text in runs)


def shared(one: Formats, other: Formats | None) -> Formats:
    """The outer formats that two places have in common."""
    if other is None or one == other:
        return one
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return one[:length]


def _single(gap: str) -> str:
    if "\n" in gap:
        return "\n"
    return gap if gap == "\xa0" else " "
