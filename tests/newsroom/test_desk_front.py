"""The desk's first page: the day of whoever looks at it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.document import Credit
from authors.models import Author
from newsroom.desk_front import MOST, spoken
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 5, 12, 12, 0, tzinfo=dt.UTC)


def hours(number):
    return timezone.now() + dt.timedelta(hours=number)


def panels(client, user):
    """What the page shows, as the titles of its panels' rows."""
    client.force_login(user)
    shown = client.get("/admin/").context["panels"]
    return {panel.name: [row.title for row in panel.rows] for panel in shown}


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("Writer", ["drafts", "review", "scheduled", "today"]),
        ("Editor", ["drafts", "review", "scheduled", "today", "pictures"]),
        ("Picture editor", ["pictures"]),
        ("Bio editor", ["authors"]),
        ("Publisher", ["drafts", "review", "scheduled", "today", "pictures", "authors"]),
        (None, []),
    ],
)
def test_each_role_sees_its_own_day(client, role, names):
    assert list(panels(client, make_user(role))) == names


def test_an_editor_sees_own_drafts_first_then_the_newest(client):
    editor = make_user("Editor")
    for headline, by, saved in [
        ("Own, old", editor, -9),
        ("Another's, older", None, -3),
        ("Own, new", editor, -5),
        ("Another's, newer", None, -1),
    ]:
        make_article(headline=headline, by=by, published_at=None, saved_at=hours(saved))

    assert panels(client, editor)["drafts"] == [
        "Own, new",
        "Own, old",
        "Another's, newer",
        "Another's, older",
    ]


def test_a_writer_sees_the_drafts_begun_and_those_under_their_name(client):
    wren = make_user("Writer")
    make_article(headline="Another's", published_at=None)
    make_article(headline="Begun", by=wren, published_at=None, saved_at=hours(-1))
    signed = (Credit(make_author(user=wren).pk),)
    make_article(headline="Signed", bylines=signed, published_at=None, saved_at=hours(-2))

    assert panels(client, wren)["drafts"] == ["Begun", "Signed"]


def test_what_waits_longest_stands_first_in_review(client):
    make_article(headline="Since noon", published_at=None, submitted_at=hours(-1))
    make_article(headline="Since morning", published_at=None, submitted_at=hours(-5))

    shown = panels(client, make_user("Editor"))

    assert (shown["review"], shown["drafts"]) == (["Since morning", "Since noon"], [])


def test_a_writer_sees_their_own_in_review(client):
    wren = make_user("Writer")
    make_article(published_at=None, submitted_at=hours(-1))
    make_article(headline="Mine", by=wren, published_at=None, submitted_at=hours(-1))

    assert panels(client, wren)["review"] == ["Mine"]


def test_scheduled_stories_stand_in_the_order_in_which_they_go_out(client):
    make_article(headline="Third", published_at=hours(30))
    make_article(headline="First", published_at=hours(1))
    make_article(headline="Second", published_at=hours(-100), embargo_until=hours(20))
    make_article(
        headline="Never", published_at=hours(5), withdrawn_at=hours(-1), withdrawn_reason="No."
    )

    assert panels(client, make_user("Editor"))["scheduled"] == ["First", "Second", "Third"]


def test_published_today_begins_at_midnight_in_the_sites_zone(client, settings, monkeypatch):
    settings.TIME_ZONE = "Pacific/Auckland"
    monkeypatch.setattr(timezone, "now", lambda: NOON + dt.timedelta(hours=3))
    make_article(headline="Yesterday there", published_at=NOON - dt.timedelta(minutes=1))
    make_article(headline="Today there", published_at=NOON)
    make_article(
        headline="Freed today", published_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC),
        embargo_until=NOON + dt.timedelta(minutes=5),
    )  # fmt: skip

    assert panels(client, make_user("Editor"))["today"] == ["Freed today", "Today there"]


def test_a_published_story_has_a_way_to_the_site(client):
    story = make_article(published_at=timezone.now())
    client.force_login(make_user("Editor"))

    page = client.get("/admin/").text

    assert f'<a href="{story.get_absolute_url()}">On the site' in page


def test_pictures_say_what_they_lack(client):
    make_image()
    make_image(credit="", alt_text="A crane", uploaded_at=hours(-1))
    make_image(caption="A quay", alt_text="", credit="", uploaded_at=hours(-2))
    client.force_login(make_user("Picture editor"))

    (panel,) = client.get("/admin/").context["panels"]

    assert [(row.title, row.notes) for row in panel.rows] == [
        ("A crane", ["no credit"]),
        ("A quay", ["no credit", "no alternative text"]),
    ]


