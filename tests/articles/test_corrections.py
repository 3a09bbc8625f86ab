"""The page of all corrections."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Correction
from tests.builders import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db


def make_correction(article=None, hours_ago=1, **overrides):
    facts = {
        "article": article or make_article(),
        "text": "It was Tuesday.",
        "published_at": timezone.now() - dt.timedelta(hours=hours_ago),
        "made_by": make_user(),
    }
    return Correction.objects.create(**facts | overrides)


def test_all_are_told_the_newest_first(client):
    older, newer = make_correction(hours_ago=9), make_correction(hours_ago=2)

    assert list(client.get("/corrections/").context["page"]) == [newer, older]


def test_each_names_its_story_kind_and_day(client):
    story = make_article(headline="The clock & the council")
    make_correction(story, kind="clarification", text="It was <slow>.")

    page = client.get("/corrections/").content.decode()

    assert f'<a href="{story.get_absolute_url()}">The clock &amp; the council</a>' in page
    assert "Clarification" in page
    assert "<p>It was &lt;slow&gt;.</p>" in page


@pytest.mark.parametrize(
    "hidden",
    [
        {"published_at": None},
        {"published_at": timezone.now() + dt.timedelta(days=2)},
        {"embargo_until": timezone.now() + dt.timedelta(days=2)},
        {"withdrawn_at": timezone.now() - dt.timedelta(hours=1), "withdrawn_reason": "Wrong."},
    ],
    ids=["draft", "scheduled", "embargoed", "withdrawn"],
)
def test_those_of_stories_that_are_not_public_are_not_told(client, hidden):
    make_correction(make_article(**hidden))

    assert list(client.get("/corrections/").context["page"]) == []


def test_one_that_is_dated_ahead_is_not_told_yet(client):
    make_correction(hours_ago=-5)

    page = client.get("/corrections/").content.decode()

    assert "Nothing has been corrected so far." in page


def test_further_ones_stand_on_further_pages(client):
    story = make_article()
    for hours in range(31):
        make_correction(story, hours_ago=hours + 1)

    following = client.get("/corrections/").context["page"].next

    assert len(client.get(f"/corrections/{following}").context["page"]) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same(client, django_assert_num_queries, number):
    make_publication()
    for _ in range(number):
        make_correction()

    with django_assert_num_queries(2):
        client.get("/corrections/")
