"""The log at the desk: read by publishers, filtered, a page at a time, and changed by nobody."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from authors import deeds, log
from authors.models import Deed
from tests.builders import (
    PASSWORD,
    make_article,
    make_author,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

LOG = "/admin/authors/deed/"
NOON = dt.datetime(2026, 5, 12, 12, 0, tzinfo=dt.UTC)
Kind, Door = Deed.Kind, Deed.Door


@pytest.fixture
def reader(client):
    """Somebody who may read the log, and has done nothing."""
    make_publication()
    client.force_login(make_user("Publisher"))
    return client


def make_deed(name="A story", **facts):
    """An entry about nothing that is there any more."""
    facts = {"kind": Kind.SAVED, "door": Door.DESK, "words": "Saved."} | facts
    return Deed.objects.create(about_name=name, **facts)


def listed(response):
    return [deed.about_name for deed in response.context["page"]]


def asked(client, **query):
    return listed(client.get(LOG, query))


def test_everything_stands_there_newest_first(reader):
    make_deed("Older", at=NOON)
    make_deed("Newer", at=NOON + dt.timedelta(seconds=1))

    assert asked(reader) == ["Newer", "Older"]


def test_an_entry_says_who_when_what_and_from_where(reader):
    ana = make_user(first_name="Ana", last_name="Lee")
    make_deed(
        "Ferry", kind=Kind.OVERRODE, words="Overrode section: urgent.", by=ana, at=NOON,
        address="192.0.2.7",
    )  # fmt: skip

    page = reader.get(LOG).text

    for fact in [
        ">12 May 2026, 12:00:00<",
        ">Overrode the checklist<",
        ">Ferry<",
        ">Overrode section: urgent.<",
        ">Ana Lee<",
        ">Desk <span>192.0.2.7</span>",
    ]:
        assert fact in page


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "withdrew"},
        {"door": "clock"},
        {"since": "2026-05-12"},
        {"about": "the one"},
        {"kind": "withdrew", "door": "clock", "since": "2026-05-12", "until": "2026-05-12"},
    ],
)
def test_each_filter_leaves_what_it_names(reader, query):
    make_deed("Another", at=NOON - dt.timedelta(days=1))
    make_deed("This is The One", kind=Kind.WITHDREW, door=Door.CLOCK, at=NOON)

    assert asked(reader, **query) == ["This is The One"]


def test_who_did_it_is_a_filter_and_names_those_in_the_log(reader):
    ana, bo, idle = make_user(), make_user(), make_user()
    make_deed("Ana's", by=ana)
    make_deed("Bo's", by=bo)

    response = reader.get(LOG, {"by": ana.pk})

    assert listed(response) == ["Ana's"]
    assert list(response.context["form"].fields["by"].queryset) == [ana, bo]
    assert idle.username not in response.text


def test_a_day_begins_and_ends_at_midnight_in_the_sites_zone(reader, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    make_deed("Before", at=NOON - dt.timedelta(seconds=1))
    make_deed("First", at=NOON)
    make_deed("Last", at=NOON + dt.timedelta(hours=24, seconds=-1))
    make_deed("After", at=NOON + dt.timedelta(hours=24))

    assert asked(reader, since="2026-05-13", until="2026-05-13") == ["Last", "First"]


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'"])
def test_a_sign_of_sql_in_the_search_is_a_letter_like_others(reader, sign):
    make_deed("100 per cent")
    make_deed(f"100{sign}")

    assert asked(reader, about=f"100{sign}") == [f"100{sign}"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "murdered"),
        ("door", "window"),
        ("by", "x"),
        ("by", "99999999999999999999999"),
        ("since", "yesterday"),
        ("since", "0001-01-01"),
        ("until", "9999-12-31"),
        ("about", "\0"),
        ("about", "a" * 300),
    ],
)
def test_a_filter_that_is_none_is_told_at_the_field(reader, field, value):
    make_deed()

    response = reader.get(LOG, {field: value})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert listed(response) == []


def test_a_last_day_before_the_first_is_told(reader):
    response = reader.get(LOG, {"since": "2026-05-13", "until": "2026-05-12"})

    assert response.context["form"].errors == {"until": ["This day is before the first."]}


def test_pages_lead_down_and_back_and_keep_the_filter(reader, monkeypatch):
    monkeypatch.setattr(log, "ON_A_PAGE", 2)
    for number in range(5):
        make_deed(f"Story {number}", at=NOON + dt.timedelta(minutes=number))
        make_deed(f"Other {number}", kind=Kind.BEGAN, at=NOON + dt.timedelta(minutes=number))

    first = reader.get(LOG, {"kind": "saved"})
    second = reader.get(LOG + first.context["page"].next)
    back = reader.get(LOG + second.context["page"].previous)

    assert listed(first) == listed(back) == ["Story 4", "Story 3"]
    assert listed(second) == ["Story 2", "Story 1"]


def test_a_made_up_place_is_not_found(reader):
    assert reader.get(LOG, {"before": "x"}).status_code == 404


def test_what_still_exists_is_linked_and_what_is_gone_keeps_its_name(reader):
    things = [make_article(headline="There"), make_author(), make_section(), make_user()]
    gone = make_article(headline="Gone", published_at=None)
    for thing in [*things, gone]:
        deeds.note(thing, Kind.RENAMED, "Renamed.", by=None)
    gone.delete()

    page = reader.get(LOG, {"kind": "renamed"}).context["page"]

    addresses = {deed.about_name: deed.about_address for deed in page}
    assert addresses.pop("Gone") == ""
    assert {reader.get(address).status_code for address in addresses.values()} == {200}
    assert len(addresses) == 4


def test_what_this_user_may_not_open_is_not_linked(client):
    """A login is open to who keeps logins, the log to who may read it."""
    auditor = make_user()
    auditor.user_permissions.add(permission_to_read())
    deeds.note(make_article(), Kind.RENAMED, "Renamed.", by=None)
    deeds.note(make_user(), Kind.RENAMED, "Renamed.", by=None)
    client.force_login(auditor)

    page = client.get(LOG, {"kind": "renamed"}).context["page"]

    assert [deed.about_address for deed in page] == ["", ""]


def permission_to_read():
    return ContentType.objects.get_for_model(Deed).permission_set.get(codename="view_deed")


def test_a_kind_of_thing_that_is_no_longer_known_keeps_its_name(reader):
    kind = ContentType.objects.create(app_label="gone", model="thing")
    make_deed("A thing", about_type=kind, about_id=1)

    assert asked(reader) == ["A thing"]


def test_one_entry_has_a_page_with_all_its_facts(reader):
    story = make_article(headline="Ferry")
    with deeds.through(Door.CLOCK, "192.0.2.7"):
        deed = deeds.note(story, Kind.WITHDREW, "Withdrawn: wrong.", by=None, late_by=0.4321)

    page = reader.get(reverse("admin:authors_deed_change", args=[deed.pk])).text

    for fact in ["The clock", "Withdrew", "Withdrawn: wrong.", "Schedule, 192.0.2.7", "0.432 s"]:
        assert f"<dd>{fact}</dd>" in page or f'<dd class="log-words">{fact}</dd>' in page
    assert f'href="{reverse("admin:articles_article_change", args=[story.pk])}"' in page


def test_the_page_of_no_entry_is_not_found(reader):
    assert reader.get(f"{LOG}999999999999999999999999/change/").status_code == 404


@pytest.mark.parametrize(
    "role", ["Writer", "Editor", "Picture editor", "Bio editor", "Publisher", "superuser", None]
)
@pytest.mark.parametrize("door", ["", "add/", "{}/change/", "{}/delete/", "{}/history/"])
def test_nobody_changes_the_log_at_the_desk(client, role, door):
    deed = make_deed()
    is_superuser = role == "superuser"
    client.force_login(make_user(None if is_superuser else role, is_superuser=is_superuser))
    told = {"post": "yes", "words": "Nothing.", "action": "delete_selected"}

    response = client.post(LOG + door.format(deed.pk), told | {"_selected_action": [deed.pk]})

    assert response.status_code in {403, 404, 405}
    assert list(Deed.objects.values_list("pk", "words")) == [(deed.pk, "Saved.")]


@pytest.mark.parametrize("items", [1, 3])
def test_the_log_costs_the_same_for_one_entry_and_for_three(
    reader, django_assert_num_queries, items
):
    for _ in range(items):
        for thing in (make_section(), make_user()):
            deeds.note(thing, Kind.RENAMED, "Renamed.", by=make_user())

    with django_assert_num_queries(9) as captured:
        response = reader.get(LOG)

    assert len(response.context["page"]) == 2 * items
    assert not any("COUNT(" in query["sql"] for query in captured.captured_queries)


def test_whoever_changes_their_own_password_is_in_the_log(client):
    user = make_user("Writer")
    client.force_login(user)
    new = "a lantern on the quay"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}

    client.post("/admin/password_change/", sent | {"old_password": "wrong"})
    assert not Deed.objects.exists()
    client.post("/admin/password_change/", sent)

    user.refresh_from_db()
    assert user.check_password(new)
    told = Deed.objects.get()
    assert (told.kind, told.by, told.door) == (Kind.PERMISSIONS, user, Door.DESK)
    assert new not in told.words
