"""“More:” links that the desk suggests while a story is written, and why."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import embedding
from articles.document import Related
from articles.models import Article, Tag
from articles.suggesting import suggestions
from tests.articles.test_likeness import CHESS, FERRY, HARBOUR, make
from tests.builders import make_document, make_user

pytestmark = pytest.mark.django_db

STORM = "The storm broke two piles of the quay before the ferry from the island could berth."


@pytest.fixture
def archive():
    made = {name: make(name) for name in ("Harbour", "Ferry", "Soup", "Chess")}
    embedding.embed(embedding.missing())
    return made


def suggested(of=0, **facts):
    document = make_document(**({"headline": "Storm", "body": f"<p>{STORM}</p>"} | facts))
    return {str(one.story): one.reason for one in suggestions(document, of=of)}


def test_stories_that_say_much_the_same_are_suggested(archive):
    assert suggested() == {"Ferry": "similar text", "Harbour": "similar text"}


def test_a_shared_tag_is_a_reason_whatever_the_text():
    make("Chess", tags=("Quay", "Rooks"))
    embedding.embed(embedding.missing())

    assert suggested(tags=("quay", "Rooks", "Rain")) == {"Chess": "same tags: Quay, Rooks"}
    assert suggested(tags=("Quay",)) == {"Chess": "same tag: Quay"}


def test_both_reasons_are_told(archive):
    archive["Ferry"].tags.add(Tag.objects.named("Quay"))

    assert suggested(tags=("Quay",))["Ferry"] == "same tag: Quay · similar text"


def test_words_that_all_stories_hold_speak_for_none():
    make("Soup")
    embedding.embed(embedding.missing())

    assert suggested() == {}


def test_what_is_linked_already_the_story_itself_and_copies_are_not_suggested(archive):
    linked = (Related(story=archive["Ferry"].pk), Related(url="https://example.org", title="There"))

    assert suggested(related=linked) == {"Harbour": "similar text"}
    assert "Ferry" not in suggested(of=archive["Ferry"].pk)
    assert "Ferry" not in suggested(body=f"<p>{FERRY.replace('promised', 'announced')}</p>")


def test_a_story_without_text_gets_none(archive):
    assert suggested(headline="", standfirst="", body="") == {}


@pytest.mark.parametrize(
    "secret",
    [
        {"published_at": None},
        {"published_at": timezone.now() + dt.timedelta(days=1)},
        {"embargo_until": timezone.now() + dt.timedelta(days=1)},
        {"withdrawn_at": timezone.now() - dt.timedelta(days=1), "withdrawn_reason": "Wrong."},
        {"never_more": True},
    ],
)
def test_what_readers_may_not_go_on_to_is_not_suggested(archive, secret):
    Article.objects.filter(pk=archive["Ferry"].pk).update(**secret)

    assert "Ferry" not in suggested(tags=("Quay",))


# The door


def ask(client, article, user, **headers):
    client.force_login(user)
    address = reverse("admin:article_suggested_links", args=[article.pk])
    return client.get(address, headers={"Desk-User": str(user.pk)} | headers)


@pytest.fixture
def draft(archive):
    writer = make_user("Writer")
    return make("Storm", STORM, published_at=None, by=writer), writer


def test_the_form_asks_for_the_newest_text(client, draft):
    article, writer = draft

    answer = ask(client, article, writer)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'aria-label="Add Ferry"' in page
    assert "Similar text" in page
    assert "Chess" not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Writer", 403),
        ("Editor", 200),
        ("Publisher", 200),
        ("Picture editor", 403),
        ("Bio editor", 403),
    ],
)
def test_who_may_open_the_story_gets_suggestions(client, draft, role, status):
    article, _ = draft

    assert ask(client, article, make_user(role)).status_code == status


def test_nobody_else_gets_any(client, draft):
    article, writer = draft
    address = reverse("admin:article_suggested_links", args=[article.pk])

    assert client.get(address, headers={"Desk-User": str(writer.pk)}).status_code == 401
    assert ask(client, article, writer, **{"Desk-User": "0"}).status_code == 401
    article.pk += 99
    assert ask(client, article, writer).status_code == 404


@pytest.mark.parametrize("others", [1, 3])
def test_the_number_of_queries_is_fixed(client, others, django_assert_num_queries):
    for number in range(others):
        text = f"{HARBOUR} {number}. {CHESS}" * (number + 1)
        make(f"Harbour {number}", text, tags=(f"Quay {number}", "Storms"))
    embedding.embed(embedding.missing())
    writer = make_user("Writer")
    article = make("Storm", STORM, published_at=None, by=writer, tags=("Storms",))
    ask(client, article, writer)

    with django_assert_num_queries(17):
        ask(client, article, writer)
