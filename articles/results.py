"""The page that answers a question: stories, and ways to ask better."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, QueryDict

from articles import body, spelling
from articles.answering import Answers, answers_to
from articles.folding import fold
from articles.models import Article, Section, Tag, TaggedArticle
from articles.passages import passages
from articles.questions import UNPRINTED, Question
from authors.models import Author
from media.finding import read_id
from media.paging import KeysetPage

RESULTS_A_PAGE = 20
NEWEST = "newest"
# With so few answers another spelling may have been meant.
FEW = 3
SUGGESTED = 3
# Results show a passage from as far into a body as this; words beyond are found, not shown.
LONGEST_SEEN = 20_000


@dataclass(frozen=True)
class Way:
    """Another question, as a link."""

    name: str
    url: str
    stories: int = 0
    is_here: bool = False


def as_printed(asked: str) -> str:
    """A question as its page repeats it."""
    return " ".join(UNPRINTED.sub(" ", asked).split())


def results_of(request: HttpRequest) -> dict:
    """All that the page prints. Where nothing answers, what was meant is used at once."""
    asked = as_printed(request.GET.get("q", ""))
    newest = request.GET.get("sort") == NEWEST
    question = Question(asked)
    answers = answers_to(question, newest_first=newest)
    meant = ""
    if asked and not question.problems and len(answers) <= FEW:
        meant = spelling.more_frequent(asked) if len(answers) else spelling.corrected(asked)
    is_used = bool(meant) and not len(answers)
    if is_used:
        question = Question(meant)
        answers = answers_to(question, newest_first=newest)
    keep = {"q": question.asked} | ({"sort": NEWEST} if newest else {})
    return {
        "asked": asked,
        "page": page_of(answers, question, request.GET, keep),
        "problems": question.problems,
        "meant": Way(meant, link(q=meant)) if meant else None,
        "is_meant_used": is_used and len(answers) > 0,
        "found": len(answers),
        "older": answers.older,
        "orders": orders(question.asked, newest=newest),
        "in_sections": in_sections(answers, question, keep),
        "suggestions": suggestions(question),
    }


def link(**query) -> str:
    return "?" + urlencode(query)


def orders(asked: str, *, newest: bool) -> list[Way]:
    return [
        Way("Best first", link(q=asked), is_here=not newest),
        Way("Newest first", link(q=asked, sort=NEWEST), is_here=newest),
    ]


# The stories


def page_of(answers: Answers, question: Question, query: QueryDict, keep: dict) -> KeysetPage:
    """The page of results that `?before=` or `?after=` a story asks for.

    A rank is no place in a list that grows meanwhile; the story that a page ends with is.
    One that is gone meanwhile leads to the first page.
    """
    found = answers.stories
    start = first_of_page(found, query)
    shown = found[start : start + RESULTS_A_PAGE]
    cards = Article.objects.published().for_results().in_bulk(shown)
    previous = link(**keep, before=found[start]) if start else ""
    following = link(**keep, after=shown[-1]) if start + RESULTS_A_PAGE < len(found) else ""
    stories = [cards[pk] for pk in shown if pk in cards]
    return KeysetPage(with_passages(stories, question), previous, following)


def first_of_page(found: Sequence[int], query: QueryDict) -> int:
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


def with_passages(stories: list[Article], question: Question) -> list[Article]:
    texts = [
        f"{story.standfirst} {body.plain_text(story.body[:LONGEST_SEEN])}" for story in stories
    ]
    for story, passage in zip(stories, passages(texts, question), strict=True):
        story.passage = passage
    return stories


# Ways on


def in_sections(answers: Answers, question: Question, keep: dict) -> list[Way]:
    """How many of the answers stand in each section, most first; the counts cost no query."""
    counts = answers.of_sections
    if len(counts) < 2 or any(piece.of == "section" for piece in question.filters):
        return []
    sections = Section.objects.in_bulk(counts)
    return [
        Way(
            sections[pk].name,
            link(**keep | {"q": f"{question.asked} section:{sections[pk].slug}"}),
            stories,
        )
        for pk, stories in counts.most_common()
    ]


def suggestions(question: Question) -> list[Way]:
    """Sections, authors and tags whose names begin as the words do, as links to their pages."""
    words = " ".join(word.text for word in question.words if not word.leaves_out)
    if not words or question.filters:
        return []
    authors = Author.objects.found(words)[:SUGGESTED]
    # A tag of drafts alone must not tell what is being written about.
    public = Article.objects.published().filter(pk=OuterRef("content_object"))
    borne = TaggedArticle.objects.filter(Exists(public), tag=OuterRef("pk"))
    tags = Tag.objects.found(words).filter(Exists(borne))[:SUGGESTED]
    found = [*sections_named(words), *authors, *tags]
    return [Way(str(place), place.get_absolute_url()) for place in found]


def sections_named(words: str) -> list[Section]:
    return [
        section
        for section in Section.objects.all()
        if all(
            any(part.startswith(word) for part in fold(section.name).split())
            for word in words.split()
        )
    ]
