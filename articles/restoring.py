"""Earlier versions of a story: given a name, and brought back as the newest revision."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import revising
from articles.comparing import LABELS
from articles.document import Document
from articles.models import Article, Revision
from authors import deeds
from authors.models import Deed, User


@transaction.atomic
def restore(revision: Revision, *, by: User, on: str, field: str = "") -> Revision:
    """Save an earlier version again, whole or one field of it, as a revision of its own.

    `on` is the stamp of the newest text that the editor knew of; a `ValidationError` says who
    was quicker. What the newest says already makes no second one.
    """
    article = Article.objects.locked(revision.article_id)
    newest = article.revisions.select_related("saved_by").first()
    if newest.stamp != on:
        raise ValidationError(
            f"{newest.saved_by} saved this story meanwhile. Look at its history again first."
        )
    document = brought_back(article, newest.document, revision.document, field, by)
    saved = revising.save(article, document, by=by)
    if saved.pk != newest.pk:
        saved.note = f"Restored from revision {revision.number}"
        if field:
            saved.note += f": {LABELS[field].lower()}"
            # Of all the rest they need not have read a word.
            saved.unseen = {name: saved.content[name] for name in LABELS if name != field}
        Revision.objects.filter(pk=saved.pk).update(note=saved.note, unseen=saved.unseen)
        deeds.note(article, Deed.Kind.SAVED, f"{saved.note}.", by=by)
    return saved


def brought_back(
    article: Article, newest: Document, wanted: Document, field: str, by: User
) -> Document:
    document = replace(newest, **{field: getattr(wanted, field)}) if field else wanted
    is_out = article.published_at is not None
    if is_out and not (field == "slug" and may_rename(article, by)):
        # The text of then does not bring its address back.
        document = replace(document, slug=newest.slug)
    return document


def may_rename(article: Article, user: User) -> bool:
    """A story that is published or scheduled gets another address by whoever may publish."""
    return article.published_at is None or user.has_perm("articles.publish_article")


def refuse_reserved(note: str) -> None:
    """Names that stand for a deed are given by the deed alone."""
    if note.casefold() in {"submitted", "approved", "scheduled", "published"}:
        raise ValidationError("This name is given by the deed itself. Choose another.")


@transaction.atomic
def name(revision: Revision, note: str, *, by: User) -> None:
    """Mark a version, such as “before legal”; an empty name takes the mark off.

    A named version stays as it is: an autosave is not written over afterwards.
    """
    article = Article.objects.locked(revision.article_id)
    if note:
        Revision.objects.filter(pk=revision.pk).update(note=note, is_sealed=True)
        deeds.note(article, Deed.Kind.SAVED, f"Named revision {revision.number} “{note}”.", by=by)
    else:
        Revision.objects.filter(pk=revision.pk).update(note="")
        deeds.note(
            article, Deed.Kind.SAVED, f"Took the name off revision {revision.number}.", by=by
        )
