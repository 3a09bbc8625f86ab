"""The feeds, read by a parser of feeds that says what is wrong with them."""

import datetime as dt
import re

import feedparser
import pytest
from django.utils import timezone
from django.utils.http import http_date

from articles import publishing
from articles.document import Credit
from articles.feeds import STORIES_A_FEED
from articles.models import Article, Correction, Tag
from authors.models import Author
from media.models import Image
from tests.articles.article_pages import HOSTILE, MAY, full_article, words
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

FEEDS = ["/feed/", "/sections/world/feed/", "/tags/ships/feed/", "/authors/ana/feed/"]


@pytest.fixture
def make_listed():
    """A story that stands in every feed."""
    world = make_section(name="World", slug="world", description="All but ourselves")
    ana = make_author(name="Ana Pérez", slug="ana", title="Editor")

    def make(**overrides):
        fields = {"section": world, "bylines": (Credit(ana.pk),), "tags": ("Ships",)} | overrides
        return make_article(**fields)

    return make


def read(client, address):
    """The feed as a reader's program understands it."""
    response = client.get(address)
    assert response.status_code == 200
    headers = {"content-type": response["Content-Type"], "content-location": "http://elsewhere/"}
    feed = feedparser.parse(
        response.content, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "rss20"
    return feed


def content_of(client, address="/feed/"):
    return read(client, address).entries[0].content[0].value


@pytest.mark.parametrize("address", FEEDS)
def test_a_published_story_is_in_every_feed(client, make_listed, address):
    make_listed(headline="Ships at sea", body="<p>The whole story.</p>")

    (entry,) = read(client, address).entries

    assert entry.title == "Ships at sea"
    assert "<p>The whole story.</p>" in entry.content[0].value


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"published_at": None}, id="draft"),
        pytest.param({"published_at": timezone.now() + dt.timedelta(days=1)}, id="scheduled"),
        pytest.param({"embargo_until": timezone.now() + dt.timedelta(days=1)}, id="embargoed"),
        pytest.param(
            {"withdrawn_at": timezone.now(), "withdrawn_reason": "Wrong."}, id="withdrawn"
        ),
    ],
)
def test_what_is_not_public_is_in_no_feed(client, make_listed, address, facts):
    make_listed(headline="Public")
    hidden = make_listed(headline="Hidden")
    Article.objects.filter(pk=hidden.pk).update(**facts)

    feed = read(client, address)

    assert [entry.title for entry in feed.entries] == ["Public"]


def test_a_feed_of_a_list_has_nothing_of_others(client, make_listed):
    make_listed(headline="Listed")
    make_article()

    for address in FEEDS[1:]:
        assert [entry.title for entry in read(client, address).entries] == ["Listed"]
    assert len(read(client, "/feed/").entries) == 2


def test_the_newest_thirty_are_enough(client):
    for hours in range(STORIES_A_FEED + 1):
        make_article(
            headline=f"{hours} hours ago", published_at=timezone.now() - dt.timedelta(hours=hours)
        )

    titles = [entry.title for entry in read(client, "/feed/").entries]

    assert titles == [f"{hours} hours ago" for hours in range(STORIES_A_FEED)]


@pytest.mark.parametrize(
    ("address", "title", "link", "description"),
    [
        ("/feed/", "The Paper", "https://paper.example/", "All of it"),
        (
            "/sections/world/feed/",
            "World — The Paper",
            "https://paper.example/sections/world/",
            "All but ourselves",
        ),
        (
            "/tags/ships/feed/",
            "Ships — The Paper",
            "https://paper.example/tags/ships/",
            "Ships — The Paper",
        ),
        (
            "/authors/ana/feed/",
            "Ana Pérez — The Paper",
            "https://paper.example/authors/ana/",
            "Editor",
        ),
    ],
)
def test_a_feed_says_what_it_is(client, settings, make_listed, address, title, link, description):
    settings.SITE_URL = "https://paper.example"
    make_publication(name="The Paper", tagline="All of it")
    make_listed()

    told = read(client, address).feed

    assert (told.title, told.link, told.description) == (title, link, description)
    assert told.language == "en"
    assert told.image.href == "https://paper.example/icon-192.png"
    assert told.links[-1].rel == "self"
    assert told.links[-1].href == f"https://paper.example{address}"


