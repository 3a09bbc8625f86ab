"""The stories that answer a question, the best first, in bounded time.

A word may be in every story of an archive. Which stories hold which words an index knows; of
these the newest are read and ranked.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import connection, transaction
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Least
from django.utils import timezone

from articles.models import Article
from articles.questions import Question, Wanted

# Headline, standfirst, names of authors and tags, body; PostgreSQL counts D, C, B, A.
WEIGHTS = [0.1, 0.3, 0.5, 1.0]
# Of two that answer alike the one of today counts so much more than an old one.
FOR_NEW, HALF_AS_NEW = 0.3, dt.timedelta(days=365)
MOST_RANKED = 2000
# Where the words have to stand together, so many that hold them are looked at.
MOST_READ = 4000
# A word of every other story is found sooner by reading the newest, one after another.
SAMPLE = 100
ONLY_BY_INDEX = "SET LOCAL enable_seqscan = off"


@dataclass(frozen=True)
class Answer:
    """A story that answers, and how well."""

    story: int
    section: int | None
    published_at: dt.datetime
    rank: float
    # Otherwise it holds the words, but not as they stand in the question.
    is_exact: bool

    def worth(self, now: dt.datetime) -> float:
        return self.rank * (1 + FOR_NEW * 0.5 ** ((now - self.published_at) / HALF_AS_NEW))


@dataclass(frozen=True)
class Answers:
    """In their order. There are `older` ones where nobody looked further."""

    found: list[Answer]
    older: bool = False

    def __len__(self):
        return len(self.found)

    @property
    def stories(self) -> list[int]:
        return [answer.story for answer in self.found]

    @property
    def of_sections(self) -> Counter:
        """How many stand in each section, by its key."""
        return Counter(answer.section for answer in self.found if answer.section)


class Written(SearchQuery):
    """A question in PostgreSQL's own writing."""

    template = "%(expressions)s::tsquery"


class OfHeadline(Func):
    """The words of a headline alone."""

    template = "ts_filter(%(expressions)s, '{a}')"
    output_field = SearchVectorField()


class Lexemes(Func):
    """How many different words."""

    function = "length"
    output_field = FloatField()


class Apart(Func):
    """The moment itself, as no index has it: nobody walks through the whole archive by it."""

    template = "%(expressions)s + interval '0'"


def answers_to(question: Question, *, newest_first: bool = False) -> Answers:
    """By how well they answer and how new they are, or by their date alone."""
    if question.problems or not (question.ways or question.filters):
        return Answers([])
    now = timezone.now()
    public = Article.objects.published(now).filter(question.where)
    read = MOST_READ if question.has_phrases else MOST_RANKED
    rows = looked_up(question, public, read) if question.ways else newest_of(public)
    found = sorted((row for row in rows if row.is_exact), key=moment_of, reverse=True)
    if not newest_first:
        found.sort(key=lambda answer: answer.worth(now), reverse=True)
    return Answers(found[:MOST_RANKED], older=len(rows) == read)


def moment_of(answer: Answer) -> tuple[dt.datetime, int]:
    return answer.published_at, answer.story


def newest_of(public: QuerySet[Article]) -> list[Answer]:
    """Where only filters ask, every story that they leave answers."""
    return rows_of(public.newest_first()[:MOST_RANKED], rank=Value(0.0), is_exact=Value(True))


def looked_up(question: Question, public: QuerySet[Article], read: int) -> list[Answer]:
    """The newest that hold the words, as many as are to be read."""
    holds = {"search": Written(question.loosely)} if question.loosely else {}
    holding = public.filter(**holds)
    by_date = is_common(public, holds)
    newest = holding.newest_first() if by_date else holding.order_by(Apart("published_at").desc())
    with only_by_index():
        return ranked(question, newest[:read])


@contextmanager
def only_by_index():
    """PostgreSQL rates a reading of every story's words far too cheap."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ONLY_BY_INDEX)
        yield


def is_common(public: QuerySet[Article], holds: dict) -> bool:
    """In half of the newest stories, at least; what no index knows is in all of them."""
    if not holds:
        return True
    holding = ExpressionWrapper(Q(**holds), BooleanField())
    sample = public.newest_first().values_list(holding)[:SAMPLE]
    return sum(holds for (holds,) in sample) >= SAMPLE / 2


def ranked(question: Question, stories: QuerySet[Article]) -> list[Answer]:
    """Twice as much counts a story whose headline says just what was asked."""
    query, answers = Written(question.loosely), holding_one(question.ways)
    rank = SearchRank(F("search"), query, weights=WEIGHTS)
    share = Least(question.count / Lexemes(F("headline_words")), 1.0)
    read = Article.objects.filter(pk__in=stories.values("pk"))
    return rows_of(
        read.alias(headline_words=OfHeadline("search")),
        rank=Case(
            When(answers & Q(headline_words=query), then=rank * (1 + share)),
            When(answers, then=rank),
            default=0.0,
            output_field=FloatField(),
        ),
        is_exact=answers,
    )


def holding_one(ways: Sequence[Wanted]) -> Q:
    answers = Q()
    for way in ways:
        words = Q(search=Written(way.words)) if way.words else Q()
        answers |= words & (Q(as_written=Written(way.phrases)) if way.phrases else Q())
    return answers


def rows_of(stories: QuerySet[Article], **judged) -> list[Answer]:
    rows = stories.values_list("pk", "section", "published_at", *judged.values())
    return [Answer(*row) for row in rows]
