import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Article
from tests.builders import make_article, make_author, make_user

pytestmark = pytest.mark.django_db

AHEAD = dt.timedelta(hours=1)


def test_published_is_what_has_come_and_stays():
    now = timezone.now()
    shown = make_article()
    to_be_withdrawn = make_article(withdrawn_at=now + AHEAD, withdrawn_reason="Later")
    past_embargo = make_article(embargo_until=now - AHEAD)
    make_article(published_at=None)
    make_article(published_at=now + AHEAD)
    make_article(embargo_until=now + AHEAD)
    make_article(withdrawn_at=now - AHEAD, withdrawn_reason="Wrong")

    published = Article.objects.published()

    assert set(published) == {shown, to_be_withdrawn, past_embargo}
    assert {a for a in Article.objects.all() if a.is_public} == set(published)


def test_a_writer_may_open_what_they_began_and_what_bears_their_name():
    wren = make_user("Writer")
    begun = make_article(by=wren)
    named = make_article()
    named.bylines.update(author=make_author(user=wren))
    make_article()

    assert set(Article.objects.open_to(wren)) == {begun, named}


@pytest.mark.parametrize("role", ["Editor", "Publisher"])
def test_editors_and_publishers_may_open_every_story(role):
    article = make_article()

    assert list(Article.objects.open_to(make_user(role))) == [article]


@pytest.mark.parametrize("role", ["Bio editor", "Picture editor", None])
def test_others_open_no_story_though_their_name_stands_on_it(role):
    user = make_user(role)
    article = make_article(by=user)
    article.bylines.update(author=make_author(user=user))

    assert not Article.objects.open_to(user).exists()
