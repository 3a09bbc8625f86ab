"""The lines of a text that answer a question, with the words that do so marked."""

import re
from collections.abc import Iterator, Sequence

from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.folding import configuration, fold

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


def passages(texts: Sequence[str], question: str) -> list[SafeString]:
    """Of each text a few lines about the first place that answers; its beginning when none does.

    PostgreSQL decides which words answer, in the folded text; readers get them as written.
    """
    written = [text.split() for text in texts]
    folded = [" ".join(folded_words(words)) for words in written]
    return [
        passage(words, [MARK in word for word in marked.split(" ")])
        for words, marked in zip(written, highlighted(folded, question), strict=True)
    ]


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


def passage(words: list[str], answers: list[bool]) -> SafeString:
    first = answers.index(True) if True in answers else 0
    start = max(0, first - BEFORE)
    shown = zip(words[start : start + LENGTH], answers[start:], strict=False)
    pieces = [(marked(word) if answer else word,) for word, answer in shown]
    text = format_html_join(" ", "{}", pieces)
    return format_html(
        "{}{}{}", "… " if start else "", text, " …" if start + LENGTH < len(words) else ""
    )


def marked(word: str) -> SafeString:
    """The word without the quote or full stop beside it."""
    return format_html("{}<mark>{}</mark>{}", *BARE_WORD.fullmatch(word).groups())
