"""Queries whose SQL is written once a process.

Django writes a queryset's SQL anew each time, which costs many times what the driver and
the database need to answer it. A page that everybody reads always asks the same.
"""

import datetime as dt
from collections.abc import Callable
from copy import copy
from functools import lru_cache, wraps

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, QuerySet

# How many shapes of one query are kept.
MOST_SHAPES = 64


class Given(Expression):
    """The place of a value that comes with each call."""

    def __init__(self, place: int):
        super().__init__()
        self.place = place

    def as_sql(self, compiler, connection):
        return "%s", [self]


def prepared(question: Callable[..., QuerySet]) -> Callable[..., list]:
    """The rows of the queryset that a function describes; its SQL is kept.

        @prepared
        def corrections_of(article, now):
            return Correction.objects.filter(article=article, published_at__lte=now)

        corrections_of(story.pk, timezone.now())

    The function is called with placeholders for its positional arguments, which it can
    only filter by. They are given as the database knows them: a key, not a record; nothing
    equals None.
    Keywords shape the query, such as its limit; SQL is kept for each shape, and for each
    number of arguments.
    """

    @lru_cache(MOST_SHAPES)
    def written(count: int, **shape) -> _Written:
        return _Written(question(*map(Given, range(count)), **shape))

    @wraps(question)
    def ask(*values, **shape):
        return written(len(values), **shape).rows(values)

    return ask


class _Written:
    def __init__(self, queryset: QuerySet):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db)
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:
            # As of no keys at all: Django then asks nothing.
            self.sql, self.params = "", ()
        if any(isinstance(param, dt.datetime) for param in self.params):
            raise TypeError("This query would keep asking for one moment; let it be given.")
        selected = self.compiler.select[: self.compiler.col_count]
        self.converters = self.compiler.get_converters(column for column, *_ in selected)

    def rows(self, values: tuple) -> list:
        """What the queryset holds now, made into records by Django as always."""
        params = [values[p.place] if isinstance(p, Given) else p for p in self.params]
        queryset = self.queryset.all()
        compiler = copy(self.compiler)
        compiler.connection = connections[queryset.db]
        compiler.as_sql = lambda *args, **kwargs: (self.sql, params)
        compiler.get_converters = lambda columns: self.converters
        queryset.query.get_compiler = lambda *args, **kwargs: compiler
        return list(queryset)
