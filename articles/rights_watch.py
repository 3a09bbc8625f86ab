"""Stories with a picture whose rights end: told at the desk, and once by mail; held if to come."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from articles import publishing
from articles.models import Article, PictureUse, RightsTold
from authors import deeds
from authors.models import Author, Deed, User
from media import rights
from media.rights import Uses

# Any number, the same in all processes: who holds this lock tells.
LOCK = 7_391_552_605
# In one round; the rest follows with the next.
MOST = 500


def ending(now: dt.datetime) -> QuerySet[PictureUse]:
    """What public stories show and may show no more, or not for long; the first to end first."""
    uses = PictureUse.objects.filter(
        rights.ending(now, of="image"), revision=None, article__in=Article.objects.published(now)
    )
    return uses.order_by(F("image__rights_until").asc(nulls_first=True), "article", "image")


def after_change(sender, images, by, **kwargs) -> None:
    """Stories that are to come with these pictures go out only if they still may.

    Once it is saved: a story is locked before its pictures, wherever one is published.
    """
    numbers = [image.pk for image in images]
    transaction.on_commit(lambda: hold_scheduled(numbers, by))


def hold_scheduled(images: list[int], by: User) -> None:
    uses = PictureUse.objects.filter(image__in=images, revision=None)
    scheduled = Article.objects.scheduled()
    for story in scheduled.filter(pk__in=uses.values("article")).order_by("pk")[:MOST]:
        publishing.hold_scheduled(story, by=by)


def portraits_ending(now: dt.datetime) -> QuerySet[Author]:
    """Whose page shows a portrait that may be shown no more, or not for long."""
    authors = Author.objects.filter(rights.ending(now, of="portrait"))
    return authors.order_by(F("portrait__rights_until").asc(nulls_first=True), "pk")


@transaction.atomic
def tell() -> int:
    """Note each with its story, which mails it; how many were told.

    Once when the end is near, and once when it has come, for each date that is set.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    now, told = timezone.now(), []
    for use in untold(now).select_related("image", "article")[:MOST]:
        words = f"Picture {use.image_id}, “{use.image}”, {problem_of(use.image, now)}."
        with deeds.through(Deed.Door.CLOCK):
            deeds.note(use.article, Deed.Kind.RIGHTS, words, by=None)
        told.append(told_of(use, now))
    RightsTold.objects.bulk_create(told)
    return len(told)


def untold(now: dt.datetime) -> QuerySet[PictureUse]:
    told = RightsTold.objects.filter(article=OuterRef("article"), image=OuterRef("image"))
    is_banned = Q(image__allowed_uses=Uses.NONE)
    as_banned = Exists(told.filter(until=None))
    until = told.filter(until=OuterRef("image__rights_until"))
    as_ended, as_near = Exists(until.filter(has_ended=True)), Exists(until)
    has_ended = Q(image__rights_until__lte=now)
    return ending(now).exclude(
        (is_banned & as_banned)
        | (~is_banned & has_ended & as_ended)
        | (~is_banned & ~has_ended & as_near)
    )


def told_of(use: PictureUse, now: dt.datetime) -> RightsTold:
    image = use.image
    if image.allowed_uses == Uses.NONE:
        return RightsTold(article=use.article, image=image, has_ended=True)
    until = image.rights_until
    return RightsTold(article=use.article, image=image, until=until, has_ended=until <= now)


def problem_of(image, now: dt.datetime) -> str:
    return rights.problem(image, now) or f"may be shown until {rights.spoken(image.rights_until)}"
