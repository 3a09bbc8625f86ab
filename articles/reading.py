"""What the page of a story asks the database: the story, with what stands around its text."""

import datetime as dt

from django.db.models import OuterRef, QuerySet
from django.http import Http404

from articles.models import Article, Byline, Correction, FormerAddress, Section, Tag
from authors.models import Author
from media.gathering import as_list, as_object, made_of
from media.models import Image
from media.prepared import prepared


@prepared
def stories_at(year, month, slug, now) -> QuerySet[Article]:
    """The one story of this address, public or not."""
    bylines = Byline.objects.filter(article=OuterRef("pk"))
    tags = Tag.objects.filter(taggings__content_object=OuterRef("pk")).order_by("name")
    corrections = Correction.objects.filter(article=OuterRef("pk"), published_at__lte=now)
    portrait = as_object(Image, "author__portrait", without={"uploaded_by", "uploaded_at"})
    return (
        Article.objects.select_related("section", "lead_image")
        .annotate(
            byline_facts=as_list(
                bylines, "role", author=as_object(Author, "author"), portrait=portrait
            ),
            tag_facts=as_list(tags, "id", "name", "slug"),
            correction_facts=as_list(corrections, "id", "kind", "text", "published_at"),
        )
        .filter(address_year=year, address_month=month, slug=slug)
    )


@prepared
def stories_once_at(year, month, slug) -> QuerySet[Article]:
    """The one story that had this address before it was renamed, public or not."""
    renamed = FormerAddress.objects.filter(year=year, month=month, slug=slug)
    return Article.objects.filter(pk__in=renamed.values("article")).defer("body")


def section_at(slug: str) -> Section:
    """The section whose address ends so, or did before it was renamed; else 404."""
    living = Section.objects.filter(slug=slug).first()
    section = living or Section.objects.filter(former_slugs__slug=slug).first()
    if section is None:
        raise Http404("There is no such section.")
    return section


def tag_at(slug: str) -> Tag:
    """The tag whose address ends so, or did before it was renamed or merged; else 404."""
    living = Tag.objects.filter(slug=slug).first()
    tag = living or Tag.objects.filter(former_slugs__slug=slug).first()
    if tag is None:
        raise Http404("There is no such tag.")
    return tag


def author_at(slug: str) -> Author:
    """The author whose address ends so, or did before it was changed; else 404."""
    authors = Author.objects.select_related("portrait")
    living = authors.filter(slug=slug).first()
    author = living or authors.filter(former_slugs__slug=slug).first()
    if author is None:
        raise Http404("There is no such author.")
    return author


def bylines_of(story: Article) -> list[Byline]:
    return [
        Byline(role=facts["role"], author=author_of(facts["author"], facts["portrait"]))
        for facts in story.byline_facts
    ]


def author_of(facts: dict, portrait: dict) -> Author:
    return Author(**facts, portrait=made_of(Image, portrait) if facts["portrait_id"] else None)


def tags_of(story: Article) -> list[Tag]:
    return [Tag(**facts) for facts in story.tag_facts]


def corrections_of(story: Article) -> list[Correction]:
    return [
        Correction(**facts | {"published_at": dt.datetime.fromisoformat(facts["published_at"])})
        for facts in story.correction_facts
    ]


@prepared
def pictures(*keys) -> QuerySet[Image]:
    return Image.objects.filter(pk__in=keys)
