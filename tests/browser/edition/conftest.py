"""The demo edition, laid once for each file of tests and served; they only read it."""

from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from articles import embedding
from articles.models import Article
from newsroom.demo import laying
from newsroom.models import AdSlot, Publication
from tests.queues import forget_jobs


@dataclass(frozen=True)
class Site:
    """Where the edition is, and the address of one page of every kind."""

    url: str
    addresses: dict[str, str]


# The browser comes first: its event loop is a context of its own, with its own connection.
@pytest.fixture(scope="module")
def site(chromium, django_db_setup, django_db_blocker, tmp_path_factory):
    var_dir = tmp_path_factory.mktemp("edition")
    with (
        django_db_blocker.unblock(),
        override_settings(VAR_DIR=var_dir, MEDIA_ROOT=var_dir / "uploads"),
    ):
        laying.lay()
        embedding.embed(embedding.missing())
        fill_every_slot()
        server = LiveServer("localhost")
        yield Site(server.url, addresses())
        server.stop()
        call_command("flush", interactive=False, verbosity=0)
        forget_jobs()


@pytest.fixture(autouse=True)
def own_uploads(site):
    """The pictures are the edition's."""


@pytest.fixture
def site_url(site):
    return site.url


def fill_every_slot():
    publication = Publication.objects.get()
    image = publication.ad_slots.first().image
    for place in (AdSlot.Place.AUTHORS, AdSlot.Place.END):
        publication.ad_slots.get_or_create(
            place=place, defaults={"image": image, "url": "https://www.example.org/letter"}
        )


def addresses():
    story = Article.objects.get(slug="the-ferry-that-leaves-when-the-tide-says")
    withdrawn = Article.objects.get(slug="a-ghost-on-beacon-hill")
    at = story.published_at
    return {
        "front page": "/",
        "story": story.get_absolute_url(),
        "withdrawn story": withdrawn.get_absolute_url(),
        "section": "/sections/harbour/",
        "tag": "/tags/tides/",
        "author": "/authors/wren-halloran/",
        "authors": "/authors/",
        "latest": "/latest/",
        "year": f"/{at.year}/",
        "month": f"/{at.year}/{at.month:02}/",
        "search": "/search/?q=ferry",
        "misspelt search": "/search/?q=ferrry",
        "search without result": "/search/?q=submarine+zeppelin",
        "corrections": "/corrections/",
        "page": "/ethics/",
        "masthead": "/masthead/",
        "unknown page": "/no-such-page/",
    }
