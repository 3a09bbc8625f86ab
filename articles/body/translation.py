"""What the elements and styles of other vocabularies become in ours."""

import re

from articles.body.text import Formats
from articles.body.vocabulary import FORMATS, permitted_attributes

# By which of our names an element goes.
CALLED = (
    {"h1": "h2", "h5": "h4", "h6": "h4"}
    | dict.fromkeys(["b"], "strong")
    | dict.fromkeys(["i", "dfn", "var"], "em")
    | dict.fromkeys(["del", "strike"], "s")
    | dict.fromkeys(["tt", "kbd", "samp"], "code")
    | dict.fromkeys(["menu", "dir"], "ul")
    | dict.fromkeys(["xmp", "listing"], "pre")
    | {"tfoot": "tbody"}
)

# They only part what stands in them from what stands around.
DIVISIONS = frozenset(
    """
    address article aside body button center dd details dialog div dl dt fieldset footer
    form head header hgroup html legend main multicol nav object optgroup option plaintext
    search section select summary textarea
    """.split()  # noqa: SIM905  # A list in words is easier to read.
)

# They stand within words, which close up when they go, as on the screen.
_WITHIN_WORDS = frozenset(
    """
    abbr acronym base basefont bdi bdo big blink col colgroup data font ins link mark marquee
    math meta mfrac mi mn mo mrow msub msup mtext nobr noscript param q rb rp rt rtc ruby
    script semantics small source span style template time track u wbr
    """.split()  # noqa: SIM905  # A list in words is easier to read.
)


def _style(declaration: str) -> re.Pattern[str]:
    """A declaration in a style; Word's mso-bidi-font-weight is another than font-weight."""
    return re.compile(rf"(?<![\w-]){declaration}\b", re.IGNORECASE)


# Google Docs and Word say with a style what an element would say.
_STYLES = {
    "strong": _style(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)"),
    "em": _style(r"font-style\s*:\s*(?:italic|oblique)"),
    "s": _style(r"text-decoration(?:-line)?\s*:[^;]*\bline-through"),
    "sup": _style(r"vertical-align\s*:\s*super"),
    "sub": _style(r"vertical-align\s*:\s*sub"),
}
# Google Docs wraps all it copies in <b style="font-weight:normal">.
_NOT_MEANT = {
    "strong": _style(r"font-weight\s*:\s*(?:normal|lighter|[1-4]00)"),
    "em": _style(r"font-style\s*:\s*normal"),
}
STYLED = frozenset({"span", "font"})


def stands_within_words(name: str) -> bool:
    """Whether an element can go without a trace, as Word's `o:p` and smart tags do."""
    return name in _WITHIN_WORDS or ":" in name


def formats_of(name: str, attributes: dict[str, str]) -> Formats:
    """What an inline element says about its words, by its name or by its style."""
    style = attributes.get("style", "")
    if name == "a":
        link = permitted_attributes("a", attributes).get("href")
        return (("a", link),) if link else ()
    if name in FORMATS:
        unmeant = name in _NOT_MEANT and _NOT_MEANT[name].search(style)
        return () if unmeant else ((name, ""),)
    return tuple((each, "") for each, pattern in _STYLES.items() if pattern.search(style))
