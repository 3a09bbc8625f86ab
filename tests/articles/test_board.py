"""The desk's board: every story in work in the column of its state."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.board import MOST
from articles.document import Credit
from articles.models import Presence
from tests.builders import make_article, make_author, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db

BOARD = "/admin/board/"


def hours(number):
    return timezone.now() + dt.timedelta(hours=number)


def shown(client, user, **query):
    client.force_login(user)
    return {column.state.name: column for column in client.get(BOARD, query).context["columns"]}


def titles(client, user, **query):
    columns = shown(client, user, **query)
    return {name: [str(card.story) for card in column.cards] for name, column in columns.items()}


def a_story_of_each_state(**facts):
    make_article(headline="Draft", published_at=None, **facts)
    returned = {"returned_at": hours(-1), "returned_by": make_user()}
    make_article(headline="Returned", published_at=None, **returned, **facts)
    make_article(headline="Review", published_at=None, submitted_at=hours(-1), **facts)
    make_article(headline="Scheduled", published_at=hours(1), **facts)
    make_article(headline="Changed", published_at=hours(-90), pending_since=hours(-1), **facts)
    make_article(headline="Today", published_at=timezone.now(), **facts)
    make_article(
        headline="Withdrawn", published_at=hours(-90), withdrawn_at=hours(-1),
        withdrawn_reason="Wrong.", **facts,
    )  # fmt: skip


def test_each_story_stands_in_the_column_of_its_state_and_in_no_other(client):
    a_story_of_each_state()
    make_article(headline="Long out", published_at=hours(-90))
    make_article(
        headline="Long gone", published_at=hours(-900), withdrawn_at=hours(-800),
        withdrawn_reason="Wrong.",
    )  # fmt: skip

    assert titles(client, make_user("Editor")) == {
        "draft": ["Draft"],
        "returned": ["Returned"],
        "review": ["Review"],
        "scheduled": ["Scheduled"],
        "changed": ["Changed"],
        "today": ["Today"],
        "withdrawn": ["Withdrawn"],
    }


def test_a_story_of_today_with_changes_stands_once(client):
    make_article(headline="Both", published_at=timezone.now(), pending_since=timezone.now())

    found = titles(client, make_user("Editor"))

    assert (found["changed"], found["today"]) == (["Both"], [])


def test_a_writer_sees_their_own_stories_and_no_other(client):
    wren = make_user("Writer")
    a_story_of_each_state()
    make_article(headline="Begun", by=wren, published_at=None, saved_at=hours(-1))
    signed = (Credit(make_author(user=wren).pk),)
    make_article(headline="Signed", bylines=signed, published_at=None, saved_at=hours(-2))

    found = titles(client, wren)

    assert found.pop("draft") == ["Begun", "Signed"]
    assert not any(found.values())


def test_only_mine_leaves_what_is_mine(client):
    editor = make_user("Editor")
    a_story_of_each_state()
    make_article(headline="Mine", by=editor, published_at=None)

    found = titles(client, editor, mine="on")

    assert found.pop("draft") == ["Mine"]
    assert not any(found.values())


def test_a_section_leaves_its_stories_and_its_lists(client):
    town = make_section(name="Town")
    a_story_of_each_state()
    for _ in range(MOST + 1):
        make_article(headline="In town", section=town, bylines=(), published_at=None)

    columns = shown(client, make_user("Editor"), section=town.pk)

    listed = client.get(columns["draft"].rest_address).context["cl"].result_list
    assert {str(card.story) for card in columns["draft"].cards} == {"In town"}
    assert {story.section for story in listed} == {town}
    assert columns["review"].cards == []


@pytest.mark.parametrize("section", ["x", "0", "999999999999999999999999", "\0"])
def test_a_section_that_is_none_is_told_at_the_field(client, section):
    client.force_login(make_user("Editor"))

    response = client.get(BOARD, {"section": section})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["section"]


def test_a_column_ends_after_some_cards_and_leads_to_the_rest(client):
    section, byline = make_section(), (Credit(make_author().pk),)
    for _ in range(MOST + 1):
        make_article(section=section, bylines=byline, published_at=None)

    column = shown(client, make_user("Editor"))["draft"]

    assert (len(column.cards), column.number) == (MOST, f"{MOST}+")
    assert column.rest_address == reverse(
        "admin:articles_article_changelist", query={"state": "draft"}
    )


def test_a_card_says_what_the_story_is_and_what_lies_ahead(client):
    section, byline = make_section(name="Town"), (Credit(make_author(name="Ana").pk),)
    make_article(
        headline="Ferry", section=section, bylines=byline, published_at=timezone.now(),
        withdrawn_at=hours(48), withdrawn_reason="Rights end.",
    )  # fmt: skip

    (card,) = shown(client, make_user("Editor"))["today"].cards

    assert (str(card.story), str(card.story.section), card.names) == ("Ferry", "Town", "Ana")
    assert card.verb == "went out"
    assert card.notes[0].startswith("is withdrawn ")


def test_a_returned_story_shows_its_note(client):
    make_article(published_at=None, returned_at=hours(-1), returned_note="Name the source.")

    (card,) = shown(client, make_user("Editor"))["returned"].cards

    assert card.notes == ["“Name the source.”"]


def test_a_card_says_once_who_has_the_story_open_now(client):
    story = make_article(published_at=None)
    wren, ana = make_user(first_name="Wren"), make_user(first_name="Ana")
    for user, seen in [(wren, 0), (wren, 0), (ana, -1)]:
        Presence.objects.create(article=story, user=user, sitting=uuid.uuid4(), seen_at=hours(seen))

    (card,) = shown(client, make_user("Editor"))["draft"].cards

    assert card.open_by == ["Wren"]


@pytest.mark.parametrize(
    ("role", "name", "words"),
    [
        ("Writer", "draft", ["Go on writing", "History"]),
        ("Writer", "review", ["History"]),
        ("Writer", "today", ["History", "On the site"]),
        ("Editor", "review", ["Read and decide", "History"]),
        ("Editor", "scheduled", ["Change the moment", "History"]),
        ("Editor", "changed", ["Publish changes", "Withdraw", "History", "On the site"]),
        ("Editor", "today", ["Correct", "Withdraw", "History", "On the site"]),
        ("Editor", "withdrawn", ["Restore", "History"]),
    ],
)
def test_a_card_leads_to_the_deeds_that_this_role_may_do(client, role, name, words):
    user = make_user(role)
    a_story_of_each_state(by=user)
    make_publication()

    (card,) = shown(client, user)[name].cards

    assert [way.words for way in card.ways] == words
    assert {client.get(way.address).status_code for way in card.ways} == {200}


def test_the_board_changes_nothing(client):
    client.force_login(make_user("Publisher"))

    assert client.post(BOARD).status_code == 405


@pytest.mark.parametrize("role", ["Writer", "Editor"])
@pytest.mark.parametrize("items", [1, 3])
def test_the_board_costs_the_same_for_one_story_a_state_and_for_three(
    client, django_assert_num_queries, role, items
):
    make_publication()
    user = make_user(role)
    for _ in range(items):
        a_story_of_each_state(by=user)
    client.force_login(user)

    with django_assert_num_queries(16):
        page = client.get(BOARD)

    assert {len(column.cards) for column in page.context["columns"]} == {items}


def test_the_list_of_stories_leads_to_the_board(client):
    client.force_login(make_user("Writer"))

    page = client.get(reverse("admin:articles_article_changelist")).text

    assert '<a href="/admin/board/">The board</a>' in page
