"""What is due is done before the first page after its second is made, with no worker running."""

import datetime as dt
import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing, revising
from articles.models import Article
from authors import deeds
from authors.models import Deed
from media.models import Image
from newsroom.models import Publication
from tests.builders import make_article, make_document, make_image, make_publication, make_user

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/latest/", "/feed/", "/sitemap.xml", "/news-sitemap.xml", "/search/?q=after"]


@pytest.fixture
def story():
    """A story that says “Before”, and “After” from now on: nobody asked for it yet."""
    make_publication()
    article = make_article(headline="Before", slug="ships")
    revising.save(article, make_document(headline="After", slug="ships"), by=make_user())
    publishing.publish(article, by=make_user(), at=timezone.now() + dt.timedelta(hours=1))
    make_due(article)
    return article


def make_due(article, ago=dt.timedelta(seconds=2)):
    moment = timezone.now() - ago
    Article.objects.filter(pk=article.pk).update(scheduled_at=moment, due_at=moment)


def test_the_first_reader_after_the_second_gets_the_change(client, story):
    page = client.get(story.get_absolute_url()).content.decode()

    assert "<h1>After</h1>" in page
    assert "Before" not in page


def test_the_reader_a_moment_before_gets_what_was(client, story):
    make_due(story, ago=dt.timedelta(seconds=-60))

    assert "<h1>Before</h1>" in client.get(story.get_absolute_url()).content.decode()


@pytest.mark.parametrize("address", PUBLIC)
def test_whatever_page_is_asked_for_first_has_the_change(client, story, address):
    response = client.get(address)

    assert Article.objects.get().headline == "After"
    assert "Before" not in response.content.decode()


def test_also_a_page_that_there_is_not_brings_it(client, story):
    client.get("/2020/01/unknown/")

    assert Article.objects.get().headline == "After"


def test_on_a_site_without_a_record_of_its_own_too(client, story):
    Publication.objects.all().delete()

    client.get(story.get_absolute_url())

    assert Article.objects.get().headline == "After"


def test_it_is_noted_how_late_it_was(client, story):
    client.get("/")

    entry = deeds.about(story).filter(kind=Deed.Kind.PUBLISHED).first()
    assert entry.door == Deed.Door.CLOCK
    assert 2 <= entry.late_by < 60


def test_it_is_done_once(client, story, django_assert_num_queries):
    client.get("/latest/")

    with django_assert_num_queries(3):
        client.get("/latest/")
    assert deeds.about(story).filter(kind=Deed.Kind.PUBLISHED).count() == 1


@pytest.mark.parametrize(
    "name", ["healthz", "readyz", "robots", "manifest", "favicon", "apple_touch_icon"]
)
def test_what_says_nothing_of_stories_does_nothing(client, story, name):
    assert client.get(reverse(name)).status_code == 200

    assert Article.objects.get().headline == "Before"


def test_neither_does_a_picture(client, story):
    assert client.get(make_image().rendition("16x9", 640).url("jpg")).status_code == 200

    assert Article.objects.get().headline == "Before"


def test_neither_does_the_desk(client, story):
    client.force_login(make_user("Publisher"))

    assert client.get("/admin/").status_code == 200

    assert Article.objects.get().headline == "Before"


def test_a_fault_is_logged_and_the_page_is_answered(client, story, monkeypatch, caplog):
    monkeypatch.setattr("articles.publishing.apply_change", lambda *args: 1 / 0)

    response = client.get(story.get_absolute_url())

    assert response.status_code == 200
    assert "<h1>Before</h1>" in response.content.decode()
    (record,) = caplog.records
    assert (record.levelno, record.message) == (logging.ERROR, "What is due could not be done.")
    assert "ZeroDivisionError" in caplog.text


def test_after_a_fault_readers_are_spared_another_for_a_while(client, story, monkeypatch):
    tries = []
    monkeypatch.setattr("articles.publishing.apply_due", lambda: tries.append(1) or 1 / 0)

    for _ in range(3):
        client.get("/")
    assert len(tries) == 1
    monkeypatch.setattr("newsroom.middleware.AFTER_TROUBLE", dt.timedelta(0))
    Client().get("/")
    Client().get("/")

    assert len(tries) == 3


def test_a_story_that_fails_keeps_no_other_from_its_turn(client, story, monkeypatch):
    other = make_article(headline="Another")
    publishing.withdraw(
        other, by=make_user(), reason="Wrong.", at=timezone.now() + dt.timedelta(hours=1)
    )
    moment = timezone.now()
    Article.objects.filter(pk=other.pk).update(withdrawn_at=moment, due_at=moment)
    monkeypatch.setattr("articles.publishing.apply_change", lambda *args: 1 / 0)

    client.get("/")

    assert deeds.about(other).first().kind == Deed.Kind.WITHDREW
    assert Article.objects.get(pk=story.pk).due_at is not None


def test_a_change_that_the_gate_holds_back_leaves_the_page_as_it_is(client, story):
    Image.objects.update(credit="")

    page = client.get(story.get_absolute_url()).content.decode()

    assert "<h1>Before</h1>" in page
    assert "has no credit" in Article.objects.get().held_back


def test_after_the_worker_the_reader_finds_nothing_to_do(client, story):
    assert publishing.apply_due() == 1

    assert "<h1>After</h1>" in client.get(story.get_absolute_url()).content.decode()
    assert deeds.about(story).filter(kind=Deed.Kind.PUBLISHED).count() == 1
