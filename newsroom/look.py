"""The publication's looks: one stylesheet, made of the site's components, its type and accent.

The components stand in `static/site/`, one file each. What the publication chose comes
in as tokens, so that nothing has to be written into the pages themselves; the address
holds a hash of all of it, and browsers may keep the file for ever.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

from newsroom.colours import ink_on, mixed, readable

LAYERS = "@layer reset, tokens, base, layout, components, utilities, print;"
COMPONENTS = [
    *("base", "layout", "masthead"),
    *("search-form", "edit-button", "story-head", "story-body", "story-end", "embed", "ads"),
    *("cards", "front", "lists", "people", "footer", "utilities", "print"),
]
# A breath of the accent is in the paper and the ink, so that all colours belong together.
LIGHT = {"paper": "#fefcf8", "sunk": "#f5f1e9", "ink": "#15171c"}
DARK = {"paper": "#0f1217", "sunk": "#191d25", "ink": "#ebe8e1"}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FACE = re.compile(r"url\(([\w-]+\.woff2)\)")
# What every page shows at once, the face of the headlines first.
FIRST_FACES = {
    "broadsheet": ["newsreader-display", "newsreader-text"],
    "review": ["young-serif", "newsreader-text"],
    "signal": ["archivo-narrow", "literata"],
}
# Each face in three files: the letters of most English pages, other Latin letters, all the rest.
CUTS = ("basic", "latin", "latin-ext")


@dataclass(frozen=True)
class Dress:
    """What the choice comes to on a page."""

    light: dict[str, str]
    dark: dict[str, str]
    stylesheet: bytes
    fingerprint: str
    first_faces: list[str]

    @property
    def address(self) -> str:
        return f"/look-{self.fingerprint}.css"


@dataclass(frozen=True)
class Look:
    """What a publication chose of its looks."""

    accent: str = "#9b1c14"
    type_pair: str = "broadsheet"
    masthead: str = "nameplate"

    @property
    def dress(self) -> Dress:
        return dressed(self)


# Three to begin with: no two of them would be taken for the same paper.
READY_MADE = {
    "lantern": Look("#c23a1e", "review", "nameplate"),
    "ledger": Look("#0f4c75", "broadsheet", "line"),
    "signal": Look("#f2c500", "signal", "band"),
}


def tokens(accent: str, ground: dict[str, str]) -> dict[str, str]:
    """The colours of one mode; what is written in the accent can be read on paper."""
    paper = mixed(ground["paper"], accent, 0.015)
    sunk = mixed(ground["sunk"], accent, 0.03)
    return {
        "paper": paper,
        "paper-sunk": sunk,
        "ink": mixed(ground["ink"], accent, 0.05),
        "house": readable(accent, on=sunk),
        "accent": "var(--house)",
        "band": accent,
        "on-band": ink_on(accent),
    }


@lru_cache(maxsize=16)
def dressed(look: Look) -> Dress:
    """Made once a process for each look."""
    light, dark = tokens(look.accent, LIGHT), tokens(look.accent, DARK)
    parts = [LAYERS, *map(component, ["reset", "tokens", f"type/{look.type_pair}"])]
    parts += [own_tokens(light, dark), *map(component, COMPONENTS)]
    sheet = "\n".join([*parts, component(f"masthead-{look.masthead}")]).encode()
    return Dress(
        light=light,
        dark=dark,
        stylesheet=sheet,
        fingerprint=hashlib.sha256(sheet).hexdigest()[:12],
        first_faces=[
            static(f"site/type/{face}-{CUTS[0]}.woff2") for face in FIRST_FACES[look.type_pair]
        ],
    )


def own_tokens(light: dict[str, str], dark: dict[str, str]) -> str:
    return (
        f"@layer tokens{{:root{{{declared(light)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{declared(dark)}}}}}}}"
    )


def declared(values: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


@cache
def component(name: str) -> str:
    text = Path(finders.find(f"site/{name}.css")).read_text(encoding="utf-8")
    plain = COMMENT.sub("", text)
    placed = FACE.sub(lambda face: f"url({static(f'site/type/{face[1]}')})", plain)
    return "\n".join(line.strip() for line in placed.splitlines() if line.strip())
