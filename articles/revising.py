"""Saving a story at the desk: every save is a revision of the whole document."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from articles import body
from articles.document import SAME_ON_THE_ROW, Document
from articles.merging import Merged, merge
from articles.models import (
    Article,
    AuthorUse,
    Byline,
    PictureUse,
    RelatedLink,
    Revision,
    Section,
    Tag,
)
from articles.moments import in_full
from authors import deeds
from authors.models import Author, Deed, User
from media.models import Image

# An autosave that nobody named and after which something was saved goes after so long.
AUTOSAVES_STAY = dt.timedelta(days=14)
# Of one person's in one story so many of the newest stay.
MOST_AUTOSAVES = 200


class ConflictError(Exception):
    """Somebody else changed the same; nothing was saved, and the writer has to choose."""

    def __init__(self, newest: Revision, merged: Merged, other: User):
        super().__init__(f"Both changed: {', '.join(c.key for c in merged.conflicts)}")
        self.newest, self.merged, self.other = newest, merged, other


@dataclass(frozen=True)
class Typing:
    """From where a writer saves.

    `on` is the number of the revision that the form was loaded from, `sitting` the form that
    stands open in one tab. `choices` answer the conflicts with the text that is stamped
    `against`.
    """

    on: int | None = None
    sitting: UUID | None = None
    is_autosave: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    against: str = ""


@dataclass(frozen=True)
class Saved:
    revision: Revision
    # Fields that somebody else changed meanwhile, which are in the revision, not on the form.
    taken: list[str]
    # Who changed them, the last if they are several.
    other: User | None


def save(
    article: Article | None, document: Document, *, by: User, on: int | None = None, note: str = ""
) -> Revision:
    """Keep the document as the newest revision of the article, or of a new one for None.

    While a story was never scheduled nor published its row follows along, so that lists
    and pickers show it as it is. From then on only `publishing` writes the row. Saving
    what is saved already makes no second revision.

    `on` is the number of the revision that the writer had before them. What others saved
    since then is merged; raises `ConflictError` where both changed the same.
    """
    return keep(article, document, Typing(on=on), by=by, note=note).revision


@transaction.atomic
def keep(
    article: Article | None, document: Document, typing: Typing, *, by: User, note: str = ""
) -> Saved:
    """`save` for a form at the desk, by hand or by itself."""
    document = replace(document, body=body.clean(document.body))
    is_new = article is None
    if is_new:
        article = begun(typing.sitting, by)
    if article:
        article, is_new = Article.objects.locked(article.pk), False
    else:
        article = Article.objects.create(created_by=by)
    newest = article.revisions.select_related("saved_by").first()
    before = newest and (newest.pk, newest.is_autosave)
    embargo_before = newest and newest.document.embargo_until
    merged = brought_together(article, newest, document, typing, by)
    if merged.conflicts:
        raise ConflictError(newest, merged, last_other(article, typing, by))
    other = last_other(article, typing, by) if merged.taken else None
    not_on_the_form = unseen(merged, document)
    revision = written(article, newest, merged.document, typing, by, not_on_the_form, note)
    if not typing.is_autosave:
        thin_out(article)
    elif newest is None or revision.pk != newest.pk:
        thin_out_of(article, by)
    if is_new or (not typing.is_autosave and (revision.pk, revision.is_autosave) != before):
        kind, words = (Deed.Kind.BEGAN, "Begun.") if is_new else (Deed.Kind.SAVED, "Saved.")
        deeds.note(article, kind, words, by=by)
    note_embargo(article, embargo_before, merged.document, by)
    return Saved(revision, merged.taken, other)


def last_other(article: Article, typing: Typing, by: User) -> User:
    """Who saved last from another form than the writer's: somebody else, or they themselves."""
    others = article.revisions.select_related("saved_by")
    if typing.sitting:
        others = others.exclude(sitting=typing.sitting, saved_by=by)
    return (others.first() or article.revisions.first()).saved_by