def test_an_entry_tells_the_facts_of_the_story(client, settings):
    settings.SITE_URL = "https://paper.example"
    full_article(
        slug="the-headline", standfirst="Why 1 < 2 & more", tags=("Ports", "Ships"), kind="opinion"
    )

    (entry,) = [e for e in read(client, "/feed/").entries if e.title == "The headline"]

    assert entry.link == entry.id == "https://paper.example/2026/05/the-headline/"
    assert entry.published == "Sun, 03 May 2026 14:05:00 +0000"
    assert entry.summary == "Why 1 &lt; 2 &amp; more"
    assert [tag.term for tag in entry.tags] == ["Ports", "Ships"]


def test_every_author_is_named_writers_first(client):
    article = full_article()

    (entry,) = [e for e in read(client, "/feed/").entries if e.title == article.headline]

    assert [author.name for author in entry.authors] == ["Ana Pérez", "Bo Lund", "Kim Ito"]
    assert "<p>Photographs by Kim Ito</p>" in entry.content[0].value


def test_the_lead_image_comes_with_its_credit(client, settings):
    settings.SITE_URL = "https://paper.example"
    image = make_image(caption="A ship", credit="Kim Ito", place_line="Kyiv", alt_text="A hull")
    make_article(lead_image=image)

    (entry,) = read(client, "/feed/").entries

    (shown,) = entry.media_content
    assert shown["url"] == f"https://paper.example{image.rendition('16x9', 1280).url('jpg')}"
    assert (shown["width"], shown["height"], shown["type"]) == ("1280", "720", "image/jpeg")
    assert entry.media_credit[0]["content"] == "Kim Ito"
    assert 'alt="A hull"' in entry.content[0].value
    assert "Kyiv A ship Image Credit: Kim Ito" in words(entry.content[0].value)


def test_every_address_inside_is_absolute(client, settings):
    settings.SITE_URL = "https://paper.example"
    inside = make_image(caption="Inside", credit="Bo Lund")
    make_article(
        body='<p>See <a href="/2026/01/before/">before</a> and '
        '<a href="https://example.org/x">there</a>.</p>'
        f'<figure data-image="{inside.pk}">'
        '<figcaption><a href="/about/">Own</a></figcaption></figure>'
    )

    content = content_of(client)

    addresses = re.findall(r'(?:href|src)="([^"]*)"', content)
    assert "https://paper.example/2026/01/before/" in addresses
    assert "https://paper.example/about/" in addresses
    assert f"https://paper.example{inside.rendition('original', 1280).url('jpg')}" in addresses
    assert [address for address in addresses if not address.startswith("https://")] == []
    assert "Own Image Credit: Bo Lund" in words(content)


def test_an_embed_is_a_link_that_asks_nothing_of_its_provider(client):
    make_article(
        body='<p>See</p><figure data-embed="https://www.youtube.com/watch?v=abcdefghijk"></figure>'
    )

    content = content_of(client)

    assert '<a href="https://www.youtube.com/watch?v=abcdefghijk"' in content
    assert "<iframe" not in content


def test_advertisements_promo_lines_and_scripts_stay_on_the_page(client):
    article = full_article()

    (entry,) = [e for e in read(client, "/feed/").entries if e.title == article.headline]

    content = entry.content[0].value
    assert "Three." in content
    assert "Advertisement" not in content
    assert "Write to us" not in content
    assert "<script" not in content


def test_corrections_stand_at_the_end(client):
    article = make_article(body="<p>It was Monday.</p>")
    for text, days in [("It was Tuesday.", -1), ("It will be known.", 1)]:
        Correction.objects.create(
            article=article,
            text=text,
            made_by=make_user(),
            published_at=timezone.now() + dt.timedelta(days=days),
        )

    content = content_of(client)

    assert content.index("It was Monday.") < content.index("It was Tuesday.")
    assert "Corrections and updates" in content
    assert "It will be known." not in content


def test_who_paid_is_told_in_the_title_and_in_the_story(client):
    make_article(headline="Buy ships", kind="sponsored", body='<p><a href="https://a.b/">a</a></p>')

    (entry,) = read(client, "/feed/").entries

    assert entry.title == "Sponsored: Buy ships"
    assert entry.content[0].value.startswith("<p><strong>Sponsored</strong></p>")
    assert 'rel="sponsored noopener"' in entry.content[0].value


