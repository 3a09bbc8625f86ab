"""Several tags become one: its stories, its names, and the addresses that lead to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Count, Q

from articles import renaming
from articles.models import Article, FormerTagSlug, Synonym, Tag, TaggedArticle
from articles.models.tag import MERGING
from authors import deeds
from authors.models import Deed, User

GONE = "The tag that was to stay is gone. Look at the list again; nothing was merged."


@dataclass(frozen=True)
class Weight:
    """What hangs on a tag: stories that readers see, others, and its other names."""

    tag: Tag
    public: int
    others: int
    synonyms: list[str]


def weigh(tags: Iterable[Tag]) -> list[Weight]:
    """The one with the most stories first."""
    keys = [tag.pk for tag in tags]
    public = Q(content_object__in=Article.objects.published())
    counted = TaggedArticle.objects.filter(tag__in=keys).order_by().values_list("tag")
    stories = {
        tag: (out, every - out)
        for tag, every, out in counted.annotate(every=Count("pk"), out=Count("pk", filter=public))
    }
    found = Tag.objects.filter(pk__in=keys).prefetch_related("synonyms")
    weights = [
        Weight(tag, *stories.get(tag.pk, (0, 0)), [str(name) for name in tag.synonyms.all()])
        for tag in found
    ]
    return sorted(weights, key=lambda weight: weight.public + weight.others, reverse=True)


@transaction.atomic
def merge(into: Tag, others: Iterable[Tag], *, by: User) -> list[Tag]:
    """Let one tag take the place of others; those that it did are returned.

    Their stories bear it, their names and other names are its own besides, and their
    addresses lead to it. What is gone already is passed over, so it is safe to repeat.
    Raises `ValidationError` when `into` itself is gone.
    """
    wait_for_others()
    wanted = {tag.pk for tag in others} - {into.pk}
    there = Tag.objects.order_by("pk").select_for_update().in_bulk([into.pk, *wanted])
    if into.pk not in there:
        raise ValidationError(GONE)
    into = there.pop(into.pk)
    merged = list(there.values())
    if not merged:
        return []
    bearers = list(
        TaggedArticle.objects.filter(tag__in=merged).values_list("content_object", flat=True)
    )
    hand_over(into, merged)
    for tag in merged:
        deeds.note(tag, Deed.Kind.MERGED, f"“{tag}” became “{into}”.", by=by)
    names = ", ".join(f"“{tag}”" for tag in merged)
    stories = len(set(bearers))
    told = "1 story" if stories == 1 else f"{stories:,} stories"
    words = f"Took the place of {names}, in {told}."
    deeds.note(into, Deed.Kind.MERGED, words, by=by)
    Tag.objects.filter(pk__in=[tag.pk for tag in merged]).delete()
    into.synonyms.filter(name__iexact=into.name).delete()
    Synonym.objects.bulk_create(
        [Synonym(tag=into, name=tag.name) for tag in merged], ignore_conflicts=True
    )
    FormerTagSlug.objects.bulk_create(
        [FormerTagSlug(tag=into, slug=tag.slug) for tag in merged], ignore_conflicts=True
    )
    renaming.write_names(Article.objects.filter(pk__in=bearers))
    return merged


def wait_for_others() -> None:
    """Until nobody puts tags on stories; whoever does next finds one that stays."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MERGING])


def hand_over(into: Tag, merged: list[Tag]) -> None:
    borne = TaggedArticle.objects.filter(tag__in=merged)
    bearing = TaggedArticle.objects.filter(tag=into).values("content_object")
    # One tagging of each story moves; the others go with their tags.
    moving = (
        borne.exclude(content_object__in=bearing)
        .order_by("content_object", "pk")
        .distinct("content_object")
    )
    TaggedArticle.objects.filter(pk__in=moving.values("pk")).update(tag=into)
    Synonym.objects.filter(tag__in=merged).update(tag=into)
    FormerTagSlug.objects.filter(tag__in=merged).update(tag=into)
