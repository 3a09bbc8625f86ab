"""The stories that say much the same as one: found by an index, blended, without copies.

The nearest in meaning come from the index; of these, meaning and own words count alike, a
shared tag and a newer date a little. `tests/benchmarks/related.py` scores other blends.
"""

import datetime as dt
from collections.abc import Collection

from django.db.models import Count, Exists, F, Q, QuerySet, Subquery
from pgvector.django import CosineDistance

from articles.models import Article, Likeness, TaggedArticle
from media.prepared import prepared

# As many as pgvector looks at unasked.
NEAR = 40
BY_MEANING, BY_WORDS = 0.5, 0.5
PER_TAG, MOST_TAGS = 0.03, 3
FOR_NEW, OLD = 0.02, dt.timedelta(days=3650)
# Of the fingerprints; texts that are none of each other's copies have hardly one in common.
A_COPY = 0.3
# What a link to a story is made from; a body is long.
PRINTED = [
    *("headline", "slug", "kind", "section_id", "published_at"),
    *("address_year", "address_month"),
]


def nearest(story: int, now: dt.datetime, wanted: int, *, leave_out: Collection[int]) -> list[dict]:
    """The facts of the likest public stories, the likest first; none of what nobody has read."""
    found = sorted(near(story, now), key=lambda facts: likeness(facts, now), reverse=True)
    chosen, prints = [], [facts["own_prints"] for facts in found[:1]]
    for facts in found:
        if len(chosen) == wanted:
            break
        if facts["id"] not in leave_out and not is_copy(facts["prints"], prints):
            chosen.append(facts)
            prints.append(facts["prints"])
    return chosen


def likeness(facts: dict, now: dt.datetime) -> float:
    age = min((now - facts["published_at"]) / OLD, 1)
    return (
        BY_MEANING * (1 - facts["far_in_meaning"])
        + BY_WORDS * (1 - facts["far_in_words"])
        + PER_TAG * min(facts["shared_tags"], MOST_TAGS)
        + FOR_NEW * (1 - age)
    )


def is_copy(prints: list[int], of: list[list[int]]) -> bool:
    """Of an agency's report with another headline one is enough, and of the story none."""
    return any(sum(map(int.__eq__, prints, other)) >= A_COPY * len(prints) for other in of)


@prepared
def near(story, now) -> QuerySet[Article, dict]:
    """The public ones among the nearest in meaning, with how far they are."""
    own = Likeness.objects.filter(article=story)
    meaning, words = Subquery(own.values("meaning")), Subquery(own.values("words"))
    others = Likeness.objects.filter(Exists(own)).exclude(article=story)
    by_index = others.order_by(CosineDistance("meaning", meaning))
    tags = TaggedArticle.objects.filter(content_object=story).values("tag")
    return (
        Article.objects.published(now)
        .filter(never_more=False, pk__in=by_index.values("article")[:NEAR], likeness__isnull=False)
        .annotate(
            far_in_meaning=CosineDistance("likeness__meaning", meaning),
            far_in_words=CosineDistance("likeness__words", words),
            prints=F("likeness__prints"),
            own_prints=Subquery(own.values("prints")),
            shared_tags=Count("taggings", filter=Q(taggings__tag__in=tags)),
        )
        .values(
            *("id", *PRINTED),
            *("far_in_meaning", "far_in_words", "prints", "own_prints", "shared_tags"),
        )
    )