def test_authors_say_what_they_lack_unless_they_have_left(client):
    make_author(bio="Writes.", portrait=make_image())
    make_author(name="Ana", bio="Writes.")
    make_author(name="Bo", standing=Author.Standing.GUEST)
    make_author(name="Gone", standing=Author.Standing.FORMER)
    client.force_login(make_user("Bio editor"))

    (panel,) = client.get("/admin/").context["panels"]

    assert [(row.title, row.notes) for row in panel.rows] == [
        ("Ana", ["no portrait"]),
        ("Bo", ["no bio", "no portrait"]),
    ]


def test_each_way_to_the_rest_leads_to_the_same_things(client):
    publisher = make_user("Publisher")
    make_article(headline="Draft", published_at=None)
    make_article(headline="In review", published_at=None, submitted_at=hours(-1))
    make_article(headline="Ahead", published_at=hours(1))
    make_article(headline="Out", published_at=timezone.now())
    make_image(caption="Without credit", credit="")
    Author.objects.update(bio="Writes.", portrait=make_image())
    make_author(name="No bio")
    client.force_login(publisher)

    for panel in client.get("/admin/").context["panels"]:
        listed = client.get(panel.rest_address).context["cl"].result_list
        assert [str(record) for record in listed] == [row.title for row in panel.rows]


def test_a_panel_ends_after_a_few_rows(client):
    editor = make_user("Editor")
    section, byline = make_section(), (Credit(make_author().pk),)
    for _ in range(MOST + 1):
        make_article(section=section, bylines=byline, published_at=None, by=editor)

    assert len(panels(client, editor)["drafts"]) == MOST


@pytest.mark.parametrize(("role", "queries"), [("Writer", 12), ("Editor", 13), ("Publisher", 13)])
@pytest.mark.parametrize("items", [1, 3])
def test_the_page_costs_the_same_for_one_thing_and_for_three(
    client, django_assert_num_queries, role, queries, items
):
    make_publication()
    user = make_user(role)
    for _ in range(items):
        for moments in [
            {"published_at": None},
            {"published_at": None, "submitted_at": hours(-1)},
            {"published_at": hours(5)},
            {"published_at": timezone.now()},
        ]:
            make_article(by=user, lead_image=make_image(credit=""), **moments)
    client.force_login(user)

    with django_assert_num_queries(queries):
        page = client.get("/admin/")

    sizes = {len(panel.rows) for panel in page.context["panels"] if panel.name == "scheduled"}
    assert sizes == {items}


def test_an_empty_day_says_something_kind(client):
    client.force_login(make_user("Publisher"))

    page = client.get("/admin/").text

    assert "The next story begins with a headline." in page
    assert "Nothing waits to be read." in page
    assert "Every picture has its credit and its description. Thank you." in page
    assert "All drafts" not in page


def test_somebody_without_a_role_is_told_what_to_do(client):
    client.force_login(make_user())

    assert "A publisher gives you a role" in client.get("/admin/").text


@pytest.mark.parametrize(
    ("role", "lists"),
    [
        ("Writer", ["Stories", "Images", "Sections", "Tags"]),
        ("Bio editor", ["Images", "Authors"]),
        ("Picture editor", ["Images"]),
    ],
)
def test_the_ways_to_the_lists_are_those_that_are_open(client, role, lists):
    client.force_login(make_user(role))

    page = client.get("/admin/")

    assert [str(way["name"]) for way in page.context["ways"]] == lists


@pytest.mark.parametrize(("role", "may"), [("Writer", True), ("Bio editor", False)])
def test_who_may_write_has_one_button_for_it(client, role, may):
    client.force_login(make_user(role))

    page = client.get("/admin/").text

    assert page.count("Write a story") == may


def test_the_page_of_each_room_still_answers(client):
    client.force_login(make_user("Publisher"))

    pages = [client.get(reverse("admin:app_list", args=[room])) for room in ("articles", "media")]

    assert [page.status_code for page in pages] == [200, 200]
    assert "Stories" in pages[0].text


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOON, "today 12:00"),
        (NOON - dt.timedelta(hours=13), "yesterday 23:00"),
        (NOON + dt.timedelta(days=1), "tomorrow 12:00"),
        (NOON + dt.timedelta(days=2), "Thu 14 May 12:00"),
        (NOON - dt.timedelta(days=365), "Mon 12 May 2025 12:00"),
    ],
)
def test_a_moment_is_told_as_people_say_it(monkeypatch, moment, words):
    monkeypatch.setattr(timezone, "now", lambda: NOON)

    assert spoken(moment) == words
