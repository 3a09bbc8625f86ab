"""What stories are about, as numbers: made after a publication, never inside it.

Two vectors a story. One comes of wordllama, a table of word meanings that stands in its
package: nothing is downloaded and no other machine is asked. It reads the headline and the
first 3,000 characters. The other weighs the story's own words by TF-IDF (Spärck Jones 1972),
with `1 + log(count)` and `log((1 + stories) / (1 + stories with the word))`, in any language
that parts its words. How they are blended says `articles/likeness.py`.
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import blake2b
from itertools import batched
from pathlib import Path

import numpy as np
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from pgvector import HalfVector, SparseVector

from articles import body
from articles.folding import fold
from articles.models import Article, Likeness, Term
from articles.models.likeness import PRINTS, WORDS

READ_FOR_MEANING = 3_000
# A book of fifty pages; what follows says nothing new of what it is about.
READ_FOR_WORDS = 100_000
# The heaviest of a story; the others hardly count.
MOST_WORDS = 200
SHORTEST, LONGEST = 2, 40
AT_ONCE = 200
# So that a product of two has a place in 64 bits, and the rest in PostgreSQL's integer.
PRIME = np.uint64(2_147_483_647)
drawn = np.random.default_rng(1997)
FACTORS = drawn.integers(1, 2_147_483_647, PRINTS, dtype=np.uint64)
ADDED = drawn.integers(0, 2_147_483_647, PRINTS, dtype=np.uint64)
WORD = re.compile(r"[^\W_]+")
# In the order of the words, so that two who count at once do not wait for each other.
COUNT = """
    INSERT INTO articles_term AS known (word, stories)
    SELECT * FROM unnest(%s::text[], %s::int[]) AS counted (word, stories) ORDER BY word
    ON CONFLICT (word) DO UPDATE SET stories = known.stories + excluded.stories
