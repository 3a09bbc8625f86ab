"""What the desk costs on a long story with a long history, and twenty writers for a minute.

Named by hand: `uv run pytest -n 0 -s tests/benchmarks/test_desk.py`. Prints milliseconds.
"""

import time
from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from articles import revising
from articles.models import Article
from tests.articles.writers import lost, write_together
from tests.builders import make_article, make_publication, make_user

WORDS, REVISIONS, ROUNDS = 20_000, 300, 7
SENTENCE = "The ferry leaves when the tide says so, and nobody on the quay has complained yet."


def typical(act):
    """The median of some rounds, in milliseconds, after one to warm up."""
    act()
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        spent.append(time.perf_counter() - began)
    return round(1000 * sorted(spent)[ROUNDS // 2], 1)


@pytest.fixture
def long_story(db):
    editor = make_user("Editor")
    sentences = WORDS // len(SENTENCE.split())
    blocks = [f"<p>{number}. {SENTENCE}</p>" for number in range(sentences)]
    article = make_article(published_at=None, body="".join(blocks), by=editor)
    document = article.revisions.first().document
    for number in range(2, REVISIONS + 1):
        blocks[number] = f"<p>{number}. Changed. {SENTENCE}</p>"
        document = replace(document, body="".join(blocks))
        revising.save(article, document, by=editor)
    return article, editor, blocks


def test_a_long_story_with_a_long_history_stays_workable(long_story, client):
    article, editor, blocks = long_story
    make_publication()
    client.force_login(editor)
    sitting, turn = uuid4(), iter(range(1000))
    change = reverse("admin:articles_article_change", args=[article.pk])

    def autosave():
        blocks[5] = f"<p>Turn {next(turn)}. {SENTENCE}</p>"
        fields = {"headline": "H", "kind": "news", "body": "".join(blocks), "sitting": sitting}
        response = client.post(
            reverse("admin:article_autosave", args=[article.pk]),
            fields | {"revision": REVISIONS},
            headers={"Desk-User": str(editor.pk)},
        )
        assert response.status_code == 200

    def load(address):
        def get():
            assert client.get(address).status_code == 200

        return get

    compare = reverse("admin:article_compare", args=[article.pk])
    history = reverse("admin:articles_article_history", args=[article.pk])
    told = {
        "autosave": typical(autosave),
        "form": typical(load(change)),
        "history": typical(load(history)),
        "compare neighbours": typical(load(f"{compare}?old=299&new=300")),
        "compare first and last": typical(load(f"{compare}?old=1&new=300")),
    }
    print(f"\n{WORDS} words, {REVISIONS} revisions, milliseconds: {told}")  # noqa: T201


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_for_a_minute_lose_nothing():
    article, writers = write_together(writers=20, seconds=60)

    saves = sum(len(writer.told) for writer in writers)
    slowest = round(1000 * max(writer.slowest for writer in writers))
    numbers = list(article.revisions.values_list("number", flat=True))
    print(f"\n{saves} saves in {len(numbers)} revisions, the slowest {slowest} ms")  # noqa: T201
    assert lost(article, writers) == []
    assert numbers == list(range(len(numbers), 0, -1))
    assert Article.objects.count() == 1
