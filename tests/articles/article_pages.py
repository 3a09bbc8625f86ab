"""A story with everything on it, and ways to look into its page."""

import datetime as dt
import html
import json
import re

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
