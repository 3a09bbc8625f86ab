"""How well the search answers, and what it costs.

    uv run pytest -n 0 -s tests/benchmarks/test_search.py

The stories of a file (`NEWS=…`; one JSON object a line with `title`, `summary`, `body_html`)
become a site. Each story is looked for as readers look for one they know of:

- by the three rarest words of its headline; the mean of 1/place among the first ten is printed
  (MRR@10);
- by four words of its text that follow each other, in quotes; the same;
- by the three words with two letters of the rarest the other way round: the share of stories
  that are among the first ten.

What it costs is measured among `ARCHIVE` stories (100,000), in milliseconds of all queries of
a page together.
"""

import json
import random
import statistics
from html import unescape

import pytest
from django.test import Client

from articles import body, embedding
from articles.models import Term
from tests.benchmarks.test_related import NEWS
from tests.builders import make_article, make_publication

# ruff: noqa: T201, S311  It prints what it measures, of stories drawn by lot.
pytestmark = pytest.mark.django_db

TEN = 10
draw = random.Random(4711)


@pytest.fixture
def stories():
    if not NEWS.exists():
        pytest.skip(f"{NEWS} is not here.")
    make_publication()
    made = [
        make_article(
            headline=unescape(told["title"])[:200],
            standfirst=unescape(told["summary"])[:500],
            body=body.clean(told["body_html"]),
        )
        for told in map(json.loads, NEWS.read_text().splitlines())
    ]
    embedding.embed(embedding.missing())
    return made


def rarest(story, count=3):
    words = {word for word in embedding.words_in(story.headline) if len(word) > 2}
    known = dict(Term.objects.filter(word__in=words).values_list("word", "stories"))
    return sorted(words, key=lambda word: (known.get(word, 0), word))[:count]


def place_of(story, question):
    """Counted from 1 on the page of results; none beyond the tenth."""
    page = Client().get("/search/", {"q": question}).context["page"]
    keys = [found.pk for found in page][:TEN]
    return keys.index(story.pk) + 1 if story.pk in keys else None


def reciprocal(places):
    return statistics.mean(1 / place if place else 0 for place in places)


def test_known_stories(stories):
    places = [place_of(story, " ".join(rarest(story))) for story in stories]

    print(f"\n{reciprocal(places):.3f}  MRR@10, three rare words of the headline")


def test_phrases(stories):
    places = [place_of(story, phrase) for story in stories if (phrase := phrase_of(story))]

    print(f"\n{reciprocal(places):.3f}  MRR@10, four words in quotes ({len(places)} stories)")


def phrase_of(story):
    words = body.plain_text(story.body).split()
    if len(words) < 20:
        return None
    start = draw.randrange(len(words) - 4)
    return f'"{" ".join(words[start : start + 4])}"'


def test_swapped_letters(stories):
    typed = [(story, misspelt(rarest(story))) for story in stories]
    places = [place_of(story, words) for story, words in typed if words]

    print(f"\n{sum(map(bool, places)) / len(places):.3f}  found with two letters swapped")


def misspelt(words):
    """The rarest word that has four letters, none of them a figure, with two swapped."""
    for place, word in enumerate(words):
        spots = [n for n in range(len(word) - 1) if word[n] != word[n + 1]]
        if len(word) > 3 and word.isalpha() and spots:
            n = draw.choice(spots)
            wrong = word[:n] + word[n + 1] + word[n] + word[n + 2 :]
            return " ".join([*words[:place], wrong, *words[place + 1 :]])
    return None
