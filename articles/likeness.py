"""The stories that say much the same as one: found by an index, blended, without copies.

The nearest in meaning come from the index; of these, meaning and own words count alike, a
shared tag and a newer date a little. `tests/benchmarks/test_related.py` scores other blends.
Of a text whose meaning nobody knows yet, those that hold its rarest words are compared.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, F, Q, QuerySet, Subquery, Value
from pgvector.django import CosineDistance

from articles import embedding
from articles.answering import Apart, only_by_index
from articles.folding import configuration
from articles.models import Article, Likeness, TaggedArticle
from media.prepared import prepared

# As many as pgvector looks at unasked.
NEAR = 40
BY_MEANING, BY_WORDS = 0.5, 0.5
PER_TAG, MOST_TAGS = 0.03, 3
FOR_NEW, OLD = 0.02, dt.timedelta(days=3650)
# A word of more stories tells little of any, and costs a look at each.
RAREST, MOST_HOLDING, NEWEST_HOLDING = 12, 500, 200
# Of the fingerprints; texts that are none of each other's copies have hardly one in common.
A_COPY = 0.3
# What a link to a story is made from; a body is long.
PRINTED = [
    *("headline", "slug", "kind", "section_id", "published_at"),
    *("address_year", "address_month"),
]


def nearest(story: int, now: dt.datetime, wanted: int, *, leave_out: Collection[int]) -> list[dict]:
    """The facts of the likest public stories, the likest first; none of what nobody has read."""
    found = near(story, now)
    own_prints = found[0]["own_prints"] if found else []
    return likest(found, now, wanted, own_prints, leave_out=leave_out)


def nearest_in_words(
    story: Article, now: dt.datetime, wanted: int, *, leave_out: Collection[int]
) -> list[dict]:
    """The same for a story whose meaning nobody knows yet, by its words alone."""
    text = embedding.text_of(story)
    counted = Counter(embedding.words_in(text))
    stories = embedding.stories_with(counted)
    heaviest = embedding.heaviest(counted, stories)
    rare = [word for word, _ in heaviest if 0 < stories.get(word, 0) <= MOST_HOLDING][:RAREST]
    if not rare:
        return []
    with only_by_index():
        found = list(
            compared(
                holding_one(rare, now),
                now,
                words=embedding.vector_of(heaviest),
                tags=TaggedArticle.objects.filter(content_object=story.pk).values("tag"),
            )
        )
    own_prints = embedding.prints_of(text)
    return likest(found, now, wanted, own_prints, leave_out={story.pk, *leave_out})


def holding_one(words: list[str], now: dt.datetime) -> QuerySet[Article]:
    """The newest public stories that hold one of these words."""
    how = configuration()
    query = reduce(or_, (SearchQuery(word, config=how) for word in words))
    holding = Article.objects.published(now).filter(search=query)
    return holding.order_by(Apart("published_at").desc()).values("pk")[:NEWEST_HOLDING]


def likest(
    found: Iterable[dict],
    now: dt.datetime,
    wanted: int,
    own_prints: list[int],
    *,
    leave_out: Collection[int],
) -> list[dict]:
    """The likest of these, no copy of the story or of each other among them."""
    chosen, prints = [], [own_prints]
    for facts in sorted(found, key=lambda facts: likeness(facts, now), reverse=True):
        if len(chosen) == wanted:
            break
        if facts["id"] not in leave_out and not is_copy(facts["prints"], prints):
            chosen.append(facts)
            prints.append(facts["prints"])
    return chosen


def likeness(facts: dict, now: dt.datetime) -> float:
    age = min((now - facts["published_at"]) / OLD, 1)
    return of_texts(facts) + PER_TAG * min(facts["shared_tags"], MOST_TAGS) + FOR_NEW * (1 - age)


def of_texts(facts: dict) -> float:
    # Words that all stories hold weigh nothing, and nothing is neither near nor far.
    far_in_words = 1 if math.isnan(facts["far_in_words"]) else facts["far_in_words"]
    return BY_MEANING * (1 - facts["far_in_meaning"]) + BY_WORDS * (1 - far_in_words)


def is_copy(prints: list[int], of: list[list[int]]) -> bool:
    """Of an agency's report with another headline one is enough, and of the story none."""
    return any(sum(map(int.__eq__, prints, other)) >= A_COPY * len(prints) for other in of)


@prepared
def near(story, now) -> QuerySet[Article, dict]:
    """The public ones among the nearest in meaning, with how far they are."""
    own = Likeness.objects.filter(article=story)
    meaning = Subquery(own.values("meaning"))
    others = Likeness.objects.filter(Exists(own)).exclude(article=story)
    return compared(
        nearest_in_meaning(others, meaning),
        now,
        meaning=meaning,
        words=Subquery(own.values("words")),
        tags=TaggedArticle.objects.filter(content_object=story).values("tag"),
        own_prints=Subquery(own.values("prints")),
    )


def near_text(read: Likeness, now: dt.datetime, tags: list[int], *others) -> QuerySet:
    """The public ones among the nearest to what was just read, and among `others`."""
    keys = nearest_in_meaning(Likeness.objects, read.meaning).union(*others)
    return compared(keys, now, meaning=read.meaning, words=read.words, tags=tags)


def nearest_in_meaning(others: QuerySet[Likeness], meaning) -> QuerySet[Likeness]:
    return others.order_by(CosineDistance("meaning", meaning)).values("article")[:NEAR]


def compared(stories, now, *, words, tags, meaning=None, **further) -> QuerySet[Article, dict]:
    """Those of these that may be linked, with how far they are from one."""
    far_in_meaning = Value(1.0) if meaning is None else CosineDistance("likeness__meaning", meaning)
    facts = {
        "far_in_meaning": far_in_meaning,
        "far_in_words": CosineDistance("likeness__words", words),
        "prints": F("likeness__prints"),
        "shared_tags": Count("taggings", filter=Q(taggings__tag__in=tags)),
        **further,
    }
    linkable = Article.objects.published(now).filter(never_more=False, likeness__isnull=False)
    return linkable.filter(pk__in=stories).annotate(**facts).values("id", *PRINTED, *facts)
