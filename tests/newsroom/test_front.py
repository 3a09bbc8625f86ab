"""What stands where on the front page."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.document import Credit
from articles.models import Article, RelatedLink, Section
from newsroom.front import laid_out
from tests.builders import make_article, make_author, make_image, make_publication, make_section

pytestmark = pytest.mark.django_db


def make_story(hours_ago, **overrides):
    """With a picture, so that it may lead."""
    at = timezone.now() - dt.timedelta(hours=hours_ago)
    return make_article(**{"published_at": at, "lead_image": make_image()} | overrides)


def front():
    return laid_out(list(Section.objects.all()))


def places(page):
    return [
        *([page.lead] if page.lead else []),
        *page.package,
        *page.latest,
        *page.opinions,
        *page.recent,
        *(story for block in page.blocks for story in block.stories),
    ]


def test_the_newest_story_with_a_picture_leads():
    make_story(1, lead_image=None)
    newest = make_story(2)
    make_story(3)

    assert front().lead == newest


@pytest.mark.parametrize("kind", ["opinion", "sponsored"])
def test_neither_opinion_nor_what_is_paid_for_leads(kind):
    make_story(1, kind=kind)
    news = make_story(2)

    assert front().lead == news


def test_without_any_picture_the_newest_leads():
    newest = make_story(1, lead_image=None)
    make_story(2, lead_image=None)

    assert front().lead == newest


def test_the_package_are_the_stories_that_the_lead_links_to():
    section = make_section()
    linked = make_story(900)
    make_story(2, section=section)
    lead = make_story(1, section=section)
    RelatedLink.objects.create(article=lead, story=linked, position=0)

    page = front()

    assert page.lead == lead
    assert page.package[0] == linked


def test_the_package_is_filled_up_from_the_leads_section():
    section = make_section()
    lead, second, third = (make_story(hours, section=section) for hours in (1, 2, 3))

    page = front()

    assert [page.lead, *page.package] == [lead, second, third]


def test_opinions_have_their_row_with_the_writers_portrait():
    make_story(1)
    author = make_author(name="Ana Pérez", portrait=make_image(credit="Studio Nine"))
    opinion = make_story(2, kind="opinion", bylines=(Credit(author.pk),))

    page = front()

    assert page.opinions == [opinion]
    assert page.opinions[0].bylines.all()[0].author.portrait.credit == "Studio Nine"


def test_each_section_shows_its_newest_and_an_empty_one_nothing():
    crowded, quiet = make_section(position=1), make_section(position=2)
    make_section(position=3)
    for hours in range(1, 30):
        make_story(hours, section=crowded)
    for hours in range(3):
        make_story(hours, section=crowded, kind="opinion")
    old = make_story(5000, section=quiet)

    blocks = front().blocks

    assert [block.section for block in blocks] == [crowded, quiet]
    assert [len(block.stories) for block in blocks] == [3, 1]
    assert blocks[1].stories == [old]


def test_what_stands_under_earlier_is_older_than_what_stands_under_latest():
    section = make_section()
    for hours in range(1, 25):
        make_story(hours, section=section, kind="opinion" if hours % 3 else "news")

    page = front()

    assert page.recent
    assert page.recent[0].published_at < page.latest[-1].published_at


def test_no_story_stands_twice():
    section = make_section()
    stories = [make_story(hours, section=section) for hours in range(1, 25)]
    for position, linked in enumerate(stories[1:4]):
        RelatedLink.objects.create(article=stories[0], story=linked, position=position)

    shown = places(front())

    assert len(shown) == len(set(shown))


@pytest.mark.parametrize(
    "hidden",
    [
        {"published_at": None},
        {"published_at": timezone.now() + dt.timedelta(days=9)},
        {"embargo_until": timezone.now() + dt.timedelta(days=9)},
        {"withdrawn_at": timezone.now() - dt.timedelta(hours=1), "withdrawn_reason": "Wrong."},
    ],
)
def test_what_is_not_public_stands_nowhere(hidden):
    section = make_section()
    shown = make_story(1, section=section)
    secret = make_story(2, section=section, **hidden)
    RelatedLink.objects.create(article=shown, story=secret, position=0)

    assert places(front()) == [shown]


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_whatever_the_number_of_stories(
    client, django_assert_num_queries, number
):
    make_publication()
    for _ in range(number):
        section = make_section()
        make_story(1, section=section)
        author = make_author(portrait=make_image())
        make_story(2, kind=Article.Kind.OPINION, section=section, bylines=(Credit(author.pk),))

    with django_assert_num_queries(5):
        client.get("/")
