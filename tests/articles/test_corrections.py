"""The page of all corrections."""

import datetime as dt
from dataclasses import replace
from html import unescape

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timezone import localtime

from articles import publishing, revising
from articles.models import Correction
from tests.articles.article_pages import piece, structured_data, words
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


def changed(story, **change):
    """The story with another text that went out with this change."""
    ana = make_user()
    newest = story.revisions.first().document
    revising.save(story, replace(newest, standfirst="Another."), by=ana)
    return publishing.publish(story, by=ana, change=publishing.Change(**change))


@pytest.mark.parametrize("kind", Correction.Kind)
def test_a_correction_stands_on_the_story_and_on_the_page_of_all(client, kind):
    story = make_article()

    changed(story, kind=kind, words="It was <Tuesday>.")

    told = Correction.objects.get()
    heading = f"{escape(kind.label)}, {date_format(localtime(told.published_at), 'j F Y')}"
    page = client.get(story.get_absolute_url()).content.decode()
    assert words(piece(page, f'id="correction-{told.pk}">', "</div>")).endswith(
        f"{unescape(heading)} It was <Tuesday>."
    )
    listed = client.get("/corrections/").content.decode()
    assert escape(kind.label) in listed
    assert "It was &lt;Tuesday&gt;." in listed


def test_a_correction_is_tied_to_the_text_that_made_the_change():
    story = make_article()

    changed(story, kind="correction", words="It was Tuesday.")

    story.refresh_from_db()
    assert Correction.objects.get().revision == story.live_revision


def test_readers_see_a_new_updated_time(client):
    story = make_article()

    changed(story, moves_updated=True)

    page = client.get(story.get_absolute_url()).content.decode()
    assert "Updated " in piece(page, '<p class="dates">', "</p>")


def test_a_small_fix_keeps_the_time_that_readers_see(client):
    story = make_article()
    before = structured_data(client.get(story.get_absolute_url()).content.decode())

    changed(story, moves_updated=False, kind="correction", words="A comma.")

    page = client.get(story.get_absolute_url()).content.decode()
    assert "Another." in page
    assert "Updated " not in piece(page, '<p class="dates">', "</p>")
    assert structured_data(page)["dateModified"] == before["dateModified"]
    assert "A comma." in page


@pytest.mark.parametrize("moves", [True, False])
def test_what_is_public_already_is_corrected_without_another_text(client, moves):
    story = make_article()

    change = publishing.Change(moves_updated=moves, kind="note", words="We were asked.")
    publishing.publish(story, by=make_user(), change=change)

    assert Correction.objects.get().text == "We were asked."
    story.refresh_from_db()
    assert (story.updated_at is not None) == moves


def test_without_words_nothing_is_told():
    changed(make_article(), kind="correction", words="")

    assert not Correction.objects.exists()
