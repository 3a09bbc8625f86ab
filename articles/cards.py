"""Stories as their cards print them, fetched together."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article
from media.prepared import prepared


@prepared
def public_cards(now, *keys) -> QuerySet[Article]:
    return Article.objects.published(now).for_cards().filter(pk__in=keys)


def cards_of(keys: Sequence[int]) -> list[Article]:
    """The stories of these keys in their order; one that is no longer public is left out."""
    found = {story.pk: story for story in public_cards(timezone.now(), *keys)}
    return [found[key] for key in keys if key in found]
