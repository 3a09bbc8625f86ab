import datetime as dt
import html
import itertools
import json
import re

import pytest
from django.utils import timezone

from articles.document import Credit, Related
from articles.models import Article, Correction
from newsroom.models import AdSlot, Page, PromoLine
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

MAY = dt.datetime(2026, 5, 3, 14, 5, tzinfo=dt.UTC)
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


def read(client, article):
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def words(markup):
    """The text of some HTML as a reader sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def piece(markup, start, end):
    """The part of a page from one mark to the next."""
    assert start in markup, f"{start} is not on the page"
    return start + markup.split(start, 1)[1].split(end, 1)[0] + end


def structured_data(markup):
    return json.loads(piece(markup, '<script type="application/ld+json">', "</script>")[35:-9])


def meta(markup, name):
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', markup)
    return found and html.unescape(found[1])


def full_article(**overrides):
    """A story with everything on it, in a publication with all its furniture."""
    publication = make_publication(
        promo_after=1, social_links=[{"label": "Mastodon", "url": "https://example.social/@test"}]
    )
    PromoLine.objects.create(
        publication=publication, text="Write to us", url="https://example.org/write"
    )
    for place, paragraph in [("paragraph", 2), ("authors", None), ("end", None)]:
        AdSlot.objects.create(
            publication=publication,
            place=place,
            paragraph=paragraph,
            image=make_image(600, 500),
            url="https://example.com/offer",
        )
    Page.objects.create(title="Ethics", slug="ethics")
    section = make_section(name="Smart Bombs", line="Smart Bombs: Military and Defense")
    next_one = make_article(section=section, headline="Next in the section")
    inside = make_image(caption="Inside", credit="Bo Lund")
    author = make_author(
        name="Ana Pérez",
        title="Defense editor",
        sign_off="Ana Pérez writes about ships.",
        bio="Ana has been at sea.\n\nShe lives ashore.",
        portrait=make_image(credit="Studio Nine"),
    )
    fields = {
        "headline": "The headline",
        "standfirst": "The standfirst",
        "body": "<p>One.</p><h2>A subhead</h2><p>Two.</p>"
        f'<figure data-image="{inside.pk}"></figure><p>Three.</p>',
        "section": section,
        "lead_image": make_image(
            caption="The lead caption", credit="Kim Ito", place_line="Kyiv, Ukraine"
        ),
        "bylines": (
            Credit(author.pk),
            Credit(make_author(name="Bo Lund").pk),
            Credit(make_author(name="Kim Ito").pk, role="photographs"),
        ),
        "tags": ("Ships",),
        "related": (Related(url="https://example.org/r", title="The report"),),
        "published_at": MAY,
        "updated_at": MAY + dt.timedelta(hours=2),
    } | overrides
    article = make_article(**fields)
    Article.objects.filter(pk=next_one.pk).update(published_at=MAY - dt.timedelta(days=1))
    for number in range(3):
        make_article(section=section, published_at=MAY - dt.timedelta(days=2 + number))
    Correction.objects.create(
        article=article, text="It was Tuesday.", made_by=make_user(), published_at=MAY
    )
    return article


def test_every_part_stands_in_its_order(client):
    page = words(read(client, full_article()))

    parts = [
        "The Daily Test",
        "Connect with us",
        "Smart Bombs",
        "Smart Bombs: Military and Defense",
        "The headline",
        "The standfirst",
        "By Ana Pérez and Bo Lund",
        "Photographs by Kim Ito",
        "Published 3 May 2026, 14:05 UTC",
        "Updated 3 May 2026, 16:05 UTC",
        "E-mail",
        "Kyiv, Ukraine",
        "The lead caption",
        "Image Credit: Kim Ito",
        "One.",
        "( Write to us )",
        "A subhead",
        "Two.",
        "Advertisement",
        "Inside",
        "Image Credit: Bo Lund",
        "Three.",
        "Corrections and updates",
        "It was Tuesday.",
        "More: The report",
        "More: Next in the section",
        "Ana Pérez writes about ships.",
        "Written By",
        "Image Credit: Studio Nine",
        "Ana Pérez",
        "Defense editor",
        "Ana has been at sea.",
        "She lives ashore.",
        "Advertisement",
        "Tags",
        "Ships",
        "More in Smart Bombs",
        "Advertisement",
        "Ethics",
        "Mastodon",
    ]
    place = 0
    for part in parts:
        assert part in page[place:], f"“{part}” is missing after “{page[place - 40 : place]}”"
        place = page.index(part, place) + len(part)


def test_the_headline_is_the_only_h1(client):
    page = read(client, full_article())

    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == ["The headline"]


def test_no_heading_skips_a_level(client):
    levels = [int(level) for level in re.findall(r"<h([1-6])", read(client, full_article()))]

    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_the_search_box_asks_what_you_are_looking_for(client):
    page = read(client, make_article())

    form = piece(page, '<form class="search"', "</form>")
    assert 'action="/search/"' in form
    assert 'placeholder="Hi, what are you looking for?"' in form


def test_the_section_line_may_be_longer_than_the_name(client):
    section = make_section(name="Bombs", slug="bombs", line="Smart Bombs: Defense")

    page = read(client, make_article(section=section))

    line = piece(page, '<p class="section-line">', "</p>")
    assert words(line) == "Smart Bombs: Defense"
    assert 'href="/sections/bombs/"' in line


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("news", ""),
        ("opinion", "Opinion"),
        ("analysis", "Analysis"),
        ("sponsored", "Sponsored"),
    ],
)
def test_what_is_no_news_says_so_at_the_section_line(client, kind, label):
    section = make_section(name="World")

    page = read(client, make_article(kind=kind, section=section))

    assert words(piece(page, '<p class="section-line">', "</p>")) == f"World {label}".strip()


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["A"], "By A"),
        (["A", "B"], "By A and B"),
        (["A", "B", "C"], "By A , B and C"),
    ],
)
def test_names_are_joined_in_good_english(client, names, line):
    bylines = tuple(Credit(make_author(name=name).pk) for name in names)

    page = read(client, make_article(bylines=bylines))

    assert words(piece(page, '<p class="byline-names">', "</p>")) == line


def test_each_role_has_its_line_and_writers_come_first(client):
    author, other = make_author(name="Ana"), make_author(name="Bo")
    bylines = (
        Credit(other.pk, role="translation"),
        Credit(author.pk, role="photographs"),
        Credit(author.pk),
    )

    page = read(client, make_article(bylines=bylines))

    lines = re.findall(r'<p class="byline-names">.*?</p>', page, re.DOTALL)
    assert [words(line) for line in lines] == [
        "By Ana",
        "Photographs by Ana",
        "Translated by Bo",
    ]


def test_an_author_in_two_roles_has_one_box(client):
    author = make_author(name="Ana", bio="Ana was there.", sign_off="Ana signs.")
    bylines = (Credit(author.pk), Credit(author.pk, role="photographs"))

    page = read(client, make_article(bylines=bylines))

    assert page.count("Ana was there.") == 1
    assert page.count("Ana signs.") == 1


def test_a_story_never_updated_says_only_when_it_was_published(client):
    page = read(client, make_article(published_at=MAY))

    dates = piece(page, '<p class="dates">', "</p>")
    assert words(dates) == "Published 3 May 2026, 14:05 UTC"
    assert 'datetime="2026-05-03T14:05:00+00:00"' in dates


def test_times_are_the_sites_own(client, settings):
    settings.TIME_ZONE = "Europe/Kyiv"

    page = read(client, make_article(published_at=MAY))

    assert "3 May 2026, 17:05 EEST" in page


def test_share_links_load_nothing_from_others(client):
    page = read(client, make_article(headline="Ships & ports"))

    share = piece(page, '<nav class="share"', "</nav>")
    assert "mailto:?subject=Ships%20%26%20ports" in share
    assert re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(https?://[^"]*)', page) == [
        meta(page, "og:url")
    ]


def test_the_credit_is_printed_without_a_caption(client):
    image = make_image(caption="", place_line="", credit="Kim Ito")

    page = read(client, make_article(lead_image=image))

    assert words(piece(page, "<figcaption>", "</figcaption>")) == "Image Credit: Kim Ito"


def test_the_caption_of_this_use_takes_the_place_of_the_librarys(client):
    image = make_image(caption="In the library")

    page = read(client, make_article(lead_image=image, lead_caption="In this story"))

    caption = words(piece(page, "<figcaption>", "</figcaption>"))
    assert "In this story" in caption
    assert "In the library" not in page


def test_a_decorative_lead_image_has_an_empty_alternative(client):
    image = make_image(alt_text="A ship")

    page = read(client, make_article(lead_image=image, lead_decorative=True))

    assert 'alt=""' in piece(page, '<figure class="lead-image">', "</figure>")
    assert "A ship" not in page


def test_a_story_without_a_lead_image_has_no_empty_place_for_it(client):
    page = read(client, make_article(lead_image=None))

    assert "<figure" not in page
    assert meta(page, "og:image") is None
    assert "image" not in structured_data(page)


def test_the_promo_line_stands_in_parentheses_after_its_paragraph(client):
    publication = make_publication(promo_after=2)
    PromoLine.objects.create(publication=publication, text="Join us", url="https://example.org/j")

    page = read(client, make_article(body="<p>One.</p><p>Two.</p><p>Three.</p>"))

    assert words(piece(page, "<p>One.", "Three.")) == "One. Two. ( Join us ) Three."
    assert '(<a href="https://example.org/j">Join us</a>)' in page


def test_in_a_shorter_story_the_promo_line_follows_the_last_paragraph(client):
    publication = make_publication(promo_after=9)
    PromoLine.objects.create(publication=publication, text="Join us", url="https://example.org/j")

    page = read(client, make_article(body="<p>One.</p><p>Two.</p>"))

    assert words(piece(page, "<p>One.", "</div>")) == "One. Two. ( Join us )"


def test_a_promo_line_that_has_ended_is_gone(client):
    publication = make_publication(promo_after=1)
    PromoLine.objects.create(
        publication=publication,
        text="Join us",
        url="https://example.org/j",
        starts_at=timezone.now() - dt.timedelta(days=2),
        ends_at=timezone.now() - dt.timedelta(days=1),
    )

    assert "Join us" not in read(client, make_article())


def test_an_advertisement_is_labelled_sized_and_marked_as_paid(client):
    publication = make_publication()
    AdSlot.objects.create(
        publication=publication,
        place="authors",
        width=300,
        height=250,
        image=make_image(600, 500),
        url="https://example.com/offer",
    )

    page = read(client, make_article())

    ad = piece(page, '<div class="ad"', "</div>")
    assert words(ad) == "Advertisement"
    assert '<a href="https://example.com/offer" rel="sponsored noopener">' in ad
    assert 'width="300"' in ad
    assert 'height="250"' in ad


def test_a_slot_without_a_house_ad_prints_nothing(client):
    AdSlot.objects.create(publication=make_publication(), place="end")

    assert "Advertisement" not in read(client, make_article())


def test_two_advertisements_after_one_paragraph_follow_each_other(client):
    publication = make_publication()
    for name in ("first", "second"):
        AdSlot.objects.create(
            publication=publication,
            place="paragraph",
            paragraph=1,
            image=make_image(),
            url=f"https://example.com/{name}",
        )

    page = read(client, make_article(body="<p>One.</p><p>Two.</p>"))

    body = piece(page, "<p>One.", "<p>Two.")
    assert re.findall(r"https://example.com/\w+", body) == [
        "https://example.com/first",
        "https://example.com/second",
    ]


def test_more_links_are_one_a_line_and_begin_with_more(client):
    section = make_section()
    make_article(section=section, headline="A story of ours")
    outside = Related(url="https://example.org/report", title="The report")

    page = read(client, make_article(section=section, related=(outside,)))

    lines = re.findall(r"<li>(.*?)</li>", piece(page, '<nav class="more"', "</nav>"), re.DOTALL)
    assert [words(line) for line in lines] == ["More: The report", "More: A story of ours"]
    assert 'rel="noopener"' in lines[0]


def test_a_changed_bio_shows_at_once(client):
    author = make_author(bio="Before.", title="Reporter")
    article = make_article(bylines=(Credit(author.pk),))
    assert "Before." in read(client, article)

    author.bio, author.title = "After.", "Editor"
    author.save()

    page = read(client, article)
    assert "After." in page
    assert "Editor" in page
    assert "Before." not in page


# What machines read


def test_structured_data_tells_the_facts_of_the_page(client, settings):
    settings.SITE_URL = "https://paper.example"
    author = make_author(name="Ana Pérez", slug="ana", title="Editor")
    article = make_article(
        headline="The headline",
        standfirst="In short",
        slug="the-headline",
        section=make_section(name="World"),
        bylines=(Credit(author.pk),),
        lead_image=make_image(credit="Kim Ito", caption="A ship"),
        tags=("Ships", "Ports"),
        published_at=MAY,
        updated_at=MAY + dt.timedelta(hours=1),
    )
    make_publication(name="The Paper")

    data = structured_data(read(client, article))

    image = data.pop("image")
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": "https://paper.example/2026/05/the-headline/",
        "url": "https://paper.example/2026/05/the-headline/",
        "headline": "The headline",
        "description": "In short",
        "datePublished": "2026-05-03T14:05:00+00:00",
        "dateModified": "2026-05-03T15:05:00+00:00",
        "author": [
            {
                "@type": "Person",
                "name": "Ana Pérez",
                "url": "https://paper.example/authors/ana/",
                "jobTitle": "Editor",
            }
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "The Paper",
            "url": "https://paper.example/",
        },
        "articleSection": "World",
        "keywords": ["Ports", "Ships"],
        "isAccessibleForFree": True,
    }
    assert image["creditText"] == "Kim Ito"
    assert image["caption"] == "A ship"
    assert image["url"].startswith("https://paper.example/pictures/")


def test_open_graph_tells_the_same(client, settings):
    settings.SITE_URL = "https://paper.example"
    article = make_article(
        headline="The headline", standfirst="In short", slug="the-headline", published_at=MAY
    )

    page = read(client, article)

    data = structured_data(page)
    assert meta(page, "og:type") == "article"
    assert meta(page, "og:title") == data["headline"]
    assert meta(page, "og:description") == data["description"]
    assert meta(page, "og:url") == data["url"]
    assert meta(page, "og:image") == data["image"]["url"]
    assert meta(page, "article:published_time") == data["datePublished"]
    assert meta(page, "twitter:card") == "summary_large_image"


def test_titles_for_search_and_social_take_the_headlines_place(client):
    article = make_article(
        headline="The headline",
        search_title="For searchers",
        search_description="What they find",
        social_title="For friends",
        social_description="What they say",
    )

    page = read(client, article)

    assert "<title>For searchers — " in page
    assert meta(page, "description") == "What they find"
    assert meta(page, "og:title") == "For friends"
    assert meta(page, "og:description") == "What they say"


def test_canonical_is_the_own_address_or_that_of_the_source(client, settings):
    settings.SITE_URL = "https://paper.example"
    own = make_article(slug="own", published_at=MAY)
    reprint = make_article(canonical_url="https://example.org/first-here")

    assert '<link rel="canonical" href="https://paper.example/2026/05/own/">' in read(client, own)
    assert '<link rel="canonical" href="https://example.org/first-here">' in read(client, reprint)


# Nothing that somebody typed becomes markup


def test_hostile_text_in_every_field_is_only_text(client):
    make_publication(name=HOSTILE[:80], tagline=HOSTILE, footer_text=HOSTILE, promo_after=1)
    image = make_image(caption=HOSTILE, credit=HOSTILE, alt_text=HOSTILE, place_line=HOSTILE)
    article = full_article(
        headline=HOSTILE,
        standfirst=HOSTILE,
        search_title=HOSTILE,
        social_title=HOSTILE,
        body=f"<p>{HOSTILE}</p>",
        section=make_section(name=HOSTILE[:60], line=HOSTILE),
        lead_image=image,
        lead_caption=HOSTILE,
        lead_alt=HOSTILE,
        bylines=(
            Credit(
                make_author(
                    name=HOSTILE, title=HOSTILE, bio=HOSTILE, sign_off=HOSTILE, portrait=image
                ).pk
            ),
        ),
        tags=(HOSTILE[:50],),
        related=(Related(url="https://example.org/r", title=HOSTILE),),
    )
    Correction.objects.create(article=article, text=HOSTILE, made_by=make_user())
    PromoLine.objects.update(text=HOSTILE)

    page = read(client, article)

    data, *own = re.findall(r"<script\b[^>]*>", page)
    assert data == '<script type="application/ld+json">'
    assert len(own) == 1
    assert 'src="/static/site/' in own[0]
    assert "<img src=x" not in page
    assert structured_data(page)["headline"] == HOSTILE


# Who reads it, and how


@pytest.mark.parametrize("number", [1, 3])
def test_eight_queries_with_everything_on_it(client, django_assert_num_queries, number):
    images = [make_image() for _ in range(number)]
    stories = [make_article() for _ in range(number)]
    article = full_article(
        body="<p>One.</p>" + "".join(f'<figure data-image="{i.pk}"></figure>' for i in images),
        bylines=tuple(Credit(make_author(portrait=image).pk) for image in images),
        tags=tuple(f"tag {n}" for n in range(number)),
        related=tuple(Related(story=story.pk) for story in stories),
    )

    with django_assert_num_queries(8):
        client.get(article.get_absolute_url())


def test_no_picture_in_the_body_saves_a_query(client, django_assert_num_queries):
    article = full_article(body="<p>One.</p>")

    with django_assert_num_queries(7):
        client.get(article.get_absolute_url())


def test_the_page_is_the_same_for_everybody(client):
    article = make_article()
    stranger = client.get(article.get_absolute_url())

    client.force_login(make_user("Publisher"))
    editor = client.get(article.get_absolute_url())

    assert editor.content == stranger.content
    for response in (stranger, editor):
        assert "Set-Cookie" not in response
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_a_known_page_is_not_sent_again(client):
    article = make_article()
    first = client.get(article.get_absolute_url())

    second = client.get(article.get_absolute_url(), headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 304
    assert second.content == b""


def test_a_changed_page_is_sent_again(client):
    article = make_article()
    first = client.get(article.get_absolute_url())
    Article.objects.filter(pk=article.pk).update(headline="Changed")

    second = client.get(article.get_absolute_url(), headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 200
    assert "Changed" in second.content.decode()


def test_any_cache_may_keep_the_page_but_has_to_ask(client):
    response = client.get(make_article().get_absolute_url())

    assert response["Cache-Control"] == "max-age=0, must-revalidate"


def test_a_head_request_is_answered(client):
    response = client.head(make_article().get_absolute_url())

    assert response.status_code == 200
    assert response.content == b""


def test_nothing_can_be_posted_to_a_story(client):
    assert client.post(make_article().get_absolute_url()).status_code == 405


# Its address


def test_a_month_without_its_zero_leads_to_the_address(client):
    make_article(slug="ships", published_at=MAY)

    response = client.get("/2026/5/ships/")

    assert (response.status_code, response["Location"]) == (301, "/2026/05/ships/")


def test_an_address_without_its_slash_leads_to_the_story(client):
    article = make_article(slug="ships", published_at=MAY)

    response = client.get("/2026/05/ships")

    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())


def test_a_slug_may_be_in_any_script(client):
    article = make_article(slug="кораблі", published_at=MAY)

    assert client.get("/2026/05/кораблі/").status_code == 200
    assert client.get(article.get_absolute_url()).status_code == 200
    assert client.get("/2026/5/кораблі/")["Location"] == article.get_absolute_url()


@pytest.mark.parametrize(
    "address",
    [
        "/2026/05/unknown/",
        "/2026/06/ships/",
        "/2025/05/ships/",
        "/2026/13/ships/",
        "/2026/5/unknown/",
        "/2026/05/%00/",
        "/٢٠٢٦/05/ships/",
    ],
)
def test_another_address_is_not_found(client, address):
    make_article(slug="ships", published_at=MAY)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("month", ["5", "05"])
@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"published_at": None}, id="draft"),
        pytest.param({"published_at": timezone.now() + dt.timedelta(days=1)}, id="scheduled"),
        pytest.param({"embargo_until": timezone.now() + dt.timedelta(days=1)}, id="embargoed"),
        pytest.param(
            {
                "published_at": timezone.now() + dt.timedelta(days=1),
                "withdrawn_at": timezone.now(),
                "withdrawn_reason": "Never to be seen.",
            },
            id="withdrawn before its time",
        ),
    ],
)
def test_what_is_not_public_is_not_found(client, facts, month):
    make_article(slug="secret", headline="A secret", published_at=MAY)
    Article.objects.update(**facts)

    response = client.get(f"/2026/{month}/secret/")

    assert response.status_code == 404
    assert "secret" not in response.content.decode().lower()


def test_a_withdrawn_story_is_gone_and_says_why(client):
    article = make_article(
        headline="Not so",
        body="<p>Wrong words.</p>",
        withdrawn_at=timezone.now(),
        withdrawn_reason="The source was <false>.",
    )

    response = client.get(article.get_absolute_url())

    page = response.content.decode()
    assert response.status_code == 410
    assert "The source was &lt;false&gt;." in page
    assert "Not so" not in page
    assert "Wrong words." not in page
    assert meta(page, "robots") == "noindex"


def test_a_withdrawal_to_come_leaves_the_story_up(client):
    article = make_article(
        withdrawn_at=timezone.now() + dt.timedelta(hours=1), withdrawn_reason="Rights end."
    )

    assert article.headline in read(client, article)