def test_what_xml_forbids_is_left_out(client):
    author = make_author(name="Ana\x1f Pérez")
    image = make_image(credit="Kim\x0b Ito", caption="\ufffeA ship", alt_text='"\x01"')
    article = make_article(bylines=(Credit(author.pk),), lead_image=image, tags=("Ships",))
    Article.objects.update(
        headline="Bell\x07 \U0001f514 & <b>", standfirst="\x08\ufffe", body="<p>]]>\x0c\uffff</p>"
    )
    Tag.objects.update(name="Ships\x02")

    (entry,) = read(client, "/feed/").entries

    assert entry.title == "Bell \U0001f514 & <b>"
    assert entry.author == "Ana Pérez"
    assert entry.tags[0].term == "Ships"
    assert "<p>]]&gt;" in entry.content[0].value
    assert client.get(article.get_absolute_url()).status_code == 200


def test_hostile_text_in_every_field_is_only_text(client):
    make_publication(name=HOSTILE[:80], tagline=HOSTILE)
    image = make_image(caption=HOSTILE, credit=HOSTILE, alt_text=HOSTILE, place_line=HOSTILE)
    full_article(
        headline=HOSTILE,
        standfirst=HOSTILE,
        body=f"<p>{HOSTILE}</p>",
        lead_image=image,
        bylines=(Credit(make_author(name=HOSTILE).pk),),
        tags=(HOSTILE[:50],),
    )

    (entry,) = [e for e in read(client, "/feed/").entries if e.authors[0].name == HOSTILE]

    assert entry.title == HOSTILE
    assert words(entry.summary) == " ".join(HOSTILE.split())
    for html in (entry.summary, entry.content[0].value):
        assert "<script" not in html
        assert "<img src=x" not in html


@pytest.mark.parametrize("address", ["/sections/world/feed/", "/authors/ana/feed/", "/feed/"])
def test_a_feed_without_stories_is_a_feed(client, make_listed, address):
    feed = read(client, address)

    assert feed.entries == []
    assert "updated" not in feed.feed


@pytest.mark.parametrize(
    "address",
    ["/sections/none/feed/", "/tags/none/feed/", "/tags/ships/feed/", "/authors/no/feed/"],
)
def test_what_there_is_not_and_a_tag_of_drafts_alone_have_no_feed(client, make_listed, address):
    make_listed(published_at=None)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_only_read(client, make_listed, address):
    make_listed()

    assert client.post(address).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"), [(FEEDS[0], 7), (FEEDS[1], 8), (FEEDS[2], 8), (FEEDS[3], 8)]
)
def test_any_number_of_stories_takes_the_same_queries(
    client, make_listed, django_assert_num_queries, address, queries, count
):
    make_publication()
    for _ in range(count):
        body = f'<p>One</p><figure data-image="{make_image().pk}"></figure>'
        article = make_listed(body=body)
        Correction.objects.create(article=article, text="Wrong", made_by=make_user())

    with django_assert_num_queries(queries):
        response = client.get(address)

    assert response.content.count(b"<item>") == count


def test_who_has_the_feed_is_not_sent_it_again(client):
    make_article(published_at=MAY)
    first = client.get("/feed/")

    again = client.get("/feed/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda story: Article.objects.update(updated_at=timezone.now()), id="updated"),
        pytest.param(
            lambda story: publishing.withdraw(story, by=make_user(), reason="Wrong."),
            id="withdrawn",
        ),
        pytest.param(lambda story: Author.objects.update(name="Another"), id="author renamed"),
        pytest.param(lambda story: Image.objects.update(credit="Another"), id="credit corrected"),
        pytest.param(
            lambda story: Correction.objects.create(
                article=story, text="It was Tuesday.", made_by=make_user()
            ),
            id="corrected",
        ),
    ],
)
def test_whatever_changed_is_sent_to_those_who_have_the_feed(client, change):
    story = make_article(published_at=MAY)
    first = client.get("/feed/")
    change(story)

    again = client.get(
        "/feed/",
        headers={
            "If-None-Match": first["ETag"],
            "If-Modified-Since": http_date(timezone.now().timestamp()),
        },
    )

    assert again.status_code == 200