def note_embargo(
    article: Article, before: dt.datetime | None, document: Document, by: User
) -> None:
    """An embargo is a promise to somebody: who made, moved or lifted it is in the log."""
    until = document.embargo_until
    if until == before:
        return
    words = f"Embargo until {in_full(until)}." if until else "Embargo removed."
    deeds.note(article, Deed.Kind.EMBARGO, words, by=by)


def begun(sitting: UUID | None, by: User) -> Article | None:
    """The story that this sitting began already: the answer to a first save may be lost.

    None where it is no longer open to its writer.
    """
    if sitting is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(sitting)])
    return Article.objects.open_to(by).filter(created_by=by, revisions__sitting=sitting).first()


def brought_together(
    article: Article, newest: Revision | None, mine: Document, typing: Typing, by: User
) -> Merged:
    """What is to be saved, with what others saved since the writer began."""
    if newest is None or (typing.on is None and typing.sitting is None):
        return Merged(mine)
    base = before_the_writer(article, typing, by)
    choices = typing.choices if typing.against == newest.stamp else {}
    return merge(base, newest.document, mine, choices)


def before_the_writer(article: Article, typing: Typing, by: User) -> Document:
    """What the writer last had before them that was saved."""
    if typing.sitting:
        own = article.revisions.filter(sitting=typing.sitting, saved_by=by).first()
        if own and own.number >= (typing.on or 0):
            return own.before_the_writer
    loaded = article.revisions.filter(number=typing.on).first()
    return loaded.document if loaded else Document()


def unseen(merged: Merged, mine: Document) -> dict:
    """What the form of the writer still shows in place of what others wrote."""
    shown = mine.to_json()
    return {name: shown[name] for name in merged.taken}


def written(
    article: Article,
    newest: Revision | None,
    document: Document,
    typing: Typing,
    by: User,
    unseen: dict,
    note: str,
) -> Revision:
    """The revision that holds the document under this name: the newest if it does, else another.

    A name that somebody gave is never replaced by another.
    """
    if newest and newest.document == document and (not note or newest.note in ("", note)):
        if newest.is_autosave and newest.saved_by == by and not typing.is_autosave:
            newest.is_autosave, newest.sitting, newest.unseen = False, typing.sitting, unseen
            newest.save(update_fields=["is_autosave", "sitting", "unseen"])
        if note and not newest.note:
            newest.note = note
            newest.save(update_fields=["note"])
        return newest
    revision = None
    if typing.is_autosave:
        revision = folded(article, newest, document, typing, by, unseen)
    if revision is None:
        revision = Revision.objects.create(
            article=article,
            number=newest.number + 1 if newest else 1,
            content=document.to_json(),
            note=note,
            saved_by=by,
            is_autosave=typing.is_autosave,
            sitting=typing.sitting,
            unseen=unseen,
        )
    keep_uses(document, article, revision)
    article.saved_at = revision.saved_at
    if article.published_at is None:
        article.slug = document.slug
        write_row(article, document)
    else:
        article.pending_since = article.pending_since or revision.saved_at
        hold_until(article, document)
        article.save(update_fields=["saved_at", "pending_since", "embargo_until", "due_at"])
    return revision


def hold_until(article: Article, document: Document) -> None:
    """A story that is not out yet keeps an embargo from the moment that it is saved.

    To lift one takes publishing or rescheduling.
    """
    now, until = timezone.now(), document.embargo_until
    if until and article.goes_out_at > now and until > article.goes_out_at:
        article.embargo_until = until
        article.wind(now)


def folded(
    article: Article,
    newest: Revision | None,
    document: Document,
    typing: Typing,
    by: User,
    unseen: dict,
) -> Revision | None:
    """The last autosave of this sitting, written over, while nobody builds on it."""
    if newest is None or newest.sitting != typing.sitting or newest.saved_by_id != by.pk:
        return None
    open_ones = Revision.objects.filter(is_autosave=True, is_sealed=False, note="")
    open_one = open_ones.filter(pk=newest.pk).exclude(pk__in=in_use(article))
    now = timezone.now()
    if not open_one.update(content=document.to_json(), unseen=unseen, saved_at=now):
        return None
    newest.content, newest.unseen, newest.saved_at = document.to_json(), unseen, now
    return newest


