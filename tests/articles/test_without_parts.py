"""A story that went out without section or byline, by an override, breaks no page."""

import pytest
from defusedxml import ElementTree

from articles import publishing
from articles.models import Article
from authors.models import Deed
from tests.articles.article_pages import MAY, meta, structured_data
from tests.builders import make_article, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db

ADDRESS = "/2026/05/bare/"


@pytest.fixture(params=["section", "bylines", "both"])
def bare(request):
    """A story that lacks one or the other, or both, and has no picture and no tag either."""
    make_publication()
    missing = {"section": {"section": None}, "bylines": {"bylines": ()}}
    missing["both"] = missing["section"] | missing["bylines"]
    parts = missing[request.param] | {"lead_image": None, "standfirst": ""}
    draft = make_article(headline="A bare harbour", slug="bare", published_at=None, **parts)
    publisher = make_user("Publisher")
    return publishing.publish(draft, by=publisher, at=MAY, override="It is an announcement.")


def test_its_page_has_what_there_is(client, bare):
    page = client.get(ADDRESS).content.decode()

    assert "<h1>A bare harbour</h1>" in page
    assert (">By " in page) == bare.bylines.exists()
    assert ('class="section-line"' in page) == (bare.section is not None)
    assert "None" not in page


def test_what_machines_are_told_leaves_out_what_there_is_not(client, bare):
    page = client.get(ADDRESS).content.decode()

    data = structured_data(page)
    assert ("articleSection" in data) == (bare.section is not None)
    assert ("author" in data) == bare.bylines.exists()
    assert bool(meta(page, "article:section")) == (bare.section is not None)
    assert bool(meta(page, "author")) == bare.bylines.exists()
    assert '<meta name="author" content="">' not in page


@pytest.mark.parametrize(
    "address", ["/", "/latest/", "/2026/", "/2026/05/", "/search/?q=bare", "/corrections/"]
)
def test_every_list_has_it(client, bare, address):
    bare.corrections.create(text="It was barer.", made_by=make_user())

    page = client.get(address).content.decode()

    assert f'<a href="{ADDRESS}">A bare harbour</a>' in page
    assert "None" not in page


@pytest.mark.parametrize("address", ["/feed/", "/sitemap-2026-05-0.xml"])
def test_feeds_and_sitemaps_have_it_and_can_be_read(client, bare, address):
    answer = client.get(address).content

    assert ElementTree.fromstring(answer) is not None
    assert ADDRESS in answer.decode()
    assert b"None" not in answer


def test_news_sitemaps_too(client, bare):
    Article.objects.update(published_at=bare.live_revision.saved_at)

    answer = client.get("/news-sitemap.xml").content

    assert ElementTree.fromstring(answer) is not None
    assert ADDRESS in answer.decode()


def test_it_stands_beside_others_and_others_beside_it(client, bare):
    others = [make_article(section=bare.section or make_section()) for _ in range(3)]

    for story in [bare, *others]:
        assert client.get(story.get_absolute_url()).status_code == 200


def test_why_it_may_is_in_the_log(bare):
    entry = Deed.objects.get(kind=Deed.Kind.OVERRODE)

    assert entry.words.endswith(": It is an announcement.")
