import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.document import Credit
from articles.models import Tag
from articles.picking import find_authors, find_stories, find_tags, pickable_stories
from tests import builders
from tests.articles.much_to_pick import make_much_to_pick
from tests.builders import make_author, make_section, make_user

pytestmark = pytest.mark.django_db

ALL = ["pick_authors", "pick_stories", "pick_tags"]
WITHDRAWN = {"withdrawn_at": timezone.now() - dt.timedelta(hours=1), "withdrawn_reason": "Wrong"}


def ask(client, name, **query):
    return client.get(reverse(f"admin:{name}"), query)


def results(client, name, **query):
    return ask(client, name, **query).json()["results"]


def log_in(client, role, **overrides):
    user = make_user(role, **overrides)
    client.force_login(user)
    return user


def make_article(**overrides):
    return builders.make_article(**{"lead_image": None} | overrides)


def draft(**overrides):
    return make_article(published_at=None, **overrides)


# Authors


def test_authors_are_found_by_the_beginning_of_a_name_in_any_accent(client):
    log_in(client, "Writer")
    ana = make_author(name="Ana Pérez", title="Defense editor")
    make_author(name="Bo Lind")

    assert results(client, "pick_authors", q="per") == [
        {
            "id": ana.pk,
            "name": "Ana Pérez",
            "title": "Defense editor",
            "standing": "current",
            "note": "Defense editor",
        }
    ]


def test_authors_stand_staff_first_and_former_last(client):
    log_in(client, "Writer")
    for name, standing in [("Lee A", "former"), ("Lee B", "guest"), ("Lee C", "current")]:
        make_author(name=name, standing=standing, title="Reporter")

    found = results(client, "pick_authors", q="lee")

    assert [(author["name"], author["note"]) for author in found] == [
        ("Lee C", "Reporter"),
        ("Lee B", "Reporter · Guest"),
        ("Lee A", "Reporter · Former"),
    ]


def test_nothing_typed_offers_the_authors_of_the_latest_stories(client):
    log_in(client, "Writer")
    busy = make_author(name="Zoe Busy")
    for number in range(40):
        make_author(name=f"Newer {number:02}")
    make_article(bylines=(Credit(busy.pk),))

    names = [author["name"] for author in results(client, "pick_authors")]

    assert len(names) == 20
    assert find_authors("")[-1].name == "Zoe Busy"


# Stories


def test_a_story_tells_its_state_its_day_and_its_section(client):
    log_in(client, "Editor")
    day = dt.datetime(2026, 5, 3, 9, tzinfo=dt.UTC)
    world = make_section(name="World")
    story = make_article(headline="Bridge opens", published_at=day, section=world)

    assert results(client, "pick_stories", q="bridge") == [
        {
            "id": story.pk,
            "headline": "Bridge opens",
            "state": "published",
            "date": "3 May 2026",
            "section": "World",
            "note": "3 May 2026 · World",
        }
    ]


@pytest.mark.parametrize(
    ("facts", "note"),
    [
        ({"published_at": None}, "Draft: appears once published"),
        (
            {"published_at": None, "submitted_at": timezone.now()},
            "In review: appears once published",
        ),
        (
            {"published_at": dt.datetime(2050, 5, 3, 9, 30, tzinfo=dt.UTC)},
            "Scheduled: appears on 3 May 2050, 09:30 UTC",
        ),
        (WITHDRAWN, "Withdrawn: does not appear"),
    ],
)
def test_a_story_that_readers_do_not_see_says_why(client, facts, note):
    log_in(client, "Editor")
    make_article(section=None, **facts)

    assert [story["note"] for story in results(client, "pick_stories")] == [note]


