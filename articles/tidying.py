"""What the desk leaves behind and nobody needs any more."""

import datetime as dt

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.document import TEXT, Document
from articles.models import Article, Presence, PreviewLink, Revision
from articles.models.presence import SILENCE
from articles.revising import expendable

EMPTY_STAYS = dt.timedelta(days=1)
LINKS_STAY = dt.timedelta(days=30)


def tidy() -> dict[str, int]:
    """Remove all of it; how many of each."""
    now = timezone.now()
    return {
        "Old autosaves": remove(old_autosaves(now)),
        "Empty drafts": remove(empty_drafts(now)),
        "Closed forms": remove(Presence.objects.filter(seen_at__lt=now - SILENCE)),
        "Preview links": remove(PreviewLink.objects.filter(expires_at__lt=now - LINKS_STAY)),
    }


@transaction.atomic
def remove(rows: QuerySet) -> int:
    """How many there were, without what hung on them. What changes just now is looked at again."""
    keys = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
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
    """Begun and never written, every revision says nothing, and nobody sits before one."""
    written = Revision.objects.filter(article=OuterRef("pk")).exclude(says_nothing())
    return (
        Article.objects.drafts()
        .filter(saved_at__lt=now - EMPTY_STAYS, headline="", standfirst="", body="")
        .exclude(pk__in=Subquery(written.order_by().values("article")))
        .exclude(pk__in=Presence.objects.open_now().order_by().values("article"))
    )


def says_nothing() -> Q:
    """As `Document.says_nothing`, of a revision."""
    blank = Document().to_json()
    return Q(**{f"content__{name}": blank[name] for name in TEXT})
