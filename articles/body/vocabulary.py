"""The closed vocabulary of a story's body: the elements, and what their attributes may hold."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

import nh3

from articles import embeds

HEADINGS = frozenset({"h2", "h3", "h4"})
LISTS = frozenset({"ul", "ol"})
CELLS = frozenset({"td", "th"})
TABLE_PARTS = frozenset({"table", "thead", "tbody", "tr", "caption"}) | CELLS
FORMATS = frozenset({"strong", "em", "s", "sub", "sup", "a", "cite", "code"})

TAGS = (
    HEADINGS
    | LISTS
    | TABLE_PARTS
    | FORMATS
    | {"p", "li", "blockquote", "hr", "br", "pre", "figure", "figcaption"}
)

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LONGEST_LINK = 2048

# Eighteen digits always fit PostgreSQL's bigint.
_IMAGE_ID = re.compile(r"[1-9][0-9]{0,17}")
_SPAN = re.compile(r"[2-9]|[1-9][0-9]")
_START = re.compile(r"0|[2-9]|[1-9][0-9]{1,3}")
_SCOPE = re.compile(r"row|col|rowgroup|colgroup")

_LINK = re.compile(r"https?://[^/?#]|mailto:[^?]|tel:[0-9+(*#]|/(?!/)", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LINK_CHECK = nh3.Cleaner(
    tags={"a"}, attributes={"a": {"href"}}, url_schemes=set(LINK_SCHEMES), link_rel=None
)


@lru_cache(maxsize=2048)
def safe_link(href: str) -> str | None:
    """The address a link may lead to: http, https, mailto, tel, or a path of this site.

    What browsers overlook in an address (controls, line breaks, backslashes for
    slashes) is put right before looking, so that nothing hides behind it. A fragment
    alone is refused: no id survives in a body, so it would lead nowhere.
    """
    link = _UNSEEN.sub("", href).strip().replace("\\", "/").replace(" ", "%20")
    if len(link) > LONGEST_LINK or not _LINK.match(link):
        return None
    return link if "href=" in _LINK_CHECK.clean(f'<a href="{escape(link)}">') else None


def embed_address(address: str) -> str | None:
    """The one address that we keep for what this one embeds."""
    embed = embeds.find(address)
    return embed.address if embed else None


def _exactly(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda value: value if pattern.fullmatch(value) else None


_CELL = {"colspan": _exactly(_SPAN), "rowspan": _exactly(_SPAN)}

# For each attribute, what of its value may stay; nothing when it has to go.
ATTRIBUTES: dict[str, dict[str, Callable[[str], str | None]]] = {
    "a": {"href": safe_link},
    "ol": {"start": _exactly(_START)},
    "td": _CELL,
    "th": _CELL | {"scope": _exactly(_SCOPE)},
    "figure": {"data-image": _exactly(_IMAGE_ID), "data-embed": embed_address},
}


def permitted(tag: str, name: str, value: str) -> str | None:
    check = ATTRIBUTES.get(tag, {}).get(name)
    return check(value) if check else None


def permitted_attributes(tag: str, given: dict[str, str]) -> dict[str, str]:
    """The attributes of an element that may stay, in an order of our own."""
    checked = {name: permitted(tag, name, given[name]) for name in ATTRIBUTES[tag] if name in given}
    return {name: value for name, value in checked.items() if value}


# The authority for safety: whatever is stored has passed through it last.
SANITISER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style"},
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=permitted,
    url_schemes=set(LINK_SCHEMES),
    link_rel=None,
)
