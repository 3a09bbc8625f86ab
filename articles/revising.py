"""Saving a story at the desk: every save is a revision of the whole document."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import body, deeds
from articles.document import SAME_ON_THE_ROW, Document
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
from authors.models import Author, User
from media.models import Image


@transaction.atomic
def save(
    article: Article | None, document: Document, *, by: User, on: int | None = None
) -> Revision:
    """Keep the document as the newest revision of the article, or of a new one for None.

    While a story was never scheduled nor published its row follows along, so that lists
    and pickers show it as it is. From then on only `publishing` writes the row. Saving
    what is saved already makes no second revision.

    `on` is the number of the revision that the writer had before them. Where a newer one
    stands meanwhile, `ValidationError` says whose it is and nothing is saved.
    """
    document = replace(document, body=body.clean(document.body))
    is_new = article is None
    if is_new:
        article = Article.objects.create(created_by=by)
    else:
        article = Article.objects.locked(article.pk)
    newest = article.revisions.select_related("saved_by").first()
    if on is not None and newest and newest.number != on:
        raise ValidationError({"revision": overtaken_by(newest)})
    if newest and newest.document == document:
        return newest
    revision = add_revision(article, document, newest, by)
    article.saved_at = revision.saved_at
    if article.published_at is None:
        article.slug = document.slug
        write_row(article, document)
    else:
        article.save(update_fields=["saved_at"])
    deeds.note(article, "Saved.", by=by, is_new=is_new)
    return revision


def overtaken_by(newest: Revision) -> str:
    return (
        f"{newest.saved_by} saved this story while you had it open. Your text is still here. "
        "Open the story in another tab to compare; save again to keep yours."
    )


def add_revision(
    article: Article, document: Document, newest: Revision | None, by: User
) -> Revision:
    revision = Revision.objects.create(
        article=article,
        number=newest.number + 1 if newest else 1,
        content=document.to_json(),
        saved_by=by,
    )
    keep_picture_uses(document, article, revision)
    known = Author.objects.in_bulk({credit.author for credit in document.bylines})
    AuthorUse.objects.bulk_create(AuthorUse(author_id=pk, revision=revision) for pk in known)
    return revision


def write_row(article: Article, document: Document) -> None:
    """Put the document where readers look, but for the slug, which is part of the address.

    A section, picture, author or story that is no longer there is left out.
    """
    for field in SAME_ON_THE_ROW:
        setattr(article, field, getattr(document, field))
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
