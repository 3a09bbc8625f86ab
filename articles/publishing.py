"""The gate: the only way by which a story becomes public, changes in public, or leaves.

Every deed is one transaction, may be asked for twice, and answers what an editor can
mend with a `ValidationError` on the field of the form.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import checklist, deeds, revising, search
from articles.document import Document
from articles.models import Article, Revision
from authors.models import User

SLUG_TAKEN = "Another story of this month has this slug; change it."


def submit(article: Article, *, by: User) -> Article:
    """Hand a draft to the editors. Submitting again keeps the first moment."""
    with transaction.atomic():
        article = locked(article)
        if article.published_at is None and article.submitted_at is None:
            if not article.headline:
                raise ValidationError({"headline": "Write the headline before submitting."})
            article.submitted_at = timezone.now()
            article.save(update_fields=["submitted_at"])
            name(article.revisions.first(), "Submitted")
            deeds.note(article, "Submitted.", by=by)
    return article


def publish(article: Article, *, by: User, at: dt.datetime | None = None) -> Article:
    """Show the newest revision to readers, now or from the moment `at` on.

    A moment in the past is for stories that were published elsewhere before. A story
    that is public keeps its moment and its address, and its updated time moves.
    Raises `ValidationError` with a message a field when the checklist holds it back.
    """
    try:
        with transaction.atomic():
            return through_the_gate(locked(article), by, at)
    except IntegrityError as error:
        # Somebody took the address between our look and our write.
        if "article_one_slug_a_month" not in str(error):
            raise
        raise ValidationError({"slug": SLUG_TAKEN}) from error


def through_the_gate(article: Article, by: User, at: dt.datetime | None) -> Article:
    now = timezone.now()
    revision = article.revisions.first()
    was_public = article.published_at is not None and article.published_at <= now
    refuse_impossible(article)
    if was_public and article.live_revision_id == revision.pk:
        return article
    moment = at or now
    hold_back(checklist.blocking(revision.document, at=max(moment, now)))
    if was_public:
        refuse_another_address(article, revision.document, at)
        article.updated_at = now
    else:
        give_address(article, revision.document, moment)
    article.live_revision = revision
    name(revision, "Published")
    revising.write_row(article, revision.document)
    search.write_words(Article.objects.filter(pk=article.pk))
    deeds.note(article, f"Published revision {revision.number}.", by=by)
    return article


def name(revision: Revision, note: str) -> None:
    """A version that was handed on has a name, and stays; one that an editor gave is kept."""
    if not revision.note:
        revision.note = note
        revision.save(update_fields=["note"])


def refuse_impossible(article: Article) -> None:
    if article.is_withdrawn:
        raise ValidationError("This story is withdrawn. Restore it before publishing.")


def refuse_another_address(article: Article, document: Document, at: dt.datetime | None) -> None:
    if at is not None:
        raise ValidationError("This story is public already; a change of it goes out at once.")
    if document.slug not in {"", article.slug}:
        raise ValidationError({"slug": "The address of a public story stays as it is."})


def hold_back(findings: list[checklist.Finding]) -> None:
    problems: dict[str, list[str]] = {}
    for finding in findings:
        problems.setdefault(finding.field, []).append(finding.message)
    if problems:
        raise ValidationError(problems)


def give_address(article: Article, document: Document, moment: dt.datetime) -> None:
    local = timezone.localtime(moment)
    article.published_at = moment
    article.address_year, article.address_month = local.year, local.month
    article.slug = document.address_slug
    others = Article.objects.exclude(pk=article.pk).filter(
        address_year=local.year, address_month=local.month, slug=article.slug
    )
    if others.exists():
        raise ValidationError({"slug": SLUG_TAKEN})


def withdraw(article: Article, *, by: User, reason: str) -> Article:
    """Take a story off the site and leave a note in its place.

    The address goes on answering, with 410 and the reason, so that links and search
    engines learn of it. Pictures and revisions stay.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": "Say why the story is withdrawn; readers see it."})
    with transaction.atomic():
        article = locked(article)
        if article.published_at is None:
            raise ValidationError(
                "This story was never published, so there is nothing to withdraw."
            )
        if not article.is_withdrawn:
            article.withdrawn_at = timezone.now()
            article.withdrawn_reason = reason
            article.save(update_fields=["withdrawn_at", "withdrawn_reason"])
            deeds.note(article, f"Withdrawn: {reason}", by=by)
    return article


def restore(article: Article, *, by: User) -> Article:
    """Bring a withdrawn story back as it was, if it may still be shown."""
    with transaction.atomic():
        article = locked(article)
        if article.withdrawn_at is not None:
            hold_back(checklist.blocking(article.live_revision.document, at=timezone.now()))
            article.withdrawn_at = None
            article.withdrawn_reason = ""
            article.save(update_fields=["withdrawn_at", "withdrawn_reason"])
            deeds.note(article, "Restored.", by=by)
    return article


def locked(article: Article) -> Article:
    return Article.objects.locked(article.pk)
