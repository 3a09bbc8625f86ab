"""Questions: filters, quotes, exclusion, and that none of them is ever an error."""

import datetime as dt
from itertools import groupby

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.answering import answers_to
from articles.document import Credit
from articles.questions import Question
from tests.builders import make_article, make_author, make_section

pytestmark = pytest.mark.django_db


def found(client, question, **query):
    return list(client.get("/search/", {"q": question, **query}).context["page"])


def on(year, month, day):
    return timezone.make_aware(dt.datetime(year, month, day, 12))  # noqa: DTZ001  Made aware.


def test_a_section_is_named_by_its_slug_or_its_name(client):
    story = make_article(
        headline="Zander", section=make_section(name="World News", slug="the-world")
    )
    make_article(headline="Zander", section=make_section(name="Sport"))

    assert found(client, "zander section:the-world") == [story]
    assert found(client, 'zander SECTION:"world news"') == [story]
    assert found(client, "section:the-world") == [story]
    assert found(client, "zander -section:sport") == [story]


def test_an_author_is_named_by_slug_name_or_part_of_it(client):
    ana = make_author(name="Ana Pérez", slug="ana-maria")
    story = make_article(headline="Zander", bylines=(Credit(ana.pk),))
    make_article(headline="Zander", bylines=(Credit(make_author(name="Bo Lund").pk),))

    assert found(client, "zander author:ana-maria") == [story]
    assert found(client, 'author:"ana perez" zander') == [story]
    assert found(client, "author:Perez") == [story]
    assert found(client, "zander -author:lund") == [story]


def test_before_and_after_part_the_archive_without_gap_or_overlap(client):
    old, middle, new = (
        make_article(headline="Zander", published_at=on(*day))
        for day in ((2023, 12, 31), (2024, 5, 3), (2025, 1, 1))
    )

    assert found(client, "zander before:2024") == [old]
    assert found(client, "zander after:2025") == [new]
    assert found(client, "zander after:2024 before:2025") == [middle]
    assert found(client, "zander after:2024-05 before:2024-06") == [middle]
    assert found(client, "zander after:2024/05/03 before:2024-05-04") == [middle]
    assert found(client, "zander -before:2025") == [new]


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("section:nowhere", "No section is called “nowhere”."),
        ("author:nobody", "No author is called “nobody”."),
        ("before:yesterday", "“yesterday” is no date; write 2026, 2026-05 or 2026-05-03."),
        ("after:2026-13", "“2026-13” is no date; write 2026, 2026-05 or 2026-05-03."),
        ("before:0000", "“0000” is no date; write 2026, 2026-05 or 2026-05-03."),
    ],
)
def test_a_filter_that_means_nothing_says_so(client, question, problem):
    make_article(headline="Zander")

    page = client.get("/search/", {"q": f"zander {question}"})

    assert page.context["problems"] == [problem]
    assert problem in page.content.decode()
    assert list(page.context["page"]) == []


def test_a_filter_without_a_value_is_a_word(client):
    story = make_article(headline="The section before the author")

    assert found(client, "section: before: author:") == [story]


def test_quotes_hold_every_word_as_it_is_written(client):
    story = make_article(headline="To be or not to be")
    make_article(headline="Not to be outdone")
    make_article(body="<p>To be, or perhaps not to be.</p>")

    assert found(client, '"to be or not to be"') == [story]


def test_quotes_ask_for_the_ending_too(client):
    one = make_article(body="<p>The ferry boat left.</p>")
    many = make_article(body="<p>The ferry boats left.</p>")

    assert set(found(client, "ferry boat")) == {one, many}
    assert found(client, '"ferry boat"') == [one]


def test_a_phrase_may_be_left_out_of_stories_that_hold_its_words(client):
    apart = make_article(body="<p>A boat; no ferry.</p>")
    make_article(body="<p>The ferry boat left.</p>")

    assert found(client, 'boat -"ferry boat"') == [apart]


def test_or_lets_either_do(client):
    stories = {make_article(headline="Zander"), make_article(headline="The low tide")}
    make_article(headline="Low on fuel")

    assert set(found(client, 'zander or "low tide"')) == stories
    assert set(found(client, 'or zander OR "low tide" or')) == stories


def test_what_is_left_out_counts_within_its_part_alone(client):
    calm = make_article(headline="Ferry on time")
    storm = make_article(headline="Storm over the quay")
    make_article(headline="Ferry waits for the storm")

    assert set(found(client, "ferry -storm or quay")) == {calm, storm}


def test_parts_of_a_host_are_words(client):
    story = make_article(headline="What login.gov and data.example.org are for")

    assert found(client, "login") == [story]
    assert found(client, "login.gov") == [story]
    assert found(client, '"data.example.org"') == [story]
    assert found(client, "example") == [story]


def test_only_an_exclusion_lists_what_a_filter_leaves(client):
    section = make_section(slug="harbour")
    story = make_article(headline="Zander", section=section)
    make_article(headline="Rain", section=section)

    assert found(client, "section:harbour -rain") == [story]
    assert found(client, "-rain") == []


PIECES = st.sampled_from(
    [
        *("zander", "-zander", '"', "-", "--", "or", "OR", "-or", '"the zander"', '-"zander'),
        *("the", "section:", "section:x", '-section:"', "author:zander", "before:2026"),
        *("after:9999-99-99", "before:0001", "!", "&", "|", "<->", "<2>", "(", ")", ":*", "'"),
        *("\\", "''", "\0", "😀", "z" * 300, "ﬁ", "e\u0301", "\u202e", "\ud800", "%", "$1"),
        *("a:b", "a.b/c@d", "foo-bar"),
    ]
)
TEXT = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TEXT)
def test_whatever_is_asked_there_is_a_page(client, asked):
    page = client.get("/search/", {"q": asked.encode("utf-8", "replace").decode()})

    assert page.status_code == 200


@pytest.fixture
def six(db):
    texts = ["ferry", "storm", "ferry storm", "storm ferry", "tide", "ferry storm tide"]
    return {text: make_article(headline=text) for text in texts}


ASKED = ["ferry", "storm", "tide", '"ferry storm"', "-ferry", "-tide", '-"storm ferry"', "or"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.lists(st.sampled_from(ASKED), max_size=6))
def test_every_question_means_what_it_says(six, words):
    answers = answers_to(Question(" ".join(words)))

    assert set(answers.stories) == {
        story.pk for text, story in six.items() if meets(words, text.split())
    }


def meets(words, text):
    """The same, by plain Python."""
    parts = groupby(words, lambda word: word == "or")
    return any(meets_all(list(part), text) for is_or, part in parts if not is_or)


def meets_all(words, text):
    wanted = any(not word.startswith("-") for word in words)
    return wanted and all(holds(word, text) for word in words)


def holds(word, text):
    if word.startswith("-"):
        return not holds(word[1:], text)
    return word.strip('"') in " ".join(text) if word.startswith('"') else word in text


@pytest.mark.parametrize("asked", ["z" * 10_000, '"' * 10_000, "-a " * 3_000, "😀" * 5_000])
def test_ten_thousand_characters_are_a_page(client, asked):
    assert client.get("/search/", {"q": asked}).status_code == 200
