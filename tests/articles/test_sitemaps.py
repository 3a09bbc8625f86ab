"""The sitemaps, held against the rules of sitemaps.org and of Google News."""

import datetime as dt

import pytest
from defusedxml import ElementTree
from django.urls import reverse
from django.utils import timezone

from articles import sitemaps
from articles.models import Article
from articles.models.article import IDS_A_PART
from tests.articles.article_pages import MAY
from tests.builders import make_article, make_author, make_publication, make_user

pytestmark = pytest.mark.django_db

SITE = "https://paper.example"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
# What the schema permits inside each, in its order.
PARTS = {
    f"{NAMESPACE}sitemapindex": (f"{NAMESPACE}sitemap", ["loc", "lastmod"]),
    f"{NAMESPACE}urlset": (f"{NAMESPACE}url", ["loc", "lastmod"]),
}
HIDDEN = [
    pytest.param({"published_at": None}, id="draft"),
    pytest.param({"published_at": timezone.now() + dt.timedelta(days=1)}, id="scheduled"),
    pytest.param({"embargo_until": timezone.now() + dt.timedelta(days=1)}, id="embargoed"),
    pytest.param({"withdrawn_at": timezone.now(), "withdrawn_reason": "Wrong."}, id="withdrawn"),
]


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def read(client, address):
    """Each address of a sitemap with its last change, once the schema's rules are kept."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    tag, permitted = PARTS[root.tag]
    found = {}
    for entry in root:
        told = {child.tag.removeprefix(NAMESPACE): child.text for child in entry}
        assert entry.tag == tag
        assert list(told) in (permitted[:1], permitted)
        assert told["loc"].isascii()
        assert told["loc"].startswith(f"{SITE}/")
        changed_at = told.get("lastmod")
        assert changed_at is None or dt.datetime.fromisoformat(changed_at).tzinfo
        found[told["loc"].removeprefix(SITE)] = changed_at
    assert 0 < len(found) == len(root) <= 50_000
    return found


def in_all_parts(client):
    """Every address that a search engine learns of, beginning at the index."""
    return {address for part in read(client, "/sitemap.xml") for address in read(client, part)}


def make_in_block(block, **overrides):
    """A story whose id is in a block of ids; ids themselves cannot be chosen at the desk."""
    pk = block * IDS_A_PART + 7
    fields = {
        "headline": f"Story {pk}",
        "slug": f"story-{pk}",
        "created_by": make_user(),
        "published_at": MAY,
        "address_year": 2026,
        "address_month": 5,
    } | overrides
    return Article.objects.create(pk=pk, **fields)


def test_every_public_story_is_found_from_the_index(client):
    stories = [make_article(published_at=MAY - dt.timedelta(days=days)) for days in (0, 40, 400)]

    addresses = in_all_parts(client)

    assert {story.get_absolute_url() for story in stories} <= addresses


@pytest.mark.parametrize("facts", HIDDEN)
def test_what_is_not_public_is_in_no_part(client, facts):
    public = make_article(published_at=MAY)
    hidden = make_article(published_at=MAY)
    Article.objects.filter(pk=hidden.pk).update(**facts)

    addresses = in_all_parts(client)

    assert public.get_absolute_url() in addresses
    assert hidden.get_absolute_url() not in addresses


@pytest.mark.parametrize("facts", HIDDEN)
def test_a_month_without_public_stories_is_no_part(client, facts):
    hidden = make_article(published_at=MAY)
    Article.objects.filter(pk=hidden.pk).update(**facts)

    assert not [part for part in read(client, "/sitemap.xml") if "2026-05" in part]
    assert client.get("/sitemap-2026-05-0.xml").status_code == 404


def test_a_reprint_is_found_at_its_first_address_only(client):
    reprint = make_article(canonical_url="https://example.org/first-here")

    assert reprint.get_absolute_url() not in in_all_parts(client)


def test_a_part_is_a_month_with_its_last_change_the_newest_first(client):
    make_article(published_at=MAY)
    updated = make_article(
        published_at=MAY - dt.timedelta(days=2), updated_at=MAY + dt.timedelta(days=90)
    )
    make_article(published_at=MAY - dt.timedelta(days=30))

    parts = read(client, "/sitemap.xml")
    may = read(client, "/sitemap-2026-05-0.xml")

    assert [item for item in parts.items() if "2026" in item[0]] == [
        ("/sitemap-2026-05-0.xml", "2026-08-01T14:05:00+00:00"),
        ("/sitemap-2026-04-0.xml", "2026-04-03T14:05:00+00:00"),
    ]
    assert list(may.values()) == ["2026-08-01T14:05:00+00:00", "2026-05-03T14:05:00+00:00"]
    assert next(iter(may)) == updated.get_absolute_url()


def test_a_hidden_storys_change_is_no_change_of_its_part(client):
    make_article(published_at=MAY)
    hidden = make_article(published_at=MAY, updated_at=MAY + dt.timedelta(days=90))
    Article.objects.filter(pk=hidden.pk).update(withdrawn_at=MAY, withdrawn_reason="Wrong.")

    assert read(client, "/sitemap.xml")["/sitemap-2026-05-0.xml"] == "2026-05-03T14:05:00+00:00"


def test_a_month_is_split_where_a_block_of_ids_ends(client):
    stories = [make_in_block(block) for block in (0, 3, 21)]

    parts = [part for part in read(client, "/sitemap.xml") if "2026-05" in part]

    assert parts == [f"/sitemap-2026-05-{block}.xml" for block in (21, 3, 0)]
    assert [list(read(client, part)) for part in parts] == [
        [story.get_absolute_url()] for story in reversed(stories)
    ]


def test_a_block_has_as_many_ids_as_search_engines_read_addresses():
    assert IDS_A_PART == 50_000


def test_an_address_in_any_script_is_written_in_ascii(client):
    make_article(published_at=MAY, slug="über-nacht")

    assert list(read(client, "/sitemap-2026-05-0.xml")) == ["/2026/05/%C3%BCber-nacht/"]


def test_authors_come_in_blocks_of_ids(client):
    make_author(slug="ana")
    make_author(slug="bo", pk=IDS_A_PART)

    parts = [part for part in read(client, "/sitemap.xml") if "authors" in part]

    assert parts == ["/sitemap-authors-0.xml", "/sitemap-authors-1.xml"]
    assert list(read(client, parts[0])) == ["/authors/ana/"]
    assert list(read(client, parts[1])) == ["/authors/bo/"]


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-2026-13-0.xml",
        "/sitemap-2026-05-1.xml",
        "/sitemap-2026-05-999999999999.xml",
        "/sitemap-2026-5-0.xml",
        "/sitemap-9999-99-0.xml",
        "/sitemap-authors-1.xml",
        "/sitemap-authors-999999999999.xml",
    ],
)
def test_a_part_that_there_is_not_is_not_found(client, address):
    make_article(published_at=MAY)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("months", [1, 3])
def test_the_index_takes_the_same_queries_for_any_number_of_months(
    client, django_assert_num_queries, months
):
    make_publication()
    for number in range(months):
        make_article(published_at=MAY - dt.timedelta(days=31 * number))

    with django_assert_num_queries(3):
        parts = read(client, "/sitemap.xml")

    assert len(parts) == 2 + months


@pytest.mark.parametrize("stories", [1, 3])
def test_a_part_takes_two_queries_for_any_number_of_stories(
    client, django_assert_num_queries, stories
):
    make_publication()
    for _ in range(stories):
        make_article(published_at=MAY)

    with django_assert_num_queries(2):
        part = read(client, "/sitemap-2026-05-0.xml")

    assert len(part) == stories


def news(client):
    """The headlines of the news sitemap, once Google's rules are kept."""
    response = client.get("/news-sitemap.xml")
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{NAMESPACE}urlset"
    for url in root:
        address, told = url
        assert address.tag == f"{NAMESPACE}loc"
        assert address.text.startswith(f"{SITE}/")
        assert told.tag == f"{NEWS}news"
        assert [child.tag.removeprefix(NEWS) for child in told] == [
            "publication",
            "publication_date",
            "title",
        ]
    return [url.find(f"{NEWS}news/{NEWS}title").text for url in root]