@pytest.mark.parametrize("typed", ["", "bridge", "b"])
def test_stories_stand_newest_first_drafts_by_their_last_saving(client, typed):
    log_in(client, "Editor")
    now = timezone.now()
    for name, facts in {
        "old": {"published_at": now - dt.timedelta(days=9)},
        "draft": {"published_at": None, "saved_at": now - dt.timedelta(days=5)},
        "new": {"published_at": now - dt.timedelta(days=1)},
    }.items():
        make_article(headline=f"Bridge {name}", **facts)

    found = results(client, "pick_stories", q=typed)

    assert [story["headline"] for story in found] == ["Bridge new", "Bridge draft", "Bridge old"]


@pytest.mark.parametrize("typed", ["", "secret", "s"])
def test_a_writer_finds_no_story_of_others_that_is_not_public(client, typed):
    log_in(client, "Writer")
    later = timezone.now() + dt.timedelta(hours=1)
    draft(headline="Secret draft")
    make_article(headline="Secret scheduled", published_at=later)
    make_article(headline="Secret embargoed", embargo_until=later)
    make_article(headline="Secret withdrawn", **WITHDRAWN)
    make_article(headline="Secret no more")

    found = results(client, "pick_stories", q=typed)

    assert [story["headline"] for story in found] == ["Secret no more"]


def test_a_writer_finds_drafts_made_or_bylined_by_them(client):
    wren = log_in(client, "Writer")
    name = make_author(user=wren)
    draft(headline="Mine one", by=wren)
    draft(headline="Mine two", bylines=(Credit(name.pk),))

    found = {story["headline"] for story in results(client, "pick_stories", q="mine")}

    assert found == {"Mine one", "Mine two"}


def test_an_editor_finds_everybodys_drafts(client):
    log_in(client, "Editor")
    draft(headline="Somebody's")

    assert len(results(client, "pick_stories", q="somebody")) == 1


def test_a_stranger_picks_what_is_published():
    make_article(headline="Seen")
    draft()

    assert [str(story) for story in pickable_stories(None)] == ["Seen"]
    assert [str(story) for story in pickable_stories(AnonymousUser())] == ["Seen"]


def test_the_story_itself_is_left_out(client):
    log_in(client, "Editor")
    story, other = make_article(), make_article()

    found = results(client, "pick_stories", exclude=story.pk)

    assert [one["id"] for one in found] == [other.pk]


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "9" * 18, "9" * 5000])
def test_a_strange_story_to_leave_out_leaves_nothing_out(client, number):
    log_in(client, "Editor")
    make_article()

    assert len(results(client, "pick_stories", exclude=number)) == 1


@pytest.mark.parametrize("typed", ["!", "\0", "a\0b", "'; drop", "&|!:*", "é" * 5000, "a " * 500])
@pytest.mark.parametrize("name", ALL)
def test_whatever_is_typed_is_answered(client, name, typed):
    log_in(client, "Editor")
    make_article()
    Tag.objects.named("A tag")

    assert ask(client, name, q=typed).status_code == 200


# Tags


def test_the_shortest_tag_stands_first(client):
    log_in(client, "Writer")
    Tag.objects.all_named(["Civil war", "Warsaw", "War"])

    assert results(client, "pick_tags", q="war") == ["War", "Warsaw", "Civil war"]


def test_nothing_typed_offers_the_tags_of_the_latest_stories(client):
    log_in(client, "Writer")
    Tag.objects.named("Unused")
    make_article(tags=("Roads",))

    assert results(client, "pick_tags") == ["Roads"]


# How many, how costly


@pytest.mark.parametrize(("there", "more"), [(20, False), (21, True)])
def test_twenty_are_shown_and_more_is_said(client, there, more):
    log_in(client, "Writer")
    Tag.objects.all_named([f"War {number}" for number in range(there)])

    answer = ask(client, "pick_tags", q="war").json()

    assert len(answer["results"]) == 20
    assert answer["more"] is more


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "typed", "queries"),
    [
        # Session, user and two of permissions; a search is fenced in by three more.
        ("pick_authors", "", 5),
        ("pick_authors", "one", 8),
        ("pick_stories", "", 8),
        ("pick_stories", "one", 12),
        ("pick_tags", "", 5),
        ("pick_tags", "one", 8),
    ],
)
def test_a_search_takes_the_same_number_of_queries_whatever_it_finds(
    client, django_assert_num_queries, name, typed, queries, rows
):
    log_in(client, "Writer")
    for number in range(rows):
        author = make_author(name=f"One {number}")
        make_article(
            headline=f"One {number}", tags=(f"One {number}",), bylines=(Credit(author.pk),)
        )

    with django_assert_num_queries(queries):
        found = results(client, name, q=typed)

    assert len(found) == rows


