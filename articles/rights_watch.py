"""Public stories that show a picture whose rights end: told at the desk, and once by mail."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from articles.models import Article, PictureUse
from authors import deeds
from authors.models import Deed
from media import rights
from media.rights import Uses

# Any number, the same in all processes: who holds this lock tells.
LOCK = 7_391_552_605
# In one round; the rest follows with the next.
MOST = 500


def ending(now: dt.datetime) -> QuerySet[PictureUse]:
    """What public stories show and may show no more, or not for long; the first to end first."""
    soon = Q(image__rights_until__lte=now + rights.TOLD_BEFORE) | Q(image__allowed_uses=Uses.NONE)
    uses = PictureUse.objects.filter(
        soon, revision=None, article__in=Article.objects.published(now)
    )
    return uses.order_by(F("image__rights_until").asc(nulls_first=True), "article", "image")


@transaction.atomic
def tell() -> int:
    """Note each with its story, which mails it; how many were told.

    Once when the end is near, and once when it has come.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    now, told = timezone.now(), 0
    for use in ending(now).select_related("image", "article")[:MOST]:
        words = f"Picture {use.image_id}, “{use.image}”, {problem_of(use.image, now)}."
        if not deeds.about(use.article).filter(kind=Deed.Kind.RIGHTS, words=words).exists():
            with deeds.through(Deed.Door.CLOCK):
                deeds.note(use.article, Deed.Kind.RIGHTS, words, by=None)
            told += 1
    return told


def problem_of(image, now: dt.datetime) -> str:
    return rights.problem(image, now) or f"may be shown until {rights.spoken(image.rights_until)}"
