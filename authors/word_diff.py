"""Two texts as one, with the words marked that went and those that came."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, DELETED, INSERTED = "same", "deleted", "inserted"

# How much may be spent on aligning words, and on aligning blocks. A longer text is aligned
# by sentences first; one that is beyond all measure is told as replaced, so that nobody waits.
MOST_FOR_WORDS = 2_000_000
MOST_FOR_BLOCKS = 30_000_000

_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?…\n]*[.!?…\n]*\s*")

# What a stretch is, and where it lies in either sequence.
type Stretch = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


def words(text: str) -> list[str]:
    """Words, the spaces between them and each sign; joined they are the text."""
    return _TOKEN.findall(text)


def diff(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in order: joined without the inserted ones they are the old."""
    before, after = words(old), words(new)
    if effort(before, after) <= MOST_FOR_WORDS:
        return list(marked(before, after))
    return list(marked_by_sentence(old, new))


def marked_by_sentence(old: str, new: str) -> Iterator[Piece]:
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    for kind, start, end, new_start, new_end in aligned(before, after):
        text = "".join(before[start:end])
        if kind == SAME:
            yield Piece(SAME, text)
        else:
            yield from marked(words(text), words("".join(after[new_start:new_end])))


def marked(before: list[str], after: list[str]) -> Iterator[Piece]:
    stretches = aligned(before, after, most=MOST_FOR_WORDS)
    for kind, start, end, new_start, new_end in readable(stretches, before):
        if kind == SAME:
            yield Piece(SAME, "".join(before[start:end]))
            continue
        if start < end:
            yield Piece(DELETED, "".join(before[start:end]))
        if new_start < new_end:
            yield Piece(INSERTED, "".join(after[new_start:new_end]))


def aligned(
    old: Sequence[str], new: Sequence[str], *, most: int = MOST_FOR_BLOCKS
) -> list[Stretch]:
    """Which stretches of two sequences are the same, and what stands in place of what."""
    head, tail = shared_ends(old, new)
    old_end, new_end = len(old) - tail, len(new) - tail
    stretches = [(SAME, 0, head, 0, head)] if head else []
    middle = between(old[head:old_end], new[head:new_end], most)
    stretches += [(kind, head + a, head + b, head + c, head + d) for kind, a, b, c, d in middle]
    if tail:
        stretches.append((SAME, old_end, len(old), new_end, len(new)))
    return stretches


def shared_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How long both begin alike and, in what is left, end alike."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    rest = most - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return head, tail


def between(old: Sequence[str], new: Sequence[str], most: int) -> list[Stretch]:
    if not old and not new:
        return []
    if effort(old, new) > most:
        return [("changed", 0, len(old), 0, len(new))]
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    return [
        (SAME if kind == "equal" else "changed", a, b, c, d)
        for kind, a, b, c, d in matcher.get_opcodes()
    ]


def effort(old: Sequence[str], new: Sequence[str]) -> int:
    """What an alignment costs at worst: a look at everything for each thing that differs."""
    before, after = Counter(old), Counter(new)
    repeated = sum(count * after[text] for text, count in before.items() if not text.isspace())
    return (repeated + len(old) + len(new)) * min(len(old), len(new))


def readable(stretches: list[Stretch], old: Sequence[str]) -> Iterator[Stretch]:
    """Neighbouring changes with only a space between them told as one."""
    held: Stretch | None = None
    for index, stretch in enumerate(stretches):
        kind, start, end, _, new_end = stretch
        is_gap = kind == SAME and "".join(old[start:end]).isspace()
        is_inside = held is not None and index + 1 < len(stretches)
        if kind != SAME or (is_gap and is_inside):
            begins = held or stretch
            held = ("changed", begins[1], end, begins[3], new_end)
            continue
        if held:
            yield held
            held = None
        yield stretch
    if held:
        yield held
