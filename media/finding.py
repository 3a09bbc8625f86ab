"""Finding a record by the beginnings of its words, without regard to case and accents.

The desk's lists and pickers search with it. A model that is searched carries a
`word_index` over the same fields, so that no search reads a whole table.
"""

import re
import unicodedata

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models

MOST_WORDS = 8


class Words(models.Func):
    """The words of text columns, folded: “García-Pérez” holds “garcia” and “perez”.

    PostgreSQL's `unaccent` is not everywhere; `normalize` is, and may stand in an index.
    """

    arg_joiner = " || ' ' || "
    template = (
        "to_tsvector('simple'::regconfig, regexp_replace(regexp_replace("
        r"normalize(%(expressions)s, NFKD), '[\u0300-\u036f]+', '', 'g'),"
        " '[-./_:@&]+', ' ', 'g'))"
    )
    output_field = SearchVectorField()


class AsText(models.Func):
    """The texts of a list in one. PostgreSQL's own way may stand in no index."""

    function = "newsroom_as_text"
    output_field = models.TextField()


def word_index(*fields: str | AsText, name: str) -> GinIndex:
    return GinIndex(Words(*fields), name=name)


def beginnings(typed: str) -> SearchQuery | None:
    """A query for records that hold a word beginning with each word typed; None without words."""
    decomposed = unicodedata.normalize("NFKD", typed)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    words = re.findall(r"[^\W_]+", bare)[:MOST_WORDS]
    if not words:
        return None
    return SearchQuery(
        " & ".join(f"{word}:*" for word in words), search_type="raw", config="simple"
    )


class FoundQuerySet(models.QuerySet):
    """For models with a `word_index`, whose fields they name in `found_by`."""

    def found(self, typed: str):
        """Those that match what was typed; all of them when nothing was."""
        query = beginnings(typed)
        if query is None:
            return self.none() if typed.strip() else self
        return self.alias(words=Words(*self.model.found_by)).filter(words=query)


def read_id(text: str) -> int | None:
    """The number of a record from an address or a form; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
