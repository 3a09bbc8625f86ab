"""Links from a story's text to other stories of ours: kept as rows, and tried."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Q

from articles import body
from articles.models import (
    Article,
    FormerAddress,
    FormerSectionSlug,
    InnerLink,
    RelatedLink,
    Section,
    Tag,
)
from authors.models import Author, FormerAuthorSlug

STORY = re.compile(r"/(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<slug>[-\w]+)/?")
LIST = re.compile(r"/(?P<kind>sections|tags|authors)/(?P<slug>[-\w]+)/(feed/)?")
LISTS = {"sections": Section, "tags": Tag, "authors": Author}
FORMER = {"sections": FormerSectionSlug, "authors": FormerAuthorSlug}
OF_AN_ARTICLE = ("address_year", "address_month", "slug")
OF_A_LINK = ("year", "month", "slug")
MOST_LINKING = 100

type Place = tuple[int, int, str]


def paths(html: str) -> Iterator[str]:
    """The paths of our own site that a body links to, in their order."""
    ours = urlsplit(settings.SITE_URL).netloc
    for address in body.links(html):
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in {"", "http", "https"} and parts.netloc in {"", ours}:
            yield unquote(parts.path)


def places(html: str) -> dict[str, Place]:
    """The paths of a body that are addresses of stories: year, month and slug of each."""
    found = {path: STORY.fullmatch(path) for path in paths(html)}
    return {
        path: (int(match["year"]), int(match["month"]), match["slug"])
        for path, match in found.items()
        if match
    }


def at_any(wanted: Collection[Place], names: tuple[str, ...]) -> Q:
    """One of these addresses, in the columns of these names."""
    return Q(*(Q(**dict(zip(names, place, strict=True))) for place in wanted), _connector=Q.OR)


def keep(article: Article) -> None:
    """Write down to which stories the text leads that readers see."""
    article.inner_links.all().delete()
    InnerLink.objects.bulk_create(
        InnerLink(article=article, year=year, month=month, slug=slug)
        for year, month, slug in dict.fromkeys(places(article.body).values())
    )


def linking_to(*articles: Article) -> list[Article]:
    """Public stories that lead readers to one of these, by a related link or in their text."""
    addresses = [(each.address_year, each.address_month, each.slug) for each in articles]
    former = FormerAddress.objects.filter(article__in=articles)
    addresses += former.values_list(*OF_A_LINK)
    from_text = InnerLink.objects.filter(at_any(addresses, OF_A_LINK)).values("article")
    by_hand = RelatedLink.objects.filter(story__in=articles).values("article")
    found = Article.objects.published().filter(pk__in=from_text.union(by_hand))
    others = found.exclude(pk__in=[each.pk for each in articles])
    return list(others.defer("body").newest_first()[:MOST_LINKING])


def dead(html: str) -> list[str]:
    """The links to our own site that lead to no story, section, tag or author.

    Other pages of the site are not tried.
    """
    stories = places(html)
    alive = answering(set(stories.values()))
    lists = {path: match for path in paths(html) if (match := LIST.fullmatch(path))}
    gone = [path for path, place in stories.items() if place not in alive]
    return gone + [path for path, match in lists.items() if not is_there(match)]


def answering(wanted: Collection[Place]) -> set[Place]:
    """Those of the addresses that answer readers with a story, also by a redirect."""
    if not wanted:
        return set()
    public = Article.objects.published()
    now = public.filter(at_any(wanted, OF_AN_ARTICLE)).values_list(*OF_AN_ARTICLE)
    former = FormerAddress.objects.filter(at_any(wanted, OF_A_LINK), article__in=public)
    return {*now, *former.values_list(*OF_A_LINK)}


def is_there(match: re.Match) -> bool:
    """A list of this address, or of the one that a former address leads to."""
    kind, slug = match["kind"], match["slug"]
    known = [kinds[kind] for kinds in (LISTS, FORMER) if kind in kinds]
    return any(model.objects.filter(slug=slug).exists() for model in known)
