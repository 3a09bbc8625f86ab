"""“Did you mean”: what was typed, with words that the archive holds for those that it lacks."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import TextField, Value
from rapidfuzz.distance import OSA

from articles.folding import configuration, fold
from articles.models import Article
from articles.questions import QUOTES, Question

# Of three letters and fewer too many words are one letter apart.
SHORTEST, MOST_WORDS = 4, 8
# A longer word is known again by more of its letters.
MOST_APART, LONG, MOST_APART_IN_LONG = 1, 8, 2
TRIED, MOST_TRIED = 3, 12
# A rare word beside one that is so much more frequent may be a misprint of the archive's own.
MUCH_MORE = 20
WORD = re.compile(r"[^\W\d_]+")
NEAR = """
    SELECT asked.word, coalesce(own.stories, 0), near.word, near.stories
    FROM unnest(%s::text[]) AS asked (word)
    LEFT JOIN articles_term AS own ON own.word = asked.word,
    LATERAL (
        SELECT word, stories FROM articles_term
        WHERE newsroom_one_letter_less(word) && newsroom_one_letter_less(asked.word)
            AND word <> asked.word
        ORDER BY stories DESC LIMIT 100
    ) AS near
"""


@dataclass(frozen=True, order=True)
class Likely:
    """A word that another may have been meant for; the likelier stands first."""

    apart: int
    fewer: int
    word: str
    is_much_more_frequent: bool


def corrected(asked: str) -> str:
    """A question without answers, with the likeliest word for each that no public story holds.

    Where every word is held, by other stories each, with another word for one of them. Empty
    if nothing is likely. What is offered readers find: of stories that nobody may read yet
    no word is told.
    """
    words = words_of(asked)
    lacking = words - held(words)
    offered = alike(lacking or words)
    if not lacking:
        return first_held(asked, [{word: o.word} for word in offered for o in offered[word]])
    there = held(other.word for others in offered.values() for other in others)
    instead = {
        word: next((other.word for other in others if other.word in there), word)
        for word, others in offered.items()
    }
    return with_words(asked, instead)


def more_frequent(asked: str) -> str:
    """A question with few answers, with words that are far more frequent; empty if none is."""
    offered = alike(words_of(asked))
    changes = [
        {word: other.word}
        for word, others in offered.items()
        for other in others
        if other.is_much_more_frequent
    ]
    return first_held(asked, changes)


def words_of(asked: str) -> set[str]:
    """What may be misspelt: no filter, nothing that is left out, nothing short."""
    wanted = (piece.text for piece in Question(asked).words if not piece.leaves_out)
    found = (word for text in wanted for word in WORD.findall(text) if len(word) >= SHORTEST)
    return set(list(dict.fromkeys(found))[:MOST_WORDS])


def first_held(asked: str, changes: Sequence[dict[str, str]]) -> str:
    """The question with the first of these changes that has an answer."""
    tried = [with_words(asked, change) for change in changes[:MOST_TRIED]]
    there = held(Question(text).in_websearch for text in tried)
    return next((text for text in tried if Question(text).in_websearch in there), "")


def held(questions: Iterable[str]) -> set[str]:
    """Those that a public story answers."""
    public, how = Article.objects.published().order_by(), configuration()
    looks = [
        public.filter(search=SearchQuery(text, config=how, search_type="websearch")).values_list(
            Value(text, output_field=TextField())
        )[:1]
        for text in sorted(set(questions) - {""})
    ]
    if len(looks) < 2:
        return {text for look in looks for (text,) in look}
    return {text for (text,) in looks[0].union(*looks[1:])}


def alike(words: Iterable[str]) -> dict[str, list[Likely]]:
    """For each word those of the archive that it may have been, the likeliest first."""
    near = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(NEAR, [sorted(words)])
        for word, own, other, stories in cursor:
            apart = OSA.distance(word, other)
            if apart <= (MOST_APART_IN_LONG if len(word) >= LONG else MOST_APART):
                is_much_more = stories >= MUCH_MORE * max(own, 1)
                near[word].append(Likely(apart, -stories, other, is_much_more))
    return {word: sorted(found)[:TRIED] for word, found in near.items()}


def with_words(asked: str, instead: dict[str, str]) -> str:
    """What was typed with other words, all else as it stands; empty where nothing changes."""
    typed = asked.translate(QUOTES)
    changed = WORD.sub(lambda word: instead.get(fold(word[0]), word[0]), typed)
    return "" if changed == typed else changed
