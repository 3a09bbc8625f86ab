"""The site's addresses by their names in `urls.py`."""

from functools import lru_cache

from django.urls import reverse

# A page prints dozens, most of them on every page.
MOST_KEPT = 4096


@lru_cache(MOST_KEPT)
def address_of(name: str, *parts: str | int) -> str:
    """As `reverse` does, worked out once: the addresses of a running site do not change."""
    return reverse(name, args=parts)