def sealed(article: Article) -> Revision:
    """The newest revision, which stays as it is from now on: a form is loaded from it."""
    newest = article.revisions.select_related("saved_by").first()
    if newest.is_autosave and not newest.is_sealed:
        Revision.objects.filter(pk=newest.pk).update(is_sealed=True)
        # It may have been written over in between.
        newest.refresh_from_db(fields=["content", "unseen", "saved_at", "is_sealed"])
    return newest


def thin_out(article: Article) -> int:
    """Remove old autosaves: unnamed, unseen by readers, and something was saved after them."""
    old = expendable(article.revisions, timezone.now()).exclude(pk__in=in_use(article))
    newest = article.revisions.values("number")[:1]
    return old.exclude(number=Subquery(newest)).delete()[0]


def thin_out_of(article: Article, user: User) -> None:
    """Remove the oldest autosaves of somebody who types by turns with others, or floods."""
    own = unnamed(article.revisions).filter(saved_by=user).exclude(pk__in=in_use(article))
    too_old = own.order_by("-number").values_list("pk", flat=True)[MOST_AUTOSAVES:]
    Revision.objects.filter(pk__in=list(too_old)).delete()


def expendable(revisions: QuerySet[Revision], now: dt.datetime) -> QuerySet[Revision]:
    return unnamed(revisions).filter(saved_at__lt=now - AUTOSAVES_STAY)


def unnamed(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Autosaves that nobody named, approved or told a correction with."""
    return revisions.filter(is_autosave=True, note="", approved_by=None, corrections=None)


def in_use(article: Article) -> list[int]:
    """The revisions that readers see, or will at a moment to come."""
    return [pk for pk in (article.live_revision_id, article.scheduled_revision_id) if pk]


def keep_uses(document: Document, article: Article, revision: Revision) -> None:
    """What the revision shows and names stays in the library and on the staff."""
    keep_picture_uses(document, article, revision)
    known = Author.objects.in_bulk({credit.author for credit in document.bylines})
    AuthorUse.objects.filter(revision=revision).delete()
    AuthorUse.objects.bulk_create(AuthorUse(author_id=pk, revision=revision) for pk in known)


def write_row(article: Article, document: Document) -> None:
    """Put the document where readers look, but for the slug, which is part of the address.

    A section, picture, author or story that is no longer there is left out.
    """
    for name in SAME_ON_THE_ROW:
        setattr(article, name, getattr(document, name))
    article.section = Section.objects.filter(pk=document.section).first()
    article.lead_image = Image.objects.filter(pk=document.lead_image).first()
    article.save()
    write_bylines(article, document)
    write_related(article, document)
    write_tags(article, document)
    keep_picture_uses(document, article, None)


def write_bylines(article: Article, document: Document) -> None:
    known = Author.objects.in_bulk({credit.author for credit in document.bylines})
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author_id=credit.author, role=credit.role, position=position)
        for position, credit in enumerate(document.bylines, start=1)
        if credit.author in known
    )


def write_related(article: Article, document: Document) -> None:
    known = Article.objects.in_bulk({r.story for r in document.related if r.story})
    article.related_links.all().delete()
    RelatedLink.objects.bulk_create(
        RelatedLink(
            article=article,
            story_id=related.story,
            url=related.url,
            title=related.title,
            position=position,
        )
        for position, related in enumerate(document.related, start=1)
        if related.story is None or related.story in known
    )


def write_tags(article: Article, document: Document) -> None:
    article.tags.set(Tag.objects.all_named(document.tags))


def keep_picture_uses(document: Document, article: Article, revision: Revision | None) -> None:
    known = Image.objects.in_bulk(document.picture_ids)
    PictureUse.objects.filter(article=article, revision=revision).delete()
    PictureUse.objects.bulk_create(
        PictureUse(article=article, revision=revision, image_id=number)
        for number in document.picture_ids
        if number in known
    )
