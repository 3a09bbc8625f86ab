"""Stories as their cards print them, fetched together."""

from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from articles.models import Article, Byline
from authors.models import Author
from media.gathering import as_list
from media.prepared import prepared


@prepared
def public_cards(now, *keys) -> QuerySet[Article]:
    return Article.objects.published(now).for_cards().filter(pk__in=keys)


@prepared
def public_cards_under(now, author, *keys) -> QuerySet[Article]:
    """With what this author did for each, for the page that lists them under that name."""
    bylines = Byline.objects.filter(article=OuterRef("pk"), author=author)
    done = as_list(bylines, "role", name="author__name")
    return Article.objects.published(now).for_cards().filter(pk__in=keys).annotate(done_facts=done)


def cards_of(keys: Sequence[int], under: Author | None = None) -> list[Article]:
    """The stories of these keys in their order; one that is no longer public is left out."""
    now = timezone.now()
    cards = public_cards_under(now, under.pk, *keys) if under else public_cards(now, *keys)
    found = {story.pk: story for story in cards}
    return [found[key] for key in keys if key in found]
