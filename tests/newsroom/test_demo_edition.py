"""The edition itself: every story whole, laid once, and never into somebody's house."""

import html
import re

import pytest
from django.core.management.base import CommandError
from django.utils import timezone

from articles import body, publishing
from articles.models import Article, Byline, Correction, RelatedLink
from authors.models import Author, User
from media.models import Image
from newsroom.demo import logins, pictures, texts
from newsroom.demo.drawing import harbour
from newsroom.management.commands import demo
from newsroom.models import Page, Publication
from tests.builders import make_article, make_author, make_publication, make_section, make_user

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


def published():
    return Article.objects.published()


def test_everything_is_laid(edition):
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


def test_every_story_is_whole(edition):
    for article in published():
        words = len(body.plain_text(article.body).split())

        assert 400 <= words <= 1200, (article, words)
        assert article.standfirst, article
        assert article.lead_image.credit, article
        assert article.tags.count() >= 2, article
        assert all(author.bio for author in article.authors.all()), article


def test_every_story_ends_in_three_links(edition, client):
    for article in published():
        page = client.get(article.get_absolute_url())

        assert len(page.context["more"]) == 3, article


def test_a_link_to_a_story_of_ours_is_one_that_readers_may_follow(edition):
    links = RelatedLink.objects.exclude(story=None).filter(article__in=published())

    assert links.count() >= 20
    assert not links.exclude(story__in=published()).exists()


def test_it_shows_what_the_product_can_do(edition):
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


def test_nobody_in_a_story_bears_the_name_of_an_author(edition):
    for story in Article.objects.all():
        others = Author.objects.exclude(bylines__article=story).values_list("name", flat=True)
        assert [name for name in others if name in body.plain_text(story.body)] == []


def test_a_withdrawn_story_tells_its_reason(edition, client):
    ghost = story_of("a-ghost-on-beacon-hill")

    page = client.get(ghost.get_absolute_url())

    assert page.status_code == 410
    assert ghost.withdrawn_reason.split(".")[0] in html.unescape(page.content.decode())


def test_the_masthead_lists_the_staff(edition, client):
    page = client.get("/masthead/").content.decode()

    assert all(author.name in page for author in Author.objects.all())


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

    assert Article.objects.count() == 30
    assert story_of("leave-the-clock-wrong").state == "withdrawn"


def test_it_is_not_laid_again_when_every_story_is_gone(edition):
    Article.objects.update(live_revision=None)
    Article.objects.all().delete()

    demo.lay_edition()

    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "theirs",
    [
        make_article,
        make_publication,
        make_section,
        make_author,
        lambda: Page.objects.create(title="About", slug="about"),
        lambda: make_user(username="wren"),
    ],
    ids=["story", "name", "section", "author", "page", "login"],
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
