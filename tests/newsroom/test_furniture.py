import datetime as dt

import pytest
from django.utils import timezone

from newsroom.furniture import load_furniture
from newsroom.models import AdSlot, Page, PromoLine, Publication
from tests.builders import make_image, make_publication, make_section

pytestmark = pytest.mark.django_db


def make_everything():
    publication = make_publication(
        name="The Paper",
        logo=make_image(),
        social_links=[{"label": "Mastodon", "url": "https://example.social/@paper"}],
        footer_text="Printed daily.",
        promo_after=4,
    )
    make_section(name="Second", slug="second", position=2)
    make_section(name="First", slug="first", position=1)
    Page.objects.create(title="Ethics", slug="ethics", position=2)
    Page.objects.create(title="About", slug="about", position=1)
    Page.objects.create(title="Hidden", slug="hidden", in_footer=False)
    PromoLine.objects.create(
        publication=publication, text="Join us", url="https://example.org/join"
    )
    AdSlot.objects.create(
        publication=publication,
        place="paragraph",
        paragraph=2,
        image=make_image(600, 500, alt_text="An offer"),
        url="https://example.com/offer",
    )
    return publication


def test_everything_comes_in_one_query(django_assert_num_queries):
    publication = make_everything()

    with django_assert_num_queries(1):
        furniture = load_furniture()
        slot = furniture.ads_in_the_story[0]
        said = (
            str(furniture),
            furniture.tagline,
            furniture.logo.pk,
            [section.get_absolute_url() for section in furniture.navigation],
            furniture.social_links[0]["label"],
            [page.get_absolute_url() for page in furniture.footer_pages],
            furniture.footer_text,
            (furniture.promo_line.text, furniture.promo_line.url, furniture.promo_after),
            (slot.width, slot.height, slot.url, slot.image.alt_text),
        )

    assert said == (
        "The Paper",
        "All that is tested",
        publication.logo_id,
        ["/sections/first/", "/sections/second/"],
        "Mastodon",
        ["/about/", "/ethics/"],
        "Printed daily.",
        ("Join us", "https://example.org/join", 4),
        (300, 250, "https://example.com/offer", "An offer"),
    )


def test_a_house_ads_picture_is_found_at_its_own_address():
    make_everything()

    image = load_furniture().ads_in_the_story[0].image

    assert image.renditions() == AdSlot.objects.get().image.renditions()


def test_a_site_without_a_record_has_a_name_and_writes_none():
    make_section(name="World")
    Page.objects.create(title="About", slug="about")

    furniture = load_furniture()

    assert furniture.name == "Newsroom"
    assert [section.name for section in furniture.navigation] == ["World"]
    assert [page.title for page in furniture.footer_pages] == ["About"]
    assert not Publication.objects.exists()


def test_a_slot_without_a_house_ad_is_left_out():
    AdSlot.objects.create(publication=make_publication(), place="end")

    assert load_furniture().ad_slots == ()


@pytest.mark.parametrize(
    ("starts", "ends", "is_shown"),
    [
        (-1, None, True),
        (-1, 1, True),
        (1, None, False),
        (-2, -1, False),
    ],
)
def test_the_promo_line_is_the_current_one(starts, ends, is_shown):
    now = timezone.now()
    PromoLine.objects.create(
        publication=make_publication(),
        text="Join us",
        url="https://example.org/",
        starts_at=now + dt.timedelta(days=starts),
        ends_at=ends and now + dt.timedelta(days=ends),
    )

    assert bool(load_furniture().promo_line) == is_shown


def test_of_two_promo_lines_the_one_that_began_last_is_shown():
    publication = make_publication()
    now = timezone.now()
    for days, text in [(1, "Newer"), (2, "Older")]:
        PromoLine.objects.create(
            publication=publication,
            text=text,
            url="https://example.org/",
            starts_at=now - dt.timedelta(days=days),
        )

    assert load_furniture().promo_line.text == "Newer"


def test_the_logo_stands_in_the_masthead_and_says_the_name(client):
    make_publication(name="The Harbour Post", logo=make_image(width=600, height=200))

    page = client.get("/").content.decode()

    masthead = page[page.index('class="masthead-name"') : page.index("</header>")]
    assert 'alt="The Harbour Post"' in masthead
    assert "/pictures/" in masthead
