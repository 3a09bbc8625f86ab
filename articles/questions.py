"""What a reader asks the archive: words, and where among its stories to look for them.

    "net loft" ferry -rain section:harbour author:"Ana Pérez" after:2025-03 before:2026

Words in quotes stand together, a minus leaves out, `or` lets either do. `after:` and `before:`
take a year, a month or a day: from its first moment on, and until just before it.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import batched

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from articles import archive
from articles.folding import AS_WRITTEN, configuration, fold
from articles.models import Byline, Section
from articles.slugs import slug_for
from authors.models import Author

LONGEST = 200
MOST_AUTHORS = 50
# What prints as nothing or as a blot, or turns the words after it around.
UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd-\uffff]+")
# Phones write them where a reader types plain ones.
QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
PIECE = re.compile(
    r'(-*)(?:(section|author|before|after):(?=\S))?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE
)
LETTER = re.compile(r"[^\W_]")
DAY = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?")


@dataclass(frozen=True)
class Piece:
    """A word, a phrase or a filter of a question."""

    text: str
    leaves_out: bool
    is_phrase: bool
    of: str = ""

    def __str__(self):
        minus = "-" if self.leaves_out else ""
        return f'{minus}"{self.text}"' if self.is_phrase else minus + self.text


@dataclass(frozen=True)
class Wanted:
    """What a story has to hold, in PostgreSQL's own writing; empty for nothing."""

    words: str
    # As they are written, every word and in this order.
    phrases: str
    # What an index knows of both: which words there are, not where.
    loosely: str
    only_excludes: bool


@dataclass(frozen=True)
class Question:
    """A question as it was typed, and what it comes to."""

    asked: str

    @cached_property
    def pieces(self) -> list[Piece]:
        return list(taken_apart(self.asked[:LONGEST].translate(QUOTES)))

    @cached_property
    def words(self) -> list[Piece]:
        return [piece for piece in self.pieces if not piece.of]

    @cached_property
    def filters(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.of]

    @cached_property
    def in_websearch(self) -> str:
        """As PostgreSQL is asked for what it is to mark."""
        return " ".join(map(str, self.words))

    @cached_property
    def ways(self) -> list[Wanted]:
        """Each of them is an answer: `or` stands between them. None if nothing is wanted.

        To words that only exclude every other story would be an answer; without a filter
        that says where to look, none is.
        """
        ways = in_postgresql(either(self.words))
        return [way for way in ways if self.filters or not way.only_excludes]

    @cached_property
    def loosely(self) -> str:
        """What an index knows of all that may answer; empty if nothing."""
        parts = [way.loosely for way in self.ways]
        return " | ".join(f"({part})" for part in parts) if all(parts) else ""

    @cached_property
    def count(self) -> int:
        """How many words it comes to."""
        return self.loosely.count("'") // 2

    @cached_property
    def has_phrases(self) -> bool:
        return any(way.phrases for way in self.ways)

    @cached_property
    def problems(self) -> list[str]:
        """What nobody can look for, in words for the reader."""
        return [text for _, text in self._understood if text]

    @cached_property
    def where(self) -> Q:
        """Which stories the filters leave."""
        return Q(*(condition for condition, _ in self._understood))

    @cached_property
    def _understood(self) -> list[tuple[Q, str]]:
        return [UNDERSTOOD[piece.of](piece) for piece in self.filters]


def taken_apart(asked: str) -> Iterator[Piece]:
    for minuses, of, phrase, word in PIECE.findall(asked):
        text = " ".join(fold(phrase or word).split())
        if LETTER.search(text):
            yield Piece(text, bool(minuses), bool(phrase) and not of, of.lower())


def either(words: Sequence[Piece]) -> list[list[Piece]]:
    """The parts that `or` parts."""
    parts: list[list[Piece]] = [[]]
    for piece in words:
        if str(piece) == "or":
            parts.append([])
        else:
            parts[-1].append(piece)
    return [part for part in parts if part]


def in_postgresql(parts: Sequence[Sequence[Piece]]) -> list[Wanted]:
    """What each part wants, in one query; parts of words that no story is found by are none."""
    how, columns, values = configuration(), [], []
    for part in parts:
        words = [piece for piece in part if not piece.is_phrase]
        phrases = [piece for piece in part if piece.is_phrase]
        # The words of a phrase that is left out may stand elsewhere in the story.
        held = [piece for piece in part if not (piece.is_phrase and piece.leaves_out)]
        queries = [
            together("plainto_tsquery", how, words),
            together("phraseto_tsquery", AS_WRITTEN, phrases),
            together("plainto_tsquery", how, held),
        ]
        columns += [f"({sql})::text" for sql, _ in queries]
        # PostgreSQL's word for a query that no index can answer.
        (exact, _), (as_written, _), _ = queries
        columns.append(f"querytree({exact} && {as_written}) IN ('', 'T')")
        values += [value for _, given in [*queries, *queries[:2]] for value in given]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", values)
        ways = [Wanted(*way) for way in batched(cursor.fetchone(), 4, strict=True)]
    return [way for way in ways if way.words or way.phrases]


def together(function: str, how: str, pieces: Sequence[Piece]) -> tuple[str, list[str]]:
    """SQL of a query for all of these, and its values."""
    terms = [f"{'!!' if piece.leaves_out else ''}{function}(%s, %s)" for piece in pieces]
    values = [value for piece in pieces for value in (how, piece.text)]
    return f"({' && '.join(terms)})" if terms else "''::tsquery", values


# Filters


def in_section(piece: Piece) -> tuple[Q, str]:
    slug = slug_for(piece.text)
    asked = [s.pk for s in Section.objects.all() if slug == s.slug or piece.text == fold(s.name)]
    problem = "" if asked else f"No section is called “{piece.text}”."
    return either_way(Q(section__in=asked), piece), problem


def by_author(piece: Piece) -> tuple[Q, str]:
    named = Author.objects.found(piece.text).values("pk")
    authors = Author.objects.filter(Q(slug=slug_for(piece.text)) | Q(pk__in=named))
    asked = list(authors.values_list("pk", flat=True)[:MOST_AUTHORS])
    bylines = Byline.objects.filter(article=OuterRef("pk"), author__in=asked)
    problem = "" if asked else f"No author is called “{piece.text}”."
    return either_way(Q(Exists(bylines)), piece), problem


def before(piece: Piece) -> tuple[Q, str]:
    return of_time(piece, "published_at__lt", "published_at__gte")


def after(piece: Piece) -> tuple[Q, str]:
    return of_time(piece, "published_at__gte", "published_at__lt")


def of_time(piece: Piece, lookup: str, otherwise: str) -> tuple[Q, str]:
    moment = beginning_of(piece.text)
    if moment is None:
        return Q(), f"“{piece.text}” is no date; write 2026, 2026-05 or 2026-05-03."
    return Q(**{otherwise if piece.leaves_out else lookup: moment}), ""


def beginning_of(text: str) -> dt.datetime | None:
    """The first moment of a year, a month or a day, in the site's zone."""
    if not (given := DAY.fullmatch(text)):
        return None
    try:
        return archive.moment(*(int(number or 1) for number in given.groups()))
    except Http404:
        return None


def either_way(condition: Q, piece: Piece) -> Q:
    return ~condition if piece.leaves_out else condition


UNDERSTOOD = {"section": in_section, "author": by_author, "before": before, "after": after}
