"""A story as readers would get it, from a document that stands on no row.

Nothing is written: the row, its names and its links are put together in memory, and go to
the article page by the same way as those that are kept.
"""

from copy import copy
from dataclasses import replace

from django.utils import timezone

from articles import body
from articles.document import SAME_ON_THE_ROW, Document
from articles.models import Article, Byline, Correction, RelatedLink, Section, Tag
from articles.related import PRINTED, onward_from
from articles.views import printed_story
from authors.models import Author
from media.models import Image

NO_HEADLINE = "No headline yet"
NO_SLUG = "story"


def page_of_document(article: Article | None, document: Document, publication) -> dict:
    """What the article page prints once this document is published; None is a new story."""
    document = replace(document, body=body.clean(document.body))
    story = row_of(article, document)
    tags = tags_of(document)
    return printed_story(
        story,
        publication,
        bylines=bylines_of(document),
        tags=tags,
        corrections=corrections_of(article),
        onward=onward_from(story, [tag for tag in tags if tag.pk], picked=picked_of(document)),
    )


def row_of(article: Article | None, document: Document) -> Article:
    """The row as publishing would leave it."""
    story = copy(article) if article else Article()
    for name in SAME_ON_THE_ROW:
        setattr(story, name, getattr(document, name))
    story.headline = document.headline or NO_HEADLINE
    story.section = Section.objects.filter(pk=document.section).first()
    story.lead_image = Image.objects.filter(pk=document.lead_image).first()
    if not story.address_is_fixed:
        give_address(story, document)
    elif article.live_revision is None or article.live_revision.document != document:
        story.updated_at = timezone.now()
    return story


def give_address(story: Article, document: Document) -> None:
    story.published_at = story.published_at or timezone.now()
    local = timezone.localtime(story.published_at)
    story.address_year, story.address_month = local.year, local.month
    story.slug = document.address_slug or NO_SLUG


def bylines_of(document: Document) -> list[Byline]:
    authors = Author.objects.select_related("portrait")
    known = authors.in_bulk({credit.author for credit in document.bylines})
    return [
        Byline(role=credit.role, author=known[credit.author])
        for credit in document.bylines
        if credit.author in known
    ]


def corrections_of(article: Article | None) -> list[Correction]:
    told = Correction.objects.filter(article=article, published_at__lte=timezone.now())
    return list(told) if article else []


def tags_of(document: Document) -> list[Tag]:
    """By name; those that publishing would make are there without being made."""
    there = list(Tag.objects.among(document.tags).order_by("name")) if document.tags else []
    known = {tag.name.casefold() for tag in there}
    new = [name for name in document.tags if name.casefold() not in known]
    if not new:
        return there
    return sorted([*there, *Tag.objects.with_free_slugs(new)], key=lambda tag: tag.name)


def picked_of(document: Document) -> list[RelatedLink]:
    """The links that readers may follow: of our stories those that are public."""
    numbers = [related.story for related in document.related if related.story]
    public = Article.objects.published().only(*PRINTED).in_bulk(numbers)
    return [
        RelatedLink(story=public.get(related.story), url=related.url, title=related.title)
        for related in document.related
        if related.story is None or related.story in public
    ]
