"""Sitemaps for search engines: an index in parts, which holds for any number of stories.

A part is a month of addresses and a block of ids: `/sitemap-2026-05-0.xml` has the stories
of May 2026 with ids below 50,000. So no part can have more than search engines read, and
nothing is counted or skipped to know where a part begins. Two parts a month are rare.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import F, Max, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import LessThan
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import xml
from articles.models import Article
from articles.models.article import IDS_A_PART, block_of_ids, last_change
from articles.structured import absolute, to_the_second
from authors.models import Author
from media.paging import Row

# Of Google's news sitemaps: https://developers.google.com/search/docs/crawling-indexing/sitemaps
NEWS_LASTS = dt.timedelta(hours=48)
MOST_NEWS = 1000
# Their language is that of ISO 639, but for the two scripts of Chinese.
NEWS_LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}

PRINTED = ["address_year", "address_month", "slug", "published_at", "updated_at"]


@dataclass(frozen=True)
class Place:
    """An address in a sitemap, and when what stands there was last another."""

    address: str
    changed_at: dt.datetime | None = None


@dataclass(frozen=True)
class News:
    """A story in the news sitemap."""

    address: str
    headline: str
    published_at: dt.datetime


@require_safe
def sitemap(request):
    parts = [Place(absolute(reverse("sitemap_of_pages"))), *author_parts(), *story_parts()]
    return xml.answer("articles/sitemap_index.xml", {"parts": parts})


@require_safe
def sitemap_of_month(request, year, month, block):
    stories = listed().filter(address_year=year, address_month=month, block=block)
    newest = stories.order_by(last_change.desc()).only(*PRINTED)
    return urlset([place_of(story) for story in newest])


@require_safe
def sitemap_of_authors(request, block):
    first = int(block) * IDS_A_PART
    authors = Author.objects.filter(pk__range=(first, first + IDS_A_PART - 1)).order_by("pk")
    return urlset([Place(absolute(author.get_absolute_url())) for author in authors.only("slug")])


@require_safe
def news_sitemap(request):
    """What was first published within two days, by us and unpaid."""
    since = timezone.now() - NEWS_LASTS
    stories = listed().filter(published_at__gt=since).exclude(kind=Article.Kind.SPONSORED)
    newest = stories.newest_first().only(*PRINTED, "headline")[:MOST_NEWS]
    told = {
        "stories": [news_of(story) for story in newest],
        "publication": request.publication,
        "language": news_language(settings.LANGUAGE_CODE),
    }
    return xml.answer("articles/news_sitemap.xml", told)


def news_of(story: Article) -> News:
    address = absolute(story.get_absolute_url())
    return News(address, story.headline, to_the_second(story.published_at))


def news_language(code: str) -> str:
    return NEWS_LANGUAGES.get(code, code.partition("-")[0])


def listed() -> QuerySet:
    """The public stories whose home is here; a reprint is found at its first address."""
    return Article.objects.published().filter(canonical_url="").alias(block=block_of_ids)


def urlset(places: list[Place]):
    if not places:
        raise Http404
    return xml.answer("articles/sitemap.xml", {"places": places})


def place_of(story: Article) -> Place:
    changed_at = to_the_second(story.updated_at or story.published_at)
    return Place(absolute(story.get_absolute_url()), changed_at)


def author_parts() -> list[Place]:
    last = Author.objects.aggregate(last=Max("pk"))["last"]
    blocks = range(last // IDS_A_PART + 1) if last else []
    return [Place(absolute(reverse("sitemap_of_authors", args=[block]))) for block in blocks]


def story_parts() -> list[Place]:
    """The parts that have a story, the newest first, each with its last change.

    The database steps through its index from part to part, and looks at the first story of
    each: what it reads grows with the months, not with the stories.
    """
    place = Row(F("address_year"), F("address_month"), F("block"))
    further = LessThan(place, RawSQL("(part.year, part.month, part.block)", []))
    first_sql, first_params = first_of_a_part(listed())
    next_sql, next_params = first_of_a_part(listed().filter(further))
    steps = f"""
        WITH RECURSIVE part (year, month, block, changed_at) AS (
            ({first_sql})
            UNION ALL
            SELECT further.* FROM part, LATERAL ({next_sql}) AS further
        )
        SELECT * FROM part
    """  # noqa: S608  Both parts are Django's own SQL, with parameters.
    with connection.cursor() as cursor:
        cursor.execute(steps, [*first_params, *next_params])
        return [part_at(*found) for found in cursor.fetchall()]


def first_of_a_part(stories: QuerySet) -> tuple[str, tuple]:
    order = [F(name).desc() for name in ("address_year", "address_month", "block")]
    rows = stories.order_by(*order, last_change.desc()).values_list(
        "address_year", "address_month", block_of_ids, last_change
    )
    return rows[:1].query.sql_with_params()


def part_at(year: int, month: int, block: int, changed_at: dt.datetime) -> Place:
    address = reverse("sitemap_of_month", args=[year, f"{month:02}", block])
    return Place(absolute(address), to_the_second(changed_at))
