"""What stands on the page of a story, and where."""

import datetime as dt
import itertools
import re

import pytest
from django.utils import timezone

from articles.document import Credit, Related
from articles.models import Correction
from newsroom.models import AdSlot, PromoLine
from tests.articles.article_pages import (
    MAY,
    full_article,
    meta,
    piece,
    read,
    structured_data,
    words,
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


def test_every_part_stands_in_its_order(client):
    page = words(read(client, full_article()))

    parts = [
        "The Daily Test",
        "Smart Bombs",
        "Connect with us",
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
        "Inside",
        "Image Credit: Bo Lund",
        "Three.",
        "Advertisement",
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


def test_a_corrected_story_says_so_at_its_head_and_leads_to_the_note(client):
    article = make_article()
    for days, kind in enumerate(["correction", "correction", "update"]):
        note = Correction.objects.create(
            article=article,
            kind=kind,
            text=f"Told on day {days}.",
            made_by=make_user(),
            published_at=MAY + dt.timedelta(days=days),
        )

    page = read(client, article)

    corrected = article.corrections.get(text="Told on day 1.")
    assert f'<a href="#correction-{corrected.pk}">Corrected <time' in page
    assert "Corrected 4 May 2026" in words(piece(page, '<p class="dates">', "</p>"))
    assert f'id="correction-{corrected.pk}"' in page
    assert f"#correction-{note.pk}" not in page


def test_a_story_with_updates_alone_is_not_called_corrected(client):
    article = make_article()
    Correction.objects.create(
        article=article, kind="update", text="More is known.", made_by=make_user(), published_at=MAY
    )

    assert "Corrected" not in read(client, article)


def test_the_section_of_a_story_is_marked_in_the_navigation(client):
    make_section(name="Arts", slug="arts")
    article = make_article(section=make_section(name="World", slug="world"))

    page = read(client, article)

    navigation = piece(page, '<nav class="sections"', "</nav>")
    assert '<a href="/sections/world/" aria-current="true">World</a>' in navigation
    assert navigation.count("aria-current") == 1


def test_times_are_the_sites_own(client, settings):
    article = make_article(published_at=MAY)
    assert "3 May 2026, 14:05 UTC" in read(client, article)

    settings.TIME_ZONE = "Europe/Kyiv"

    assert "3 May 2026, 17:05 EEST" in read(client, article)


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
