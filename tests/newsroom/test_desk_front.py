"""The desk's first page: the day of whoever looks at it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.document import Credit
from articles.models import Article
from articles.moments import spoken, spoken_length
from authors import deeds
from authors.models import Author, Deed
from newsroom.desk_front import MOST
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

STORIES = ["review", "returned", "drafts", "due", "changed", "today"]
NOON = dt.datetime(2026, 5, 12, 12, 0, tzinfo=dt.UTC)


def hours(number):
    return timezone.now() + dt.timedelta(hours=number)


def panels(client, user):
    """What the page shows, as the titles of its panels' rows."""
    return {name: [row.title for row in panel.rows] for name, panel in day(client, user).items()}


def day(client, user):
    """The panels of the page by name, those that complain too."""
    client.force_login(user)
    context = client.get("/admin/").context
    return {panel.name: panel for panel in [*context["complaints"], *context["panels"]]}


def told(row):
    return [row.verb, row.told, *row.notes]


def ahead(**facts):
    """A story that the clock is set to, at the first of its moments."""
    moments = [facts[name] for name in ("published_at", "scheduled_at") if name in facts]
    return make_article(**({"due_at": min(moments)} | facts))


def with_change(moment, **facts):
    """A public story with a change that goes out, or was to, at this moment."""
    story = make_article(**facts)
    number = story.live_revision_id
    Article.objects.filter(pk=story.pk).update(
        scheduled_at=moment, scheduled_revision=number, due_at=moment, pending_since=hours(-1)
    )
    return story


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("Writer", STORIES),
        ("Editor", [*STORIES, "pictures"]),
        ("Picture editor", ["pictures"]),
        ("Bio editor", ["authors"]),
        ("Publisher", [*STORIES, "pictures", "authors"]),
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


