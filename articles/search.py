"""Full-text search over what readers may see.

Publishing writes a story's words into its `search` column: folded (no accents, no case),
in the language of the publication, the headline above the standfirst, above the names of
its authors and tags, above the body.
"""

import re
from urllib.parse import urlencode

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorCombinable,
)
from django.db.models import Aggregate, F, Func, OuterRef, QuerySet, Subquery, TextField
from django.http import Http404, HttpRequest, QueryDict

from articles import body
from articles.folding import Folded, configuration, fold
from articles.models import Article, Byline, TaggedArticle
from articles.passages import passages
from authors.models import Author
from media.finding import read_id
from media.paging import KeysetPage

# Headline, standfirst, names of authors and tags, body; PostgreSQL counts D, C, B, A.
WEIGHTS = [0.1, 0.3, 0.5, 1.0]
# A word may be in every story of an archive; only the newest that hold it are ranked.
MOST_RANKED = 2000
LONGEST_QUESTION = 200
# A `tsvector` holds a megabyte, whatever the words; a book of fifty pages is shorter than this.
LONGEST_TEXT = 100_000
RESULTS_A_PAGE = 20
# Results show a passage from as far into a body as this; words beyond are found, not shown.
LONGEST_SEEN = 20_000
# A minus before no word: PostgreSQL heaps them up until its stack is full, and fails.
EXCLUDING_NOTHING = re.compile(r"""-(?![^\W_]|")""")
# What prints as nothing or as a blot, or turns the words after it around.
UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd-\uffff]+")
# Phones write them where a reader types plain ones.
QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))


class Joined(Aggregate):
    """All values as one text."""

    template = "string_agg(%(expressions)s, ' ')"
    output_field = TextField()


class Shortened(Func):
    template = f"left(%(expressions)s, {LONGEST_TEXT})"
    output_field = TextField()


class OnlyWeights(SearchVectorCombinable, Func):
    """A vector without the words of all other weights."""

    config = None
    function = "ts_filter"
    template = "%(function)s(%(expressions)s, '{a,b,d}')"


def vector(*texts, weight: str) -> SearchVector:
    folded = (Shortened(Folded(text)) for text in texts)
    return SearchVector(*folded, weight=weight, config=configuration())


def names_vector() -> SearchVector:
    """The names of a story's authors and tags."""
    authors = Byline.objects.filter(article=OuterRef("pk")).order_by().values("article")
    tags = TaggedArticle.objects.filter(content_object=OuterRef("pk")).values("content_object")
    return vector(
        Subquery(authors.annotate(names=Joined("author__name")).values("names")),
        Subquery(tags.annotate(names=Joined("tag__name")).values("names")),
        weight="C",
    )


def write_words(stories: QuerySet[Article]) -> None:
    """Let stories be found by all that they say. The body's markup is no word to PostgreSQL."""
    stories.update(
        search=vector("headline", weight="A")
        + vector("standfirst", weight="B")
        + names_vector()
        + vector("body", weight="D")
    )


def write_names(stories: QuerySet[Article]) -> None:
    """Let stories be found by the names they bear now; their text is not read again."""
    stories.filter(search__isnull=False).update(search=OnlyWeights(F("search")) + names_vector())


def after_renaming(sender, author: Author, **kwargs) -> None:
    write_names(Article.objects.filter(bylines__author=author))


def as_printed(asked: str) -> str:
    """A question as its page repeats it."""
    return " ".join(UNPRINTED.sub(" ", asked).split())


def question(asked: str) -> str:
    """What a reader typed, as PostgreSQL is asked: quotes keep words together, a minus excludes."""
    folded = fold(asked.replace("\0", " ")[:LONGEST_QUESTION].translate(QUOTES))
    return EXCLUDING_NOTHING.sub(" ", folded)


class Sought(Func):
    """What an index can look for in a question: nothing, `T`, in one that only excludes."""

    function = "querytree"
    output_field = TextField()


def ranked(asked: str) -> list[int]:
    """The keys of the newest stories that answer, the best first.

    To a question that only excludes every other story would be an answer, so none is.
    """
    query = SearchQuery(question(asked), search_type="websearch", config=configuration())
    answering = Article.objects.published().alias(sought=Sought(query)).exclude(sought="T")
    newest = answering.filter(search=query).newest_first()
    rank = SearchRank(F("search"), query, weights=WEIGHTS)
    best = Article.objects.filter(pk__in=newest.values("pk")[:MOST_RANKED]).annotate(rank=rank)
    return list(best.order_by("-rank", "-published_at", "-pk").values_list("pk", flat=True))


def results(asked: str, request: HttpRequest) -> KeysetPage:
    """The page of results that `?before=` or `?after=` a story asks for.

    A rank is no place in a list that grows meanwhile; the story that a page ends with is.
    One that is gone meanwhile leads to the first page.
    """
    found = ranked(asked)
    start = first_of_page(found, request.GET)
    shown = found[start : start + RESULTS_A_PAGE]
    cards = Article.objects.published().for_results().in_bulk(shown)
    previous = {"q": asked, "before": found[start]} if start else None
    following = {"q": asked, "after": shown[-1]} if start + RESULTS_A_PAGE < len(found) else None
    return KeysetPage(
        with_passages([cards[pk] for pk in shown if pk in cards], asked),
        *("?" + urlencode(link) if link else "" for link in (previous, following)),
    )


def first_of_page(found: list[int], query: QueryDict) -> int:
    for direction in ("after", "before"):
        if place := query.get(direction):
            pk = read_id(place)
            if pk is None:
                raise Http404(f"“{place[:40]}” is no place of this list.")
            if pk not in found:
                return 0
            index = found.index(pk)
            return index + 1 if direction == "after" else max(0, index - RESULTS_A_PAGE)
    return 0


def with_passages(stories: list[Article], asked: str) -> list[Article]:
    texts = [
        f"{story.standfirst} {body.plain_text(story.body[:LONGEST_SEEN])}" for story in stories
    ]
    for story, passage in zip(stories, passages(texts, question(asked)), strict=True):
        story.passage = passage
    return stories
