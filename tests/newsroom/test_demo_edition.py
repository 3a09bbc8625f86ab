"""The edition itself: every story whole, laid once, and never into somebody's house."""

import re

import pytest
from django.core.management.base import CommandError
from django.utils import timezone

from articles import body, publishing
from articles.models import Article
from authors.models import Author, User
from media.models import Image
from newsroom.demo import logins, pictures, texts
from newsroom.demo.drawing import harbour
from newsroom.management.commands import demo
from newsroom.models import Page, Publication
from tests.builders import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db
STORIES = texts.stories()


@pytest.fixture
def var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def edition(var_dir):
    demo.lay_edition()


def story_of(slug):
    return Article.objects.get(slug=slug)


def test_everything_is_laid(edition):
    published = Article.objects.published()

    assert Publication.objects.get().name == "The Ansel Lantern"
    assert published.count() == 8
    assert sorted(a.state for a in Article.objects.exclude(pk__in=published)) == [
        "draft",
        "scheduled",
    ]
    assert Author.objects.exclude(bio="").exclude(sign_off="").exclude(portrait=None).count() == 4
    assert set(published.values_list("section__slug", flat=True)) == {
        *("harbour", "town", "field-notes")
    }
    assert Page.objects.get().slug == "about"
    assert User.objects.count() == 5


def test_every_story_is_whole(edition):
    for article in Article.objects.exclude(published_at=None):
        words = len(body.plain_text(article.body).split())
        ours = [link for link in article.related_links.all() if link.story_id]

        assert words >= 400, article
        assert article.standfirst, article
        assert article.lead_image, article
        assert article.tags.count() >= 2, article
        assert ours or article.slug == STORIES[0].slug, article
        assert all(link.story.published_at < article.published_at for link in ours), article


def test_it_shows_what_the_product_can_do(edition):
    bodies = " ".join(Article.objects.published().values_list("body", flat=True))
    amber = Article.objects.get(slug="why-the-harbour-light-is-turning-amber")
    clock = Article.objects.get(slug="leave-the-clock-wrong")
    links = amber.related_links.model.objects

    assert all(tag in bodies for tag in ["<h2>", "<blockquote>", "<ul>", "<ol>", "<table>"])
    assert re.search(r'<figure data-image="\d+">', bodies)
    assert [byline.role for byline in amber.bylines.all()] == ["words", "reporting"]
    assert clock.corrections.count() == 1
    assert links.exclude(url="").exists()


def test_every_picture_has_what_must_be_printed(edition):
    assert Image.objects.count() == len(pictures.DRAWINGS) == len(texts.pictures())
    assert not Image.objects.filter(credit="").exists()
    assert not Image.objects.filter(alt_text="").exists()
    assert not Image.objects.filter(caption="").exists()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_a_file_is_in_the_vocabulary_and_its_header_is_read_whole(story):
    html = re.sub(r'data-image="[\w-]+"', 'data-image="1"', story.body)

    assert story.header.defects == []
    assert "".join(body.clean(html).split()) == "".join(html.split())


def test_a_drawing_is_the_same_each_time():
    assert harbour.ferry().jpeg() == harbour.ferry().jpeg()


def test_laying_again_changes_nothing(edition):
    Article.objects.filter(published_at=None).delete()
    publishing.withdraw(story_of("leave-the-clock-wrong"), by=User.objects.first(), reason="Wrong.")

    demo.lay_edition()

    assert Article.objects.count() == 9
    assert story_of("leave-the-clock-wrong").state == "withdrawn"


def test_it_is_not_laid_again_when_every_story_is_gone(edition):
    Article.objects.update(live_revision=None)
    Article.objects.all().delete()

    demo.lay_edition()

    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "theirs",
    [make_article, make_publication, lambda: make_user(username="wren")],
    ids=["story", "name", "login"],
)
def test_it_refuses_a_house_that_is_somebody_s(var_dir, theirs):
    theirs()
    users = User.objects.count()

    with pytest.raises(CommandError, match="holds a publication already"):
        demo.lay_edition()

    assert User.objects.count() == users
    assert not logins.file().exists()


def test_passwords_on_file_are_used_again_for_another_database(var_dir):
    logins.create()
    first = [str(login) for login in logins.on_file()]
    User.objects.all().delete()

    logins.create()

    assert [str(login) for login in logins.on_file()] == first == logins.lines()


def test_a_scheduled_story_is_ahead(edition):
    market = story_of("the-winter-market-comes-indoors")

    assert market.published_at > timezone.now()
    assert not market.is_public
