"""The archive: what was published in a year and in a month, in the site's zone."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from articles.models import Article


@dataclass(frozen=True)
class Span:
    """A year or a month of the site's calendar, from its first moment to the next one's."""

    first: dt.datetime
    after: dt.datetime

    @property
    def stories(self) -> QuerySet[Article]:
        return Article.objects.published().filter(
            published_at__gte=self.first, published_at__lt=self.after
        )

    def earlier(self) -> Article | None:
        """The newest story before it, which tells where the archive goes on."""
        before = Article.objects.published().filter(published_at__lt=self.first)
        return before.newest_first().only("published_at").first()

    def later(self) -> Article | None:
        after = Article.objects.published().filter(published_at__gte=self.after)
        return after.newest_first().reverse().only("published_at").first()


def year_of(year: int) -> Span:
    return Span(moment(year, 1), moment(year + 1, 1))


def month_of(year: int, month: int) -> Span:
    return Span(moment(year, month), moment(year + month // 12, month % 12 + 1))


def moment(year: int, month: int, day: int = 1) -> dt.datetime:
    """The first moment of the month, or of its day; 404 where no calendar has it."""
    try:
        return timezone.make_aware(dt.datetime(year, month, day))  # noqa: DTZ001  Made aware.
    except (ValueError, OverflowError) as error:
        raise Http404("There is no such day.") from error


def months_with_stories(year: int) -> list[dt.datetime]:
    """The months of the year that have a story, the newest first: twelve looks, one query."""
    months = [month_of(year, month) for month in range(12, 0, -1)]
    newest = [month.stories.newest_first().values("published_at")[:1] for month in months]
    there = {timezone.localtime(row["published_at"]).month for row in newest[0].union(*newest[1:])}
    return [month.first for month in months if timezone.localtime(month.first).month in there]
