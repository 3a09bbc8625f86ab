"""A withdrawal to come takes effect at its second, everywhere, whatever a cache has kept."""

import datetime as dt

import pytest

from articles import publishing
from articles.document import Credit, Related
from articles.models import Article, Correction
from authors import deeds
from authors.models import Deed
from tests.builders import make_article, make_author, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db

MORNING = dt.datetime(2026, 5, 3, 9, 0, tzinfo=dt.UTC)
END = dt.datetime(2026, 5, 3, 14, 0, tzinfo=dt.UTC)
A_SECOND = dt.timedelta(seconds=1)
ADDRESS = "/2026/05/leaving/"
NEIGHBOUR = "/2026/05/staying/"
EVERYWHERE = [
    *("/", "/latest/", "/sections/world/", "/tags/ships/", "/authors/ana/", "/2026/", "/2026/05/"),
    *("/search/?q=harbour", "/corrections/", NEIGHBOUR),
    *("/feed/", "/sections/world/feed/", "/tags/ships/feed/", "/authors/ana/feed/"),
    *("/sitemap-2026-05-0.xml", "/news-sitemap.xml"),
]


@pytest.fixture
def leaving(clock):
    """A story that every list has, and that one beside it links to; it leaves at `END`."""
    clock(MORNING)
    make_publication()
    plain = {
        "section": make_section(slug="world"),
        "bylines": (Credit(make_author(slug="ana").pk),),
        "tags": ("Ships",),
        "published_at": MORNING,
    }
    editor = make_user("Editor")
    story = make_article(headline="Leaving the harbour", slug="leaving", **plain)
    related = (Related(story=story.pk),)
    make_article(headline="A harbour stays", slug="staying", related=related, **plain)
    Correction.objects.create(article=story, text="So.", made_by=editor, published_at=MORNING)
    publishing.withdraw(story, by=editor, reason="The rights have ended.", at=END)
    return story


@pytest.mark.parametrize("address", EVERYWHERE)
def test_it_is_there_until_its_second_and_nowhere_from_then_on(client, clock, leaving, address):
    clock(END - A_SECOND)
    before = client.get(address)
    assert ADDRESS in before.content.decode()

    clock(END)
    kept = {"If-None-Match": before["ETag"]}
    after = client.get(address, headers=kept)

    assert after.status_code == 200
    assert ADDRESS not in after.content.decode()
    # Nothing that a cache could hold against what the page says.
    assert "Last-Modified" not in before
    assert before["Cache-Control"] == "max-age=0, must-revalidate"


def test_its_own_address_says_why_to_a_cache_too(client, clock, leaving):
    clock(END - A_SECOND)
    before = client.get(ADDRESS)

    clock(END)
    after = client.get(ADDRESS, headers={"If-None-Match": before["ETag"]})

    assert (before.status_code, after.status_code) == (200, 410)
    assert "The rights have ended." in after.content.decode()


def test_it_leaves_by_the_clock_alone(client, clock, leaving):
    """What is noted of it is a note: nobody has to do anything."""
    clock(END)

    assert leaving not in Article.objects.published()


def test_whoever_asks_first_has_it_noted(client, clock, leaving):
    clock(END + A_SECOND)

    client.get("/latest/")

    entry = deeds.about(leaving).first()
    assert (entry.kind, entry.by, entry.late_by) == (Deed.Kind.WITHDREW, None, 1.0)


def test_a_feed_tells_when_it_left(client, clock, leaving):
    clock(END + dt.timedelta(hours=1))

    feed = client.get("/feed/").content.decode()

    assert "<lastBuildDate>Sun, 03 May 2026 14:00:00 +0000</lastBuildDate>" in feed


def test_what_comes_back_is_everywhere_again(client, clock, leaving):
    clock(END + A_SECOND)
    publishing.restore(leaving, by=make_user())

    for address in EVERYWHERE:
        assert ADDRESS in client.get(address).content.decode(), address
    assert client.get(ADDRESS).status_code == 200
