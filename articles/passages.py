"""The lines of a text that answer a question, with the words that do so marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.folding import configuration, fold
from articles.questions import Question

BEFORE, LENGTH = 8, 36
# What PostgreSQL sets before a word that answers; no text of ours holds it.
MARK = "\x02"
OPTIONS = f"HighlightAll=true, StartSel={MARK}, StopSel={MARK}"
HIGHLIGHT = """
    SELECT ts_headline(%(how)s::regconfig, text, websearch_to_tsquery(%(how)s, %(question)s),
                       %(options)s)
    FROM unnest(%(texts)s::text[]) WITH ORDINALITY AS given (text, place) ORDER BY place
"""
BRACKETS = str.maketrans("", "", "<>")
BARE_WORD = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)


def passages(texts: Sequence[str], question: Question) -> list[SafeString]:
    """Of each text a few lines about the place that answers; its beginning when none does.

    PostgreSQL decides which words answer, in the folded text; readers get them as written.
    """
    written = [text.split() for text in texts]
    folded = [" ".join(folded_words(words)) for words in written]
    phrases = [piece.text for piece in question.words if piece.is_phrase]
    found = zip(written, folded, highlighted(folded, question.in_websearch), strict=True)
    pieces = []
    for words, said, marked in found:
        answers = [MARK in word for word in marked.split(" ")]
        place = place_of(phrases, said)
        pieces.append(passage(words, answers, densest(answers) if place is None else place))
    return pieces


def folded_words(words: Sequence[str]) -> Iterator[str]:
    """As many as there are written, without the brackets of what PostgreSQL takes for a tag.

    Where folding takes typography out of a word its parts are held together.
    """
    for word in fold("\n".join(words)).translate(BRACKETS).split("\n"):
        yield "-".join(word.split()) or "-"


def highlighted(texts: list[str], question: str) -> list[str]:
    values = {"how": configuration(), "question": question, "options": OPTIONS, "texts": texts}
    with connection.cursor() as cursor:
        cursor.execute(HIGHLIGHT, values)
        return [text for (text,) in cursor]


def place_of(phrases: Iterable[str], said: str) -> int | None:
    """The word at which one of these stands as it was asked."""
    for phrase in phrases:
        together = r"\W+".join(map(re.escape, phrase.split()))
        if found := re.search(rf"\b{together}\b", said):
            return said.count(" ", 0, found.start())
    return None


def densest(answers: list[bool]) -> int:
    """Where the most words that answer are shown at once, the first such place."""
    so_far = [0, *accumulate(answers)]
    last = len(answers)
    places = (place for place, answer in enumerate(answers) if answer)
    ahead = LENGTH - BEFORE
    return max(places, key=lambda p: so_far[min(p + ahead, last)] - so_far[p], default=0)


def passage(words: list[str], answers: list[bool], place: int) -> SafeString:
    start = max(0, place - BEFORE)
    shown = zip(words[start : start + LENGTH], answers[start:], strict=False)
    pieces = [(marked(word) if answer else word,) for word, answer in shown]
    text = format_html_join(" ", "{}", pieces)
    return format_html(
        "{}{}{}", "… " if start else "", text, " …" if start + LENGTH < len(words) else ""
    )


def marked(word: str) -> SafeString:
    """The word without the quote or full stop beside it."""
    return format_html("{}<mark>{}</mark>{}", *BARE_WORD.fullmatch(word).groups())