"""
NEEDED = ["headline", "standfirst", "body"]


def embed(stories: QuerySet[Article], said: Callable[[int, int], None] | None = None) -> None:
    """Read these stories and keep what they are about; `said` hears how many of how many are.

    Their words are counted first, all of them: of an archive that has just come in, the
    first story is weighed as the last. In batches, so memory does not grow with the archive.
    """
    keys = list(stories.order_by("pk").values_list("pk", flat=True))
    for some in batched(keys, AT_ONCE, strict=False):
        count(map(all_words_of, new_among(some).prefetch_related("authors", "tags")))
    for done, some in enumerate(batched(keys, AT_ONCE, strict=False)):
        keep(Article.objects.filter(pk__in=some).only(*NEEDED))
        if said:
            said(done * AT_ONCE + len(some), len(keys))


def embed_anew(said: Callable[[int, int], None]) -> None:
    """Read all that goes out or is out, and weigh its words by what the archive holds today."""
    Term.objects.all()._raw_delete(Term.objects.db)  # noqa: SLF001  No row of it has a signal.
    stories = Article.objects.filter(published_at__isnull=False)
    with_names = stories.only(*NEEDED).prefetch_related("authors", "tags")
    count(map(all_words_of, with_names.iterator(AT_ONCE)))
    embed(stories, said)


def missing() -> QuerySet[Article]:
    """Stories that go out or are out, and of which nothing is known yet."""
    known = Likeness.objects.filter(article=OuterRef("pk"))
    return Article.objects.filter(~Exists(known), published_at__isnull=False, withdrawn_at=None)


def new_among(keys: Iterable[int]) -> QuerySet[Article]:
    """Those whose words were not counted yet."""
    known = Likeness.objects.filter(article=OuterRef("pk"))
    return Article.objects.filter(~Exists(known), pk__in=keys).only(*NEEDED)


def embed_one(number: int) -> None:
    """After a publication: nothing, if the text is known, or the story is gone."""
    stories = Article.objects.filter(pk=number, published_at__isnull=False)
    for story in stories.select_related("likeness"):
        known = getattr(story, "likeness", None)
        if known is None or bytes(known.text_hash) != hash_of(text_of(story)):
            embed(stories)


def keep(stories: Iterable[Article]) -> None:
    Likeness.objects.bulk_create(
        read(stories),
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["meaning", "words", "prints", "text_hash", "made_at"],
    )


def read(stories: Iterable[Article]) -> list[Likeness]:
    """What these stories are about, kept nowhere yet. None of them is without any text."""
    texts = [(story, text_of(story)) for story in stories]
    if not texts:
        return []
    meanings = meanings_of([for_meaning(story) for story, _ in texts])
    counts = [Counter(words_in(text)) for _, text in texts]
    known = stories_with(set().union(*counts))
    return [
        Likeness(
            article=story,
            meaning=meaning,
            words=vector_of(heaviest(counted, known)),
            prints=prints_of(text),
            text_hash=hash_of(text),
        )
        for (story, text), meaning, counted in zip(texts, meanings, counts, strict=True)
    ]


def text_of(story: Article) -> str:
    plain = body.plain_text(story.body[: 2 * READ_FOR_WORDS])
    return f"{story.headline}\n{story.standfirst}\n{plain}"[:READ_FOR_WORDS]


def all_words_of(story: Article) -> str:
    """With the names that it is found by."""
    names = (str(named) for named in (*story.authors.all(), *story.tags.all()))
    return "\n".join([text_of(story), *names])


def for_meaning(story: Article) -> str:
    plain = body.plain_text(story.body[: 3 * READ_FOR_MEANING])
    return f"{story.headline}\n{plain[:READ_FOR_MEANING]}"


def hash_of(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def words_in(text: str) -> Iterator[str]:
    return (word for word in WORD.findall(fold(text)) if SHORTEST <= len(word) <= LONGEST)


# Copies


def prints_of(text: str) -> list[int]:
    """64 fingerprints of its runs of three words (MinHash, Broder 1997).

    The share that two texts have in common is about the share of their runs that both hold.
    """
    words = [zlib.crc32(word.encode()) for word in words_in(text)] or [0]
    padded = np.array([*words, 0, 0], dtype=np.uint64)
    runs = np.unique((padded[:-2] * 3 + padded[1:-1] * 5 + padded[2:] * 7) % PRIME)
    mixed = (runs[:, None] * FACTORS + ADDED) % PRIME
    return [int(least) for least in mixed.min(axis=0)]


# Words


def count(texts: Iterable[str]) -> None:
    """Each word once a story."""
    counted = Counter(word for text in texts for word in set(words_in(text)))
    if counted:
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [list(counted), list(counted.values())])


def stories_with(words: Iterable[str]) -> dict[str, int]:
    """How many hold each word, of those that any holds."""
    return dict(Term.objects.filter(word__in=set(words)).values_list("word", "stories"))


def heaviest(counted: Counter, known: dict[str, int]) -> list[tuple[str, float]]:
    """The words that tell most, and how much: the rarer among stories, the more."""
    # The commonest word of a language is in nearly every story, so nobody has to count them.
    most = max([*known.values(), 1])
    return Counter(
        {
            word: (1 + math.log(n)) * math.log((1 + most) / (1 + known.get(word, 0)))
            for word, n in counted.items()
        }
    ).most_common(MOST_WORDS)


def vector_of(weights: Iterable[tuple[str, float]]) -> SparseVector:
    places: dict[int, float] = {}
    for word, weight in weights:
        if weight > 0:
            place = zlib.crc32(word.encode()) % WORDS
            places[place] = places.get(place, 0) + weight
    length = math.sqrt(sum(weight * weight for weight in places.values())) or 1
    return SparseVector({place: weight / length for place, weight in places.items()}, WORDS)


# Meaning


def meanings_of(texts: list[str]) -> list[HalfVector]:
    """One for each; none of the texts is empty."""
    return [HalfVector(vector) for vector in model().embed(texts, norm=True)]


@cache
def model():
    """Loaded when it is first needed, in the worker and in commands: 120 MB, up to 2 seconds."""
    import wordllama

    package = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(cache_dir=package, disable_download=True)
