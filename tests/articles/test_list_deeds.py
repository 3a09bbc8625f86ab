"""What the list of stories does to several at once."""

import datetime as dt

import pytest
from django.utils import timezone

from articles import list_deeds, publishing
from articles.models import Article
from media import paging
from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


def run(client, action, stories, **also):
    chosen = [story.pk for story in stories]
    sent = {"action": action, "_selected_action": chosen, "index": 0, **also}
    return client.post(LIST, sent, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture(autouse=True)
def editor(client):
    user = make_user("Editor")
    client.force_login(user)
    return user


def make_draft(**overrides):
    return make_article(published_at=None, **overrides)


def test_each_story_is_told_by_name_and_a_refusal_stops_no_other(client):
    stories = [
        make_draft(headline="Ready"),
        make_draft(headline="Homeless", section=None),
        make_draft(headline="Ready too"),
    ]

    response = run(client, "publish_chosen", stories)

    assert said(response) == [
        "“Homeless” is not published: Choose a section before publishing.",
        "Published: “Ready”, “Ready too”.",
    ]
    assert set(Article.objects.published()) == {stories[0], stories[2]}


def test_what_there_is_nothing_to_do_with_is_told(client):
    public = make_article(headline="Out")

    told = [
        said(run(client, action, [public]))
        for action in ("publish_chosen", "submit_chosen", "unschedule_chosen")
    ]

    assert told == [
        ["“Out” is not published: Readers have its newest text already."],
        ["“Out” is not submitted: It is scheduled or public already."],
        ["“Out” is not taken off the schedule: Nothing of it is on the schedule."],
    ]


def test_withdrawing_several_asks_for_one_reason_on_a_page_of_its_own(client):
    stories = [make_article(headline="One"), make_article(headline="Two")]

    asked = run(client, "withdraw_chosen", stories)
    assert asked.context["stories"] == stories
    assert Article.objects.published().count() == 2

    sent = {"action": "withdraw_chosen", "_selected_action": [story.pk for story in stories]}
    refused = client.post(LIST, sent | {"withdraw_them": "1", "reason": " "})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])

    done = client.post(LIST, sent | {"withdraw_them": "1", "reason": "Wrong."}, follow=True)

    assert said(done) == ["Withdrawn: “One”, “Two”."]
    reasons = Article.objects.values_list("withdrawn_reason", flat=True)
    assert list(reasons) == ["Wrong.", "Wrong."]


def test_what_readers_never_saw_is_named_before_and_left_as_it_is(client):
    out, draft = make_article(headline="Out"), make_draft(headline="Draft")
    gone = make_article(headline="Gone")
    publishing.withdraw(gone, by=make_user(), reason="Wrong.")

    asked = run(client, "withdraw_chosen", [out, draft, gone])
    nothing = run(client, "withdraw_chosen", [draft])

    page = asked.content.decode()
    assert asked.context["stories"] == [out]
    assert "<li>Draft. Readers have never seen it.</li>" in page
    assert "<li>Gone. It is withdrawn already.</li>" in page
    assert said(nothing) == [list_deeds.NOTHING_TO_WITHDRAW]


def test_no_more_than_a_request_can_bear_are_done_at_once(client, monkeypatch):
    monkeypatch.setattr(list_deeds, "MOST", 1)
    stories = [make_draft(), make_draft()]

    for also in ({}, {"select_across": "1"}):
        response = run(client, "publish_chosen", stories, **also)

        assert said(response) == [list_deeds.TOO_MANY]
    assert not Article.objects.published().exists()


@pytest.mark.parametrize("chosen", ["x", "-1", "9" * 40, "\0"])
def test_what_is_no_story_chooses_nothing(client, chosen):
    sent = {"action": "publish_chosen", "_selected_action": [chosen], "index": 0}

    response = client.post(LIST, sent, follow=True)

    assert said(response) == [paging.NOT_CHOSEN]


def test_a_writer_reaches_only_their_own_stories(client):
    wren = make_user("Writer")
    client.force_login(wren)
    own, others = make_draft(by=wren, headline="Mine"), make_draft(headline="Theirs")

    response = run(client, "submit_chosen", [own, others])

    assert said(response) == ["Submitted: “Mine”."]
    assert list(Article.objects.in_review()) == [own]


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("Writer", {"submit_chosen"}),
        (
            "Editor",
            {"submit_chosen", "publish_chosen", "unschedule_chosen", "withdraw_chosen"},
        ),
    ],
)
def test_the_list_offers_what_the_role_may_do_and_never_to_delete(client, role, offered):
    user = make_user(role)
    client.force_login(user)
    make_draft(by=user)

    page = client.get(LIST)

    choices = page.context["action_form"].fields["action"].choices
    assert {name for name, _ in choices if name} == offered


def test_a_story_that_is_scheduled_is_taken_off(client):
    story = make_article(headline="Later", published_at=timezone.now() + dt.timedelta(hours=1))

    response = run(client, "unschedule_chosen", [story])

    assert said(response) == ["Taken off the schedule: “Later”."]
    assert Article.objects.get().state == "draft"
