"""“Did you mean”: typing errors are corrected by words that readers can find."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import embedding, spelling
from articles.document import Credit
from articles.models import Term
from tests.builders import make_article, make_author

pytestmark = pytest.mark.django_db


def read():
    """The worker has read every story."""
    embedding.embed_anew(lambda done, of: None)


def answer(client, question):
    return client.get("/search/", {"q": question}).context


@pytest.mark.parametrize(
    "typed", ["habour", "harbor", "harbuor", "harbouur", "Harvour", "ahrbour", "harboru"]
)
def test_one_wrong_letter_is_mended_and_used_at_once(client, typed):
    story = make_article(headline="The harbour wakes")
    read()

    told = answer(client, typed)

    assert list(told["page"]) == [story]
    assert told["meant"].name == "harbour"
    assert told["is_meant_used"]


def test_the_page_says_what_it_looked_for(client):
    make_article(headline="The harbour wakes")
    read()

    page = client.get("/search/?q=habour").content.decode()

    assert "<h1>Nothing found for “habour”</h1>" in page
    assert 'These stories answer <a href="?q=harbour">harbour</a>' in page


def test_all_else_of_the_question_stays(client):
    story = make_article(headline="The harbour wakes", standfirst="Early.")
    make_article(headline="The harbour sleeps", standfirst="Late.")
    read()

    told = answer(client, 'Early "the habour" -storm after:2020')

    assert told["meant"].name == 'Early "the harbour" -storm after:2020'
    assert list(told["page"]) == [story]


def test_names_of_authors_and_tags_are_known(client):
    ana = make_author(name="Ana Szymborska")
    story = make_article(headline="Rain", bylines=(Credit(ana.pk),), tags=("Lighthouses",))
    read()

    assert list(answer(client, "szymborksa")["page"]) == [story]
    assert list(answer(client, "lighthuoses")["page"]) == [story]


@pytest.mark.parametrize(
    "hidden",
    [
        {"published_at": None},
        {"published_at": timezone.now() + dt.timedelta(days=2)},
        {"embargo_until": timezone.now() + dt.timedelta(days=2)},
        {"withdrawn_at": timezone.now() - dt.timedelta(hours=1), "withdrawn_reason": "Wrong."},
    ],
    ids=["draft", "scheduled", "embargoed", "withdrawn"],
)
def test_no_word_of_a_story_that_nobody_may_read_is_told(client, hidden):
    make_article(headline="Zanderville", **hidden)
    make_article(headline="Rain")
    read()

    assert answer(client, "zandervile")["meant"] is None


def test_a_word_that_another_story_holds_may_be_wrong_too(client):
    story = make_article(headline="A trail along the river")
    make_article(headline="The trial of the pilot")
    read()

    told = answer(client, "trial river")

    assert told["meant"].name == "trail river"
    assert list(told["page"]) == [story]


def test_a_rare_spelling_beside_a_frequent_one_is_asked_about(client):
    misprint = make_article(headline="The goverment falls")
    for number in range(21):
        make_article(headline=f"The government stays {number}")
    read()

    told = answer(client, "goverment")

    assert list(told["page"]) == [misprint]
    assert told["meant"].name == "government"
    assert not told["is_meant_used"]


def test_short_words_and_figures_stay_as_they_are(client):
    make_article(headline="The sea in 2026")
    read()

    assert answer(client, "see 2027")["meant"] is None


LETTERS = st.sampled_from("abcdefgh")
WORDS = st.text(LETTERS, min_size=4, max_size=9)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(word=WORDS, place=st.integers(0, 8), letter=LETTERS, how=st.sampled_from("+-~x"))
def test_whatever_letter_is_wrong_the_word_is_among_the_likely(word, place, letter, how):
    place %= len(word) - 1
    before, at, after = word[:place], word[place], word[place + 1 :]
    typed = {
        "+": before + letter + at + after,
        "-": before + after,
        "~": before + letter + after,
        "x": before + after[0] + at + after[1:],
    }[how]
    Term.objects.all().delete()
    Term.objects.create(word=word, stories=1)

    likely = [other.word for other in spelling.alike({typed}).get(typed, [])]

    assert likely == ([] if typed == word else [word])


def test_the_likely_words_are_found_by_an_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {spelling.NEAR}", [["harbour"]])
        plan = "\n".join(line for (line,) in cursor)

    assert "Index Scan on term_one_letter_less" in plan


def test_a_question_of_many_words_costs_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        spelling.corrected("harbour lighthouse zander")
