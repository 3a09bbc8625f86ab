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
    """An address leads to one story for good, also after that story has another."""
    year, month, slug = article.address_year, article.address_month, article.slug
    here = Article.objects.filter(address_year=year, address_month=month, slug=slug)
    former = FormerAddress.objects.filter(year=year, month=month, slug=slug)
    if here.exclude(pk=article.pk).exists() or former.exclude(article=article).exists():
        raise ValidationError({"slug": SLUG_TAKEN})
