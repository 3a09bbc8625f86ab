"""The archive by year and month."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.builders import make_article, make_publication

pytestmark = pytest.mark.django_db
UTC = dt.UTC


def make_story(year, month, day=15, hour=12, **overrides):
    return make_article(published_at=dt.datetime(year, month, day, hour, tzinfo=UTC), **overrides)


def test_a_month_shows_its_stories_and_no_others(client):
    make_story(2025, 4, 30, 23)
    first, last = make_story(2025, 5, 1, 0), make_story(2025, 5, 31, 23)
    make_story(2025, 6, 1, 0)

    page = client.get("/2025/05/").context["page"]

    assert list(page) == [last, first]


def test_a_year_shows_its_stories_and_the_months_that_have_any(client):
    make_story(2024, 12, 31, 23)
    march, december = make_story(2025, 3), make_story(2025, 12, 31, 23)
    make_story(2026, 1, 1, 0)

    response = client.get("/2025/")

    assert list(response.context["page"]) == [december, march]
    assert [month.month for month in response.context["months"]] == [12, 3]
    page = response.content.decode()
    assert '<a href="/2025/03/">March</a>' in page
    assert '<a class="pages-next" href="/2024/">2024 →</a>' in page
    assert '<a href="/2026/">← 2026</a>' in page


def test_the_neighbours_of_a_month_are_the_months_that_have_stories(client):
    make_story(2024, 2)
    make_story(2025, 5)
    make_story(2025, 11)

    page = client.get("/2025/05/").content.decode()

    assert '<a class="pages-next" href="/2024/02/">February 2024 →</a>' in page
    assert '<a href="/2025/11/">← November 2025</a>' in page


def test_a_month_is_the_month_of_the_sites_zone(client, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    story = make_story(2025, 4, 30, 20)

    assert list(client.get("/2025/05/").context["page"]) == [story]
    assert client.get("/2025/04/").status_code == 404


def test_the_latest_stories_lead_to_the_archive_of_their_year(client):
    make_story(2025, 5)

    page = client.get("/latest/").content.decode()

    assert '<a href="/2025/">Archive of 2025</a>' in page


def test_a_month_has_one_address(client):
    make_story(2025, 5)

    response = client.get("/2025/5/")

    assert response.status_code == 301
    assert response["Location"] == "/2025/05/"


@pytest.mark.parametrize("address", ["/2025/", "/2025/05/", "/2025/13/", "/2025/00/", "/0000/"])
def test_where_nothing_was_published_nothing_is_found(client, address):
    make_story(2024, 5)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/9999/", "/9999/12/"])
def test_the_end_of_the_calendar_is_no_fault(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "hidden",
    [
        {"embargo_until": timezone.now() + dt.timedelta(days=2)},
        {"withdrawn_at": timezone.now() - dt.timedelta(hours=1), "withdrawn_reason": "Wrong."},
    ],
    ids=["embargoed", "withdrawn"],
)
@pytest.mark.parametrize("address", ["/2025/", "/2025/05/"])
def test_what_is_not_public_is_not_in_the_archive(client, address, hidden):
    shown = make_story(2025, 5)
    make_story(2025, 5, **hidden)
    make_story(2025, 7, **hidden)

    response = client.get(address)

    assert list(response.context["page"]) == [shown]
    assert "July" not in response.content.decode()


def test_a_scheduled_story_is_not_in_the_archive(client):
    ahead = timezone.now() + dt.timedelta(days=40)
    make_article(published_at=ahead)

    assert client.get(f"/{ahead.year}/{ahead.month:02}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/2025/", 6), ("/2025/05/", 5)])
def test_a_page_of_the_archive_costs_the_same(
    client, django_assert_num_queries, address, queries, number
):
    make_publication()
    for month in range(5, 5 + number):
        make_story(2025, month)
        make_story(2025, 5)

    with django_assert_num_queries(queries):
        client.get(address)
