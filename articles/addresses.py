"""Where a story is found: the address it gets, keeps, or leaves for another."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.document import Document
from articles.models import Article, FormerAddress

SLUG_TAKEN = "Another story of this month has this slug; change it."


def give(article: Article, document: Document, moment: dt.datetime) -> None:
    """The address of a story that readers do not know yet, in the month it goes out."""
    local = timezone.localtime(moment)
    article.address_year, article.address_month = local.year, local.month
    article.slug = document.address_slug
    refuse_taken(article)


def rename(article: Article, document: Document) -> bool:
    """The slug that the document asks for, in the month of first publication.

    The old address leads to the story from now on. An empty slug keeps the one it has.
    """
    if document.slug in {"", article.slug}:
        return False
    old = article.slug
    article.slug = document.slug
    refuse_taken(article)
    of_month = {"year": article.address_year, "month": article.address_month}
    article.former_addresses.filter(slug=article.slug, **of_month).delete()
    article.former_addresses.create(slug=old, **of_month)
    return True


def refuse_taken(article: Article) -> None:
    if is_taken(article, article.address_year, article.address_month, article.slug):
        raise ValidationError({"slug": SLUG_TAKEN})


def will_be_taken(article: Article, document: Document, at: dt.datetime) -> bool:
    """Whether another story has the address that this document would get at the moment `at`."""
    if article.address_is_fixed:
        is_kept = document.slug in {"", article.slug}
        place = article.address_year, article.address_month, document.slug
        return not is_kept and is_taken(article, *place)
    local, slug = timezone.localtime(at), document.address_slug
    return bool(slug) and is_taken(article, local.year, local.month, slug)


def is_taken(article: Article, year: int, month: int, slug: str) -> bool:
    """An address leads to one story for good, also after that story has another."""
    here = Article.objects.filter(address_year=year, address_month=month, slug=slug)
    former = FormerAddress.objects.filter(year=year, month=month, slug=slug)
    others = here.exclude(pk=article.pk).order_by().values("pk")
    return others.union(former.exclude(article=article).order_by().values("pk")).exists()
