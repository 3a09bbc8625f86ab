"""What search engines, sharing and parsers read of a story, whoever typed what."""

import datetime as dt
import re

import pytest

from articles.document import Credit, Related
from articles.models import Correction
from newsroom.models import PromoLine
from tests.articles.article_pages import (
    HOSTILE,
    MAY,
    full_article,
    meta,
    read,
    structured_data,
)
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db


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
    assert len(own) == 2
    assert all('src="/static/site/' in script for script in own)
    assert "<img src=x" not in page
    assert structured_data(page)["headline"] == HOSTILE