def plans_of(search):
    """The plans of all that a search asks, each under the settings that it runs with."""
    with CaptureQueriesContext(connection) as captured:
        search()
    plans = []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = on")
        cursor.execute("SET LOCAL enable_indexscan = on")
        for query in captured.captured_queries:
            if "set_config" in query["sql"]:
                cursor.execute(query["sql"])
            elif query["sql"].startswith("SELECT"):
                cursor.execute("EXPLAIN " + query["sql"])
                plans.append("\n".join(line for (line,) in cursor.fetchall()))
    return plans


@pytest.mark.parametrize("role", ["Writer", "Editor"])
def test_no_search_reads_a_whole_table(role):
    user = make_user(role)
    user.get_all_permissions()
    make_much_to_pick(user, 20_000)
    stories = {
        typed: plans_of(lambda typed=typed: find_stories(user, typed))
        for typed in ["", "s", "common", "w1", "rare", "nowhere", "outdated"]
    }
    authors = plans_of(lambda: find_authors("a")) + plans_of(lambda: find_authors("last77"))
    tags = plans_of(lambda: find_tags("tag", user)) + plans_of(lambda: find_tags("w7", user))

    assert [len(plans) for plans in stories.values()] == [1, 1, 1, 2, 2, 2, 2]
    for plan in [*sum(stories.values(), []), *authors, *tags]:  # noqa: RUF017
        assert "Seq Scan on articles_article" not in plan
        assert "Seq Scan on authors_author" not in plan
        assert "Seq Scan on articles_tag" not in plan
    for typed in ["w1", "rare", "nowhere", "outdated"]:
        assert "article_words" in stories[typed][-1]
    assert all("author_words" in plan for plan in authors)
    assert all("tag_words" in plan for plan in tags)


# Refusals


@pytest.mark.parametrize("name", ALL)
def test_whose_login_has_expired_is_told_so_in_words(client, name):
    response = ask(client, name)

    assert response.status_code == 403
    assert response.json()["message"].startswith("Your login has expired: open the desk")


@pytest.mark.parametrize("name", ALL)
def test_a_login_without_the_desk_is_refused(client, name):
    log_in(client, "Editor", is_staff=False)

    assert ask(client, name).status_code == 403


@pytest.mark.parametrize("role", ["Picture editor", "Bio editor", None])
@pytest.mark.parametrize("name", ALL)
def test_who_writes_no_stories_is_refused(client, name, role):
    log_in(client, role)
    make_article(tags=("Hidden",))

    response = ask(client, name)

    assert response.status_code == 403
    assert response.json() == {"message": "Only people who write stories may search here."}


@pytest.mark.parametrize("role", ["Writer", "Editor", "Publisher"])
@pytest.mark.parametrize("name", ALL)
def test_who_writes_stories_is_answered(client, name, role):
    log_in(client, role)

    assert ask(client, name).status_code == 200


def test_whoever_may_only_add_stories_is_answered(client):
    user = log_in(client, None)
    user.user_permissions.add(Permission.objects.get(codename="add_article"))
    draft()

    assert results(client, "pick_stories") == []


@pytest.mark.parametrize("name", ALL)
def test_searching_is_a_get(client, name):
    log_in(client, "Editor")

    assert client.post(reverse(f"admin:{name}")).status_code == 405


@pytest.mark.parametrize("name", ALL)
def test_no_cache_keeps_an_answer(client, name):
    log_in(client, "Editor")

    assert "no-store" in ask(client, name)["Cache-Control"]
