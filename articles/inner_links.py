"""Links from a story's text to other stories of ours: kept as rows, and tried."""

import re
from collections.abc import Callable, Collection, Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import Resolver404, resolve

from articles import body
from articles.models import (
    Article,
    FormerAddress,
    FormerSectionSlug,
    FormerTagSlug,
    InnerLink,
    RelatedLink,
    Section,
    Tag,
    TaggedArticle,
)
from authors.models import Author, FormerAuthorSlug

STORY = re.compile(r"/(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<slug>[-\w]+)/?")
LIST = re.compile(r"/(?P<kind>sections|tags|authors)/(?P<slug>[-\w]+)/(feed/)?")
OF_AN_ARTICLE = ("address_year", "address_month", "slug")
OF_A_LINK = ("year", "month", "slug")
MOST_LINKING = 51
MOST_TRIED = 200


def tags_of_readers() -> QuerySet:
    """A tag has a page as long as a public story bears it."""
    borne = TaggedArticle.objects.filter(content_object__in=Article.objects.published())
    return Tag.objects.filter(Exists(borne.filter(tag=OuterRef("pk"))))


def former_tags_of_readers() -> QuerySet:
    return FormerTagSlug.objects.filter(tag__in=tags_of_readers())


LISTS = {
    "sections": (Section.objects.all, FormerSectionSlug.objects.all),
    "tags": (tags_of_readers, former_tags_of_readers),
    "authors": (Author.objects.all, FormerAuthorSlug.objects.all),
}

type Place = tuple[int, int, str]


# Rooms above say of a route of theirs whether what it asks for is there.
KEPT_ABOVE: dict[str, Callable[..., bool]] = {}


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
    return {path: place for path in paths(html) if (place := place_of(path))}


def place_of(path: str) -> Place | None:
    match = STORY.fullmatch(path)
    return (int(match["year"]), int(match["month"]), match["slug"]) if match else None


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
    """The links to our own site that answer 404, of the first `MOST_TRIED`."""
    tried = list(dict.fromkeys(paths(html)))[:MOST_TRIED]
    stories = {path: place for path in tried if (place := place_of(path))}
    lists = {path: match for path in tried if (match := LIST.fullmatch(path))}
    there = answering(set(stories.values()))
    alive = {path for path, place in stories.items() if place in there}
    alive |= lists_that_answer(lists)
    others = [path for path in tried if path not in stories and path not in lists]
    alive |= {path for path in others if is_routed(path)}
    return [path for path in tried if path not in alive]


def answering(wanted: Collection[Place]) -> set[Place]:
    """Those of the addresses that answer readers with a story, also by a redirect."""
    if not wanted:
        return set()
    public = Article.objects.published()
    now = public.filter(at_any(wanted, OF_AN_ARTICLE)).values_list(*OF_AN_ARTICLE)
    former = FormerAddress.objects.filter(at_any(wanted, OF_A_LINK), article__in=public)
    return {*now, *former.values_list(*OF_A_LINK)}


def lists_that_answer(lists: dict[str, re.Match]) -> set[str]:
    """Lists of these addresses, or of those that a former address leads to."""
    alive = set()
    for kind, models in LISTS.items():
        wanted = {path: match["slug"] for path, match in lists.items() if match["kind"] == kind}
        for records in models if wanted else ():
            known = set(records().filter(slug__in=wanted.values()).values_list("slug", flat=True))
            alive |= {path for path, slug in wanted.items() if slug in known}
    return alive


def is_routed(path: str) -> bool:
    """Some page of the site has this address, and is there where `KEPT_ABOVE` knows."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    is_there = KEPT_ABOVE.get(match.url_name)
    return is_there is None or is_there(**match.kwargs)