def test_the_news_are_the_last_two_days(client):
    now = timezone.now()
    for headline, hours in [("Now", 0), ("Yesterday", 30), ("Just in time", 47.9), ("Old", 48.1)]:
        make_article(headline=headline, published_at=now - dt.timedelta(hours=hours))

    assert news(client) == ["Now", "Yesterday", "Just in time"]


def test_an_old_story_that_was_updated_is_no_news(client):
    make_article(published_at=MAY, updated_at=timezone.now())

    assert news(client) == []


@pytest.mark.parametrize(
    "facts",
    [
        *HIDDEN,
        pytest.param({"canonical_url": "https://example.org/first-here"}, id="reprint"),
        pytest.param({"kind": "sponsored"}, id="sponsored"),
    ],
)
def test_what_is_hidden_bought_or_of_others_is_no_news(client, facts):
    make_article(headline="News")
    other = make_article(headline="Other")
    Article.objects.filter(pk=other.pk).update(**facts)

    assert news(client) == ["News"]


def test_the_newest_thousand_are_enough(client, monkeypatch):
    assert sitemaps.MOST_NEWS == 1000
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for minutes in (3, 1, 2):
        make_article(
            headline=f"{minutes}", published_at=timezone.now() - dt.timedelta(minutes=minutes)
        )

    assert news(client) == ["1", "2"]


def test_news_names_the_publication_its_language_and_the_moment(client, settings):
    settings.LANGUAGE_CODE = "de-at"
    make_publication(name="Die Zeitung & Söhne")
    make_article(published_at=timezone.now().replace(microsecond=5))

    (url,) = ElementTree.fromstring(client.get("/news-sitemap.xml").content)

    publication, date, _ = url.find(f"{NEWS}news")
    assert [child.text for child in publication] == ["Die Zeitung & Söhne", "de"]
    moment = dt.datetime.fromisoformat(date.text)
    assert moment.tzinfo
    assert moment.microsecond == 0


@pytest.mark.parametrize(
    ("code", "language"),
    [("en", "en"), ("pt-br", "pt"), ("zh-hans", "zh-cn"), ("zh-hant", "zh-tw")],
)
def test_the_news_language_is_one_that_google_knows(code, language):
    assert sitemaps.news_language(code) == language


def test_what_xml_forbids_is_left_out_of_the_news(client):
    make_article(headline="Bell\x07 <b>\uffff & so on")

    assert news(client) == ["Bell <b> & so on"]


@pytest.mark.parametrize("stories", [1, 3])
def test_the_news_take_two_queries_for_any_number_of_stories(
    client, django_assert_num_queries, stories
):
    make_publication()
    for _ in range(stories):
        make_article()

    with django_assert_num_queries(2):
        assert len(news(client)) == stories


@pytest.mark.parametrize("name", ["sitemap", "news_sitemap", "sitemap_of_pages"])
def test_a_sitemap_is_only_read(client, name):
    assert client.post(reverse(name)).status_code == 405
