"""The line that is printed wherever a picture is shown."""

import re
from functools import lru_cache
from string import Formatter

from django.conf import settings

from media.letters import visible

# What a publication's rule may name.
PARTS = {"creator", "credit", "source", "copyright_notice"}


def credit_line(image) -> str:
    """The parts that `CREDIT_LINE` names, joined as it joins them; empty where all are.

    A part is left out with the words before it where it is empty, or where another says it
    already: a credit “Ana Pérez / Reuters” needs no creator before it.
    """
    opening, parts, closing = rule(settings.CREDIT_LINE)
    texts = {name: visible(getattr(image, name)) for _, name in parts}
    line = ""
    for joint, name in parts:
        if texts[name] and not is_said_by_another(name, texts):
            line = f"{line}{joint}{texts[name]}" if line else texts[name]
    return f"{opening}{line}{closing}" if line else ""


def is_said_by_another(name: str, texts: dict[str, str]) -> bool:
    own = re.compile(rf"(?<!\w){re.escape(texts[name])}(?!\w)", re.IGNORECASE)
    is_first = True
    for other, text in texts.items():
        if other == name:
            is_first = False
        elif own.search(text) and (is_first or len(text) > len(texts[name])):
            return True
    return False


@lru_cache
def rule(written: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """The words before the first part, each part with the words before it, the words at the end.

    ValueError for a rule that names nothing, or what no picture has.
    """
    pieces = list(Formatter().parse(written))
    parts = tuple((joint, name) for joint, name, *_ in pieces if name is not None)
    if not parts or not {name for _, name in parts} <= PARTS:
        raise ValueError(f"name some of {', '.join(f'{{{part}}}' for part in sorted(PARTS))}")
    closing = "".join(joint for joint, name, *_ in pieces if name is None)
    return parts[0][0], parts, closing
