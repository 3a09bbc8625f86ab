"""The edition is laid once, and never into somebody's house."""

import pytest
from django.core.management.base import CommandError

from articles import publishing
from articles.models import Article
from authors.models import User
from newsroom.demo import logins
from newsroom.demo.drawing import harbour
from newsroom.management.commands import demo
from newsroom.models import Page
from tests.builders import make_article, make_author, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def edition(var_dir):
    demo.lay_edition()


def test_a_drawing_is_the_same_each_time():
    assert harbour.ferry().jpeg() == harbour.ferry().jpeg()


def test_laying_again_changes_nothing(edition):
    Article.objects.filter(published_at=None).delete()
    clock = Article.objects.get(slug="leave-the-clock-wrong")
    publishing.withdraw(clock, by=User.objects.first(), reason="Wrong.")

    demo.lay_edition()

    assert Article.objects.count() == 30
    assert Article.objects.get(slug="leave-the-clock-wrong").state == "withdrawn"


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