def test_what_is_due_stands_in_the_order_of_its_moments_and_says_what_happens(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    section, byline = make_section(name="Town"), (Credit(make_author(name="Ana").pk),)
    facts = {"section": section, "bylines": byline}
    with_change(hours(2), headline="Second", **facts)
    ahead(headline="First", published_at=hours(1), **facts)
    make_article(
        headline="Third", withdrawn_at=hours(3), withdrawn_reason="No.", due_at=hours(3), **facts
    )
    make_article(headline="Nothing more", **facts)

    rows = day(client, make_user("Editor"))["due"].rows

    assert [(row.title, *told(row)) for row in rows] == [
        ("First", "goes out", "today 13:00", "Town", "Ana"),
        ("Second", "changes", "today 14:00", "Town", "Ana"),
        ("Third", "is withdrawn", "today 15:00", "Town", "Ana"),
    ]


def test_a_story_with_two_moments_ahead_tells_both(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    ahead(published_at=hours(1), withdrawn_at=hours(5), withdrawn_reason="Rights end.")

    (row,) = day(client, make_user("Editor"))["due"].rows

    assert told(row)[:3] == ["goes out", "today 13:00", "is withdrawn today 17:00"]


def test_a_story_that_is_withdrawn_before_its_hour_is_not_said_to_go_out(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    leaves = hours(1)
    ahead(published_at=hours(5), withdrawn_at=leaves, withdrawn_reason="No.", due_at=leaves)

    (row,) = day(client, make_user("Editor"))["due"].rows

    assert told(row)[:2] == ["is withdrawn", "today 13:00"]
    assert not any("goes out" in note for note in row.notes)


def test_the_moment_of_an_embargo_is_when_it_ends(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    ahead(published_at=hours(1), embargo_until=hours(4), due_at=hours(4))

    (row,) = day(client, make_user("Editor"))["due"].rows

    assert told(row)[:2] == ["goes out", "today 16:00"]


def test_a_change_that_is_not_done_at_its_moment_is_complained_of(client):
    with_change(timezone.now() - dt.timedelta(minutes=7), headline="Late")

    panel = day(client, make_user("Editor"))["late"]

    (row,) = panel.rows
    assert (panel.heading, row.title, row.verb) == ("Late", "Late", "should have changed")
    assert row.notes[0] == "7\N{NO-BREAK SPACE}min late"


def test_what_has_happened_by_itself_is_not_late_for_readers(client):
    moment = hours(-1)
    make_article(headline="Out", published_at=moment, due_at=moment)

    panel = day(client, make_user("Editor"))["late"]

    (row,) = panel.rows
    assert (panel.heading, row.verb) == ("Not in the log yet", "went out")
    assert row.notes[0] == "noted nowhere for 60\N{NO-BREAK SPACE}min"


def test_nothing_is_late_within_the_first_seconds(client):
    with_change(timezone.now() - dt.timedelta(seconds=3))

    assert "late" not in day(client, make_user("Editor"))


def test_nothing_late_is_left_once_the_clock_has_run(client):
    scheduled = make_article(published_at=None)
    editor = make_user("Editor")
    publishing.publish(scheduled, by=editor, at=hours(1))
    moment = hours(-1)
    Article.objects.update(published_at=moment, due_at=moment)
    before = panels(client, editor)

    publishing.apply_due()

    assert before["late"] == [str(scheduled)]
    assert "late" not in panels(client, editor)


def test_a_change_held_back_tells_the_reason(client):
    story = with_change(hours(-1), headline="Held")
    Article.objects.filter(pk=story.pk).update(held_back="No credit.", due_at=None)

    found = day(client, make_user("Editor"))

    assert [(row.title, row.words) for row in found["held"].rows] == [("Held", "No credit.")]
    assert "late" not in found


def test_what_was_returned_tells_the_note_and_is_no_draft_beside(client):
    wren = make_user("Writer")
    story = make_article(headline="Again", by=wren, published_at=None, submitted_at=hours(-1))
    publishing.send_back(story, by=make_user("Editor"), note="Name the second source.")

    found = day(client, wren)

    assert [(row.title, row.words) for row in found["returned"].rows] == [
        ("Again", "Name the second source.")
    ]
    assert found["drafts"].rows == []


def test_changes_that_readers_do_not_see_stand_newest_first(client):
    make_article(headline="Older", pending_since=hours(-5))
    make_article(headline="Newer", pending_since=hours(-1))
    make_article(headline="Seen")
    make_article(
        headline="Gone", pending_since=hours(-1), withdrawn_at=hours(-1), withdrawn_reason="No."
    )

    assert panels(client, make_user("Editor"))["changed"] == ["Newer", "Older"]


def test_a_writer_sees_nothing_of_others(client):
    with_change(hours(1))
    with_change(hours(-1))
    held = with_change(hours(-1))
    Article.objects.filter(pk=held.pk).update(held_back="No credit.", due_at=None)
    make_article(published_at=None, returned_at=hours(-1), returned_note="Again.")

    found = panels(client, make_user("Writer"))

    assert found == {name: [] for name in STORIES}


def test_how_late_the_clock_was_is_told_in_seconds(client):
    editor = make_user("Editor")
    story = make_article()
    for late_by in (0.2, 0.4, 1.2):
        deeds.note(story, Deed.Kind.PUBLISHED, "Published.", by=editor, late_by=late_by)
    deeds.note(story, Deed.Kind.WITHDREW, "Withdrawn.", by=None, late_by=3)

    changes, others = (
        sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in day(client, editor)["due"].foot
    )
    assert changes == (
        "The last scheduled changes reached readers 0.6 s after their moment on average, "
        "1.2 s at worst (of 3)."
    )
    assert others == (
        "Stories go out and are withdrawn at their second by themselves; "
        "the last were in the log 3.0 s after the moment."
    )


def test_only_the_newest_ten_are_measured(client):
    editor = make_user("Editor")
    story = make_article()
    for late_by in [500.0, *[1.0] * 10]:
        deeds.note(story, Deed.Kind.PUBLISHED, "Published.", by=editor, late_by=late_by)

    (sentence,) = day(client, editor)["due"].foot

    assert sentence.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "1.0 s after their moment on average, 1.0 s at worst (of 10)."
    )


def test_a_clock_that_did_nothing_yet_is_not_measured(client):
    assert day(client, make_user("Editor"))["due"].foot == []


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
    ahead(headline="Ahead", published_at=hours(1))
    make_article(headline="Out", published_at=timezone.now())
    make_image(caption="Without credit", credit="")
    Author.objects.update(bio="Writes.", portrait=make_image())
    make_author(name="No bio")
    client.force_login(publisher)

    for panel in client.get("/admin/").context["panels"]:
        listed = client.get(panel.rest_address).context["cl"].result_list
        assert [str(record) for record in listed] == [row.title for row in panel.rows]


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("returned", {"published_at": None, "returned_at": hours(-1)}),
        ("changed", {"pending_since": hours(-1)}),
        ("held", {"held_back": "No credit."}),
        ("due", {"published_at": hours(1), "due_at": hours(1)}),
    ],
)
def test_the_way_to_the_rest_of_a_panel_leads_to_nothing_else(client, name, facts):
    story = make_article(scheduled_at=None, **facts)
    make_article()
    make_article(published_at=None, submitted_at=hours(-1))

    panel = day(client, make_user("Editor"))[name]

    assert [row.title for row in panel.rows] == [str(story)]
    assert list(client.get(panel.rest_address).context["cl"].result_list) == [story]


def test_a_panel_ends_after_a_few_rows(client):
    editor = make_user("Editor")
    section, byline = make_section(), (Credit(make_author().pk),)
    for _ in range(MOST + 1):
        make_article(section=section, bylines=byline, published_at=None, by=editor)

    assert len(panels(client, editor)["drafts"]) == MOST


@pytest.mark.parametrize(("role", "queries"), [("Writer", 17), ("Editor", 20), ("Publisher", 20)])
@pytest.mark.parametrize("items", [1, 3])
def test_the_page_costs_the_same_for_one_thing_and_for_three(
    client, django_assert_num_queries, role, queries, items
):
    make_publication()
    user = make_user(role)
    for _ in range(items):
        for facts in [
            {"published_at": None},
            {"published_at": None, "submitted_at": hours(-1)},
            {"published_at": None, "returned_at": hours(-1), "returned_by": make_user()},
            {"published_at": hours(5), "due_at": hours(5)},
            {"published_at": timezone.now(), "pending_since": timezone.now()},
        ]:
            make_article(by=user, lead_image=make_image(credit=""), **facts)
        with_change(hours(-1), by=user)
        held = with_change(hours(-1), by=user)
        Article.objects.filter(pk=held.pk).update(held_back="No credit.", due_at=None)
        deeds.note(held, Deed.Kind.PUBLISHED, "Published.", by=user, late_by=1)
    client.force_login(user)

    with django_assert_num_queries(queries):
        page = client.get("/admin/")

    found = {panel.name: len(panel.rows) for panel in page.context["complaints"]}
    found |= {panel.name: len(panel.rows) for panel in page.context["panels"]}
    assert {found[name] for name in ("late", "held", "due", "returned", "drafts")} == {items}


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


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.04, "0.0 s"), (1.25, "1.2 s"), (119.9, "119.9 s"), (300, "5 min"), (9000, "2 h")],
)
def test_a_delay_is_told_in_seconds_while_these_say_something(seconds, words):
    assert spoken_length(seconds).split() == words.split()


def test_who_may_read_the_log_finds_it_among_the_lists(client):
    client.force_login(make_user("Publisher"))

    ways = client.get("/admin/").context["ways"]

    assert (str(ways[-1]["name"]), ways[-1]["admin_url"]) == ("The log", "/admin/authors/deed/")


@pytest.mark.parametrize(("role", "may"), [("Writer", True), ("Picture editor", False)])
def test_who_may_change_stories_finds_the_board(client, role, may):
    client.force_login(make_user(role))

    assert ('href="/admin/board/"' in client.get("/admin/").text) == may
