"""What stories are found by.

Publishing writes a story's words into its `search` column: folded (no accents, no case),
in the language of the publication, the headline above the standfirst, above the names of
its authors and tags, above the body. Beside it stands the same as it is written, with every
“the” and every ending, for what is asked in quotes.
"""

from django.contrib.postgres.search import (
    CombinedSearchVector,
    SearchVector,
    SearchVectorCombinable,
)
from django.db.models import Aggregate, F, Func, OuterRef, QuerySet, Subquery, TextField

from articles.folding import AS_WRITTEN, Folded, configuration
from articles.models import Article, Byline, TaggedArticle

# A `tsvector` holds a megabyte, whatever the words; a book of fifty pages is shorter than this.
LONGEST_TEXT = 100_000


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


def vector(*texts, weight: str, how: str) -> SearchVector:
    folded = (Shortened(Folded(text)) for text in texts)
    return SearchVector(*folded, weight=weight, config=how)


def names_vector(how: str) -> SearchVector:
    """The names of a story's authors and tags."""
    authors = Byline.objects.filter(article=OuterRef("pk")).order_by().values("article")
    tags = TaggedArticle.objects.filter(content_object=OuterRef("pk")).values("content_object")
    return vector(
        Subquery(authors.annotate(names=Joined("author__name")).values("names")),
        Subquery(tags.annotate(names=Joined("tag__name")).values("names")),
        weight="C",
        how=how,
    )


def words_vector(how: str) -> CombinedSearchVector:
    """All that a story says. The body's markup is no word to PostgreSQL."""
    return (
        vector("headline", weight="A", how=how)
        + vector("standfirst", weight="B", how=how)
        + names_vector(how)
        + vector("body", weight="D", how=how)
    )


def write_words(stories: QuerySet[Article]) -> None:
    """Let stories be found by all that they say."""
    stories.update(search=words_vector(configuration()), as_written=words_vector(AS_WRITTEN))


def write_names(stories: QuerySet[Article]) -> None:
    """Let stories be found by the names they bear now; their text is not read again."""
    stories.filter(search__isnull=False).update(
        search=OnlyWeights(F("search")) + names_vector(configuration()),
        as_written=OnlyWeights(F("as_written")) + names_vector(AS_WRITTEN),
    )
