"""`manage.py tidy`."""

import datetime as dt
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import revising
from articles.document import Document
from articles.models import Article, Presence, PreviewLink, Revision
from tests.builders import make_article, make_document, make_user

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - dt.timedelta(days=60)


def tidied():
    out = StringIO()
    call_command("tidy", stdout=out)
    return dict(line.split(": ") for line in out.getvalue().splitlines())


def autosaved(article, document, by):
    typing = revising.Typing(on=None, sitting=uuid4(), is_autosave=True)
    return revising.keep(article, document, typing, by=by).revision


def test_old_autosaves_go_when_something_was_saved_after_them():
    ana, article = make_user(), make_article()
    for note in ("", "before legal", "", ""):
        revision = autosaved(None, make_document(), ana)
        Revision.objects.filter(pk=revision.pk).update(
            article=article, number=article.revisions.first().number + 1, note=note
        )
    Article.objects.filter(live_revision=None).delete()
    Revision.objects.update(saved_at=LONG_AGO)

    assert tidied()["Old autosaves"] == "2"
    assert [r.number for r in article.revisions.all()] == [5, 3, 1]


def test_drafts_that_stayed_empty_go_and_others_stay():
    ana = make_user()
    empty = autosaved(None, Document(), ana).article
    had_text = autosaved(None, Document(headline="Once"), ana).article
    revising.save(had_text, Document(), by=ana)
    fresh = autosaved(None, Document(), ana).article
    before_somebody = autosaved(None, Document(), ana).article
    Presence.objects.create(article=before_somebody, user=ana, sitting=uuid4())
    Article.objects.exclude(pk=fresh.pk).update(saved_at=LONG_AGO)

    assert tidied()["Empty drafts"] == "1"
    assert set(Article.objects.all()) == {had_text, fresh, before_somebody}
    assert empty not in Article.objects.all()


def test_closed_forms_and_links_that_ran_out_go():
    ana, article = make_user(), make_article()
    Presence.objects.create(article=article, user=ana, sitting=uuid4(), seen_at=LONG_AGO)
    Presence.objects.create(article=article, user=ana, sitting=uuid4())
    for digest, expires_at in (("a", LONG_AGO), ("b", timezone.now())):
        PreviewLink.objects.create(
            article=article, digest=digest, made_by=ana, expires_at=expires_at
        )

    told = tidied()

    assert (told["Closed forms"], told["Preview links"]) == ("1", "1")
    assert tidied()["Closed forms"] == "0"
