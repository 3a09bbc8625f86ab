"""What the desk leaves behind and nobody needs any more."""

import datetime as dt

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.document import Document
from articles.models import Article, Presence, PreviewLink, Revision
from articles.models.presence import SILENCE
from articles.revising import expendable

EMPTY_STAYS = dt.timedelta(days=1)
LINKS_STAY = dt.timedelta(days=30)
# Whatever else an empty form holds: its kind, and an address nobody chose.
NO_TEXT = {"shape", "kind"}


def tidy() -> dict[str, int]:
    """Remove all of it; how many of each."""
    now = timezone.now()
    return {
        "Old autosaves": remove(old_autosaves(now)),
        "Empty drafts": remove(empty_drafts(now)),
        "Closed forms": remove(Presence.objects.filter(seen_at__lt=now - SILENCE)),
        "Preview links": remove(PreviewLink.objects.filter(expires_at__lt=now - LINKS_STAY)),
    }


def remove(rows: QuerySet) -> int:
    """How many there were, without what hung on them."""
    keys = list(rows.values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=keys).delete()
    return len(keys)


def old_autosaves(now: dt.datetime):
    """Unnamed, never seen by readers, and something was saved after them."""
    newest = Revision.objects.filter(article=OuterRef("article")).order_by("-number")
    return (
        expendable(Revision.objects, now)
        .exclude(pk=F("article__live_revision"))
        .exclude(pk=F("article__scheduled_revision"))
        .exclude(number=Subquery(newest.values("number")[:1]))
    )


def empty_drafts(now: dt.datetime):
    """Begun and never written: every revision says nothing."""
    written = Revision.objects.filter(article=OuterRef("pk")).exclude(says_nothing())
    return (
        Article.objects.drafts()
        .filter(saved_at__lt=now - EMPTY_STAYS, headline="", standfirst="", body="")
        .exclude(pk__in=Subquery(written.order_by().values("article")))
    )


def says_nothing() -> Q:
    blank = Document().to_json()
    return Q(**{f"content__{name}": value for name, value in blank.items() if name not in NO_TEXT})
