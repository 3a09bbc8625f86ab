"""Changes told in sentences: one thing in place of another, a list with others in it."""

from collections import Counter
from collections.abc import Callable, Iterator

NONE = "none"


def replaced(label: str, old: str, new: str) -> Iterator[str]:
    yield f"{label}: {old or NONE} → {new or NONE}"


def tell_list(
    thing: str, reordered: str, old: tuple, new: tuple, called: Callable
) -> Iterator[str]:
    gone, come = list_changes(old, new)
    yield from (f"{thing} removed: {called(each)}" for each in gone)
    yield from (f"{thing} added: {called(each)}" for each in come)
    if is_reordered(old, new):
        yield reordered


def list_changes(old: tuple, new: tuple) -> tuple[list, list]:
    """What is no longer there, and what was not there before."""
    before, after = Counter(old), Counter(new)
    return list((before - after).elements()), list((after - before).elements())


def is_reordered(old, new) -> bool:
    """Of what stands in both, something stands before what it stood behind."""
    both = Counter(old) & Counter(new)
    return [each for each in old if each in both] != [each for each in new if each in both]
