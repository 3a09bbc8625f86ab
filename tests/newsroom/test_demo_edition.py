"""The edition itself: every story whole, and everything shown that the product can do."""

import html
import re

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from articles import body
from articles.models import Article, Byline, Correction, RelatedLink
from authors.models import Author, User
from media.models import Image
from newsroom.demo import pictures, texts
from newsroom.management.commands import demo
from newsroom.models import Page, Publication

pytestmark = pytest.mark.django_db
STORIES = texts.stories()


@pytest.fixture(scope="module")
def edition(django_db_setup, django_db_blocker, tmp_path_factory):
    """Laid once for all tests of this file; each of them forgets what it changes."""
    var_dir = tmp_path_factory.mktemp("edition")
    places = override_settings(VAR_DIR=var_dir, MEDIA_ROOT=var_dir / "uploads")
    with django_db_blocker.unblock(), places, transaction.atomic():
        demo.lay_edition()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def own_uploads(edition):
    """The pictures are the edition's."""


def story_of(slug):
    return Article.objects.get(slug=slug)


def published():
    return Article.objects.published()


def test_everything_is_laid():
    states = [article.state for article in Article.objects.exclude(pk__in=published())]

    assert Publication.objects.get().name == "The Ansel Lantern"
    assert published().count() == 28
    assert sorted(states) == ["draft", "in review", "scheduled", "withdrawn"]
    assert Author.objects.exclude(bio="").exclude(sign_off="").exclude(portrait=None).count() == 8
    assert published().values("section").distinct().count() == 6
    assert {page.slug for page in Page.objects.all()} == {
        *("about", "ethics", "corrections-policy", "ownership", "contact", "masthead")
    }
    assert User.objects.count() == 5


def test_every_story_is_whole():
    for article in published():
        words = len(body.plain_text(article.body).split())

        assert 400 <= words <= 1200, (article, words)
        assert article.standfirst, article
        assert article.lead_image.credit, article
        assert article.tags.count() >= 2, article
        assert all(author.bio for author in article.authors.all()), article


def test_every_story_ends_in_three_links(client):
    for article in published():
        page = client.get(article.get_absolute_url())

        assert len(page.context["more"]) == 3, article


def test_a_link_to_a_story_of_ours_is_one_that_readers_may_follow():
    links = RelatedLink.objects.exclude(story=None).filter(article__in=published())

    assert links.count() >= 20
    assert not links.exclude(story__in=published()).exists()


def test_it_shows_what_the_product_can_do():
    bodies = " ".join(published().values_list("body", flat=True))
    roles = {byline.role for byline in Byline.objects.filter(article__in=published())}
    years = {article.published_at.year for article in published()}

    assert all(tag in bodies for tag in ["<h2>", "<blockquote>", "<ul>", "<ol>", "<table>"])
    assert re.search(r'<figure data-image="\d+">', bodies)
    assert re.search(r'<p><strong><a href="[^"]+">', bodies)
    assert {"words", "reporting", "graphics"} <= roles
    assert len(years) >= 2
    assert set(published().values_list("kind", flat=True)) == {
        *("news", "analysis", "opinion", "explainer", "review")
    }
    assert Correction.objects.told().count() >= 2
    assert RelatedLink.objects.exclude(url="").exists()


def test_nobody_in_a_story_bears_the_name_of_an_author():
    for story in Article.objects.all():
        others = Author.objects.exclude(bylines__article=story).values_list("name", flat=True)
        assert [name for name in others if name in body.plain_text(story.body)] == []


def test_a_withdrawn_story_tells_its_reason(client):
    ghost = story_of("a-ghost-on-beacon-hill")

    page = client.get(ghost.get_absolute_url())

    assert page.status_code == 410
    assert ghost.withdrawn_reason.split(".")[0] in html.unescape(page.content.decode())


def test_the_masthead_lists_the_staff(client):
    page = client.get("/masthead/").content.decode()

    assert all(author.name in page for author in Author.objects.all())


def test_every_picture_has_what_must_be_printed():
    assert Image.objects.count() == len(pictures.DRAWINGS) == len(texts.pictures())
    assert not Image.objects.filter(credit="").exists()
    assert not Image.objects.filter(alt_text="").exists()
    assert not Image.objects.filter(caption="").exists()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_a_file_is_in_the_vocabulary_and_its_header_is_read_whole(story):
    html = re.sub(r'data-image="[\w-]+"', 'data-image="1"', story.body)

    assert story.header.defects == []
    assert "".join(body.clean(html).split()) == "".join(html.split())


def test_a_scheduled_story_is_ahead():
    market = story_of("the-winter-market-comes-indoors")

    assert market.published_at > timezone.now()
    assert not market.is_public
