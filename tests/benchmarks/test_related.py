"""How well the “More:” links are chosen, and what they cost.

    uv run pytest -n 0 -s tests/benchmarks/test_related.py

The stories of a file (`NEWS=…`; one JSON object a line with `title`, `summary`, `body_html`,
`topics`) become a site, which chooses. Printed is precision@3, the share of the first three
that have a topic in common with the story, for each blend and for plain TF-IDF over the same
texts. The topics are the labels of the stories' own editors; here they are no tags, so that
none helps. Of every tenth story there is a copy besides, with every tenth word another one:
how often a story's own copy is in its list is printed, too.

The cost is that of a lookup among `ARCHIVE` stories (100,000), of as many meanings drawn at
random about a thousand subjects, and of reading one story.
"""

import json
import math
import os
import statistics
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from django.db import connection
from django.utils import timezone
from pgvector import HalfVector, SparseVector

from articles import body, embedding, likeness
from articles.models import Article, Likeness
from articles.models.likeness import MEANINGS, PRINTS, WORDS
from tests.benchmarks.test_desk import typical
from tests.builders import make_article

# ruff: noqa: T201  It prints what it measures.
pytestmark = pytest.mark.django_db

NEWS = Path(__file__).resolve().parents[3] / "shared" / "data" / "news" / "digitalgov-300.jsonl"
NEWS = Path(os.environ.get("NEWS", NEWS))
ARCHIVE = int(os.environ.get("ARCHIVE", "100000"))
FIRST, EVERY_TENTH, SUBJECTS, AT_ONCE = 3, 10, 1000, 5000
# Meaning, words, a shared tag, a newer date.
BLENDS = {
    "meaning alone": (1, 0, 0, 0),
    "words alone, of the 40 nearest": (0, 1, 0, 0),
    "0.3 to 0.7": (0.3, 0.7, 0, 0),
    "0.7 to 0.3": (0.7, 0.3, 0, 0),
    "half and half": (0.5, 0.5, 0, 0),
    "as the site does": (0.5, 0.5, 0.03, 0.02),
}


@pytest.fixture
def news():
    if not NEWS.exists():
        pytest.skip(f"{NEWS} is not here.")
    stories = [json.loads(line) for line in NEWS.read_text().splitlines()]
    made = {}
    for story in stories:
        article = make_article(
            headline=story["title"][:200],
            standfirst=story["summary"][:500],
            body=body.clean(story["body_html"]),
        )
        made[article.pk] = set(story["topics"])
    return made


def chosen(story):
    found = likeness.nearest(story, timezone.now(), FIRST, leave_out={story})
    return [facts["id"] for facts in found]


def chosen_in_words(story):
    article = Article.objects.get(pk=story)
    found = likeness.nearest_in_words(article, timezone.now(), FIRST, leave_out={story})
    return [facts["id"] for facts in found]


def precision(labels, choose):
    hits = sum(bool(labels[one] & labels[story]) for story in labels for one in choose(story))
    return hits / (FIRST * len(labels))


def test_precision(news, monkeypatch):
    embedding.embed(embedding.missing())

    print(f"\n{len(news)} stories, precision@{FIRST}")
    print(f"  {precision(news, plain_tf_idf(news)):.3f}  plain TF-IDF")
    print(f"  {precision(news, chosen_in_words):.3f}  the rarest words, as long as it is not read")
    for name, (meaning, words, tag, new) in BLENDS.items():
        monkeypatch.setattr(likeness, "BY_MEANING", meaning)
        monkeypatch.setattr(likeness, "BY_WORDS", words)
        monkeypatch.setattr(likeness, "PER_TAG", tag)
        monkeypatch.setattr(likeness, "FOR_NEW", new)
        print(f"  {precision(news, chosen):.3f}  {name}")


def plain_tf_idf(keys):
    """The cosine over all words of headline, standfirst and body."""
    counts = {
        story.pk: Counter(embedding.words_in(embedding.text_of(story)))
        for story in Article.objects.filter(pk__in=keys)
    }
    stories = Counter(word for counted in counts.values() for word in counted)
    places = {word: place for place, word in enumerate(stories)}
    weights = np.zeros((len(counts), len(places)), dtype=np.float32)
    for row, counted in enumerate(counts.values()):
        for word, n in counted.items():
            rare = math.log((1 + len(counts)) / (1 + stories[word]))
            weights[row, places[word]] = (1 + math.log(n)) * rare
    weights /= np.linalg.norm(weights, axis=1, keepdims=True)
    alike = weights @ weights.T
    np.fill_diagonal(alike, -1)
    numbers = list(counts)
    rows = {number: row for row, number in enumerate(numbers)}
    return lambda story: [numbers[place] for place in np.argsort(-alike[rows[story]])[:FIRST]]


@pytest.mark.parametrize("changed", [0.02, 0.05, 0.1, 0.2])
def test_copies(news, changed):
    copies = {}
    for number in list(news)[::EVERY_TENTH]:
        story = Article.objects.get(pk=number)
        copies[number] = make_article(
            headline=story.headline, body=with_other_words(story.body, changed)
        ).pk
    embedding.embed(embedding.missing())

    found = sum(copy in chosen(story) for story, copy in copies.items())
    print(f"\n{changed:.0%} of the words are others: {found} of {len(copies)} list their copy")


def with_other_words(html, share):
    every = round(1 / share)
    words = html.split(" ")
    for place in range(0, len(words), every):
        if words[place].isalpha():
            words[place] = f"other{place}"
    return " ".join(words)


def test_cost(news):
    embedding.model()
    stories = list(Article.objects.filter(pk__in=news))[:50]
    before = time.process_time()
    for story in stories:
        embedding.keep([story])
    print(
        f"\nreading a story: {(time.process_time() - before) / len(stories) * 1000:.1f} ms of CPU"
    )

    fill(ARCHIVE)
    asked = [typical(lambda story=story: chosen(story.pk)) for story in stories[:20]]
    print(f"a lookup among {Likeness.objects.count()}: {statistics.median(asked):.1f} ms")


def fill(number):
    """Rows without stories would break a rule; one story each, by SQL."""
    drawn = np.random.default_rng(7)
    subjects = drawn.normal(size=(SUBJECTS, MEANINGS))
    with connection.cursor() as cursor:
        cursor.execute(STORIES, {"number": number, "like": Article.objects.first().pk})
        keys = [key for (key,) in cursor]
    for start in range(0, len(keys), AT_ONCE):
        rows = []
        for key in keys[start : start + AT_ONCE]:
            meaning = subjects[key % SUBJECTS] + drawn.normal(size=MEANINGS)
            places = drawn.integers(0, WORDS, 200)
            weights = dict.fromkeys(map(int, places), 1 / math.sqrt(200))
            rows.append(
                Likeness(
                    article_id=key,
                    meaning=HalfVector(meaning / np.linalg.norm(meaning)),
                    words=SparseVector(weights, WORDS),
                    prints=list(map(int, drawn.integers(0, 2**31 - 1, PRINTS))),
                    text_hash=b"",
                )
            )
        Likeness.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_likeness, articles_article")


STORIES = """
    INSERT INTO articles_article
    SELECT (copied).* FROM (
        SELECT jsonb_populate_record(story, jsonb_build_object(
            'id', nextval(pg_get_serial_sequence('articles_article', 'id')), 'slug', 'story-x-' || n
        )) AS copied
        FROM articles_article story, generate_series(1, %(number)s) n WHERE story.id = %(like)s
    ) made
    RETURNING id
"""
