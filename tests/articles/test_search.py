"""Search: what is found, in which order, and what a reader sees of it."""

import datetime as dt
from importlib import import_module
from itertools import product

import pytest
from django.contrib.admin.sites import site as desk
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from articles import answering, publishing
from articles.document import Credit
from articles.models import Article, Tag
from articles.passages import passages
from articles.questions import Question
from authors import bios
from tests.builders import make_article, make_author, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db


def found(client, question):
    return list(client.get("/search/", {"q": question}).context["page"])


def test_a_word_is_found_wherever_it_stands(client):
    ana = make_author(name="Ana Zander")
    stories = [
        make_article(headline="The zander returns"),
        make_article(standfirst="On the zander."),
        make_article(tags=("Zander",)),
        make_article(bylines=(Credit(ana.pk),)),
        make_article(body="<p>Somebody saw a zander.</p>"),
    ]
    make_article(headline="Rain")

    assert set(found(client, "zander")) == set(stories)


def test_the_headline_weighs_more_than_the_standfirst_than_the_names_than_the_body(client):
    in_body = make_article(body="<p>One zander.</p>")
    in_tag = make_article(tags=("Zander",))
    in_standfirst = make_article(standfirst="A zander.")
    in_headline = make_article(headline="Zander")

    assert found(client, "zander") == [in_headline, in_standfirst, in_tag, in_body]


@pytest.mark.parametrize("question", ["élan", "ELAN", "Elan", "e\u0301lan"])
@pytest.mark.parametrize("written", ["Élan", "elan"])
def test_accents_and_case_do_not_matter(client, written, question):
    story = make_article(headline=f"The {written} of the fleet")

    assert found(client, question) == [story]


def test_words_are_found_by_their_stem(client):
    story = make_article(headline="Ferries in the fog")

    assert found(client, "ferry") == [story]


def test_quotes_keep_words_together_and_a_minus_leaves_out(client):
    together = make_article(headline="The net loft opens")
    apart = make_article(headline="A loft without a net")

    assert found(client, '"net loft"') == [together]
    assert found(client, "“net loft”") == [together]
    assert found(client, "loft -opens") == [apart]


@pytest.mark.parametrize(
    "written", ["“zander”", "zander’s", "river—zander", "«zander»", "zan\u00adder"]
)
def test_typography_is_no_part_of_a_word(client, written):
    story = make_article(headline=f"The {written} way")

    assert found(client, "zander") == [story]
    assert found(client, "“zander”") == [story]


def test_markup_is_not_found(client):
    make_article(body='<p>At <a href="https://www.example.org/zander">the quay</a></p>')

    assert found(client, "zander") == []
    assert found(client, "href") == []


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
def test_what_is_not_public_is_not_found(client, hidden):
    make_article(headline="Zander", **hidden)

    assert found(client, "zander") == []


def test_publishing_makes_a_story_found_by_its_new_text(client):
    editor = make_user("Editor")
    story = make_article(headline="Zander", published_at=None, by=editor)
    publishing.publish(story, by=editor)

    assert found(client, "zander") == [story]


def test_a_new_name_of_an_author_is_found_and_the_old_one_is_not(client):
    ana = make_author(name="Ana Perch")
    story = make_article(headline="Rain", bylines=(Credit(ana.pk),))

    ana.name = "Ana Zander"
    bios.save(ana, by=None)

    assert found(client, "zander") == [story]
    assert found(client, "perch") == []
    assert found(client, "rain") == [story]


def test_a_new_name_of_a_tag_is_found(client):
    story = make_article(headline="Rain", tags=("Perch",))

    tag = Tag.objects.get()
    client.force_login(make_user("Editor"))
    address = f"/admin/articles/tag/{tag.pk}/change/"
    client.post(address, {"name": "Zander", "slug": tag.slug, "synonyms": ""})

    assert found(client, "zander") == [story]
    assert found(client, "perch") == []


def test_the_name_of_a_deleted_tag_is_found_no_more(client):
    story = make_article(headline="Rain", tags=("Perch",))

    asked = RequestFactory().post("/")
    asked.user = make_user("Publisher")
    desk.get_model_admin(Tag).delete_model(asked, Tag.objects.get())

    assert found(client, "perch") == []
    assert found(client, "rain") == [story]


def test_a_body_of_more_words_than_a_column_holds_is_published(client):
    letters = [chr(0x10330 + number) for number in range(40)]
    words = "".join(f"{a}{b}{c} " for a, b, c in product(letters, repeat=3))
    editor = make_user("Editor")
    story = make_article(headline="Zander", body=f"<p>{words}</p>", published_at=None, by=editor)

    publishing.publish(story, by=editor)

    assert found(client, "zander") == [story]


def test_stories_that_were_public_before_are_found_as_if_they_were_published_now():
    ana = make_author(name="Ana Pérez")
    make_article(tags=("Perch",), bylines=(Credit(ana.pk),))
    make_article(published_at=None)
    rows = Article.objects.order_by("pk").values_list("search", flat=True)
    words = list(rows)
    Article.objects.update(search=None)

    migration = import_module("articles.migrations.0007_words_of_public_stories")
    with connection.schema_editor() as schema_editor:
        migration.write_words(None, schema_editor)

    assert list(rows) == words
    assert words[0]
    assert words[1] is None


def test_a_result_has_passage_picture_byline_and_date(client):
    make_article(
        headline="Rain",
        standfirst="",
        body="<p>Nobody knew. Then the “Zander” of Höfen &lt;rose&gt; again.</p>",
        bylines=(Credit(make_author(name="Ana Pérez").pk),),
    )

    page = client.get("/search/?q=zander+hofen").content.decode()

    assert "“<mark>Zander</mark>” of <mark>Höfen</mark> &lt;rose&gt; again." in page
    assert page.count("<picture>") == 1
    assert "By Ana Pérez" in page
    assert '<time datetime="' in page


def test_a_long_text_is_shown_about_its_first_answer():
    text = f"{'word ' * 50}zander{' rest' * 50}"

    (passage,) = passages([text], Question("zander"))

    assert passage.startswith("… word word")
    assert "<mark>zander</mark> rest" in passage
    assert passage.endswith("rest …")


def test_a_text_without_an_answer_is_shown_from_its_beginning():
    assert passages(["One two.", ""], Question("zander")) == ["One two.", ""]


def test_a_passage_shows_the_phrase_where_it_stands_as_it_was_asked():
    text = f"A tide, so low. {'word ' * 60}They wait for the “low tide” again. {'rest ' * 60}"

    (passage,) = passages([text], Question('"the low tide"'))

    assert "wait for the “<mark>low</mark> <mark>tide</mark>” again" in passage


def test_a_passage_shows_the_place_with_the_most_words():
    text = f"One zander. {'word ' * 60}A pike and a zander. {'rest ' * 60}"

    (passage,) = passages([text], Question("zander pike"))

    assert "A <mark>pike</mark> and a <mark>zander</mark>" in passage


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_results_costs_the_same(client, django_assert_num_queries, number):
    make_publication()
    section = make_section()
    for _ in range(number):
        make_article(headline="Zander", section=section)

    # One is for another spelling, as few stories answer.
    with django_assert_num_queries(13):
        client.get("/search/?q=zander")


def test_pages_follow_each_other_without_gap_or_repetition(client):
    stories = {make_article(headline=f"Zander {number}").pk for number in range(45)}
    first = client.get("/search/?q=zander").context["page"]
    second = client.get(f"/search/{first.next}").context["page"]
    third = client.get(f"/search/{second.next}").context["page"]

    assert [len(page) for page in (first, second, third)] == [20, 20, 5]
    assert {story.pk for page in (first, second, third) for story in page} == stories
    assert list(client.get(f"/search/{third.previous}").context["page"]) == list(second)
    assert third.next == first.previous == ""


def test_a_place_that_is_gone_leads_to_the_first_page(client):
    story = make_article(headline="Zander")

    page = client.get(f"/search/?q=zander&after={story.pk + 1000}").context["page"]

    assert list(page) == [story]


@pytest.mark.parametrize("place", ["x", "-1", "1e9", "9" * 40, "%00"])
def test_a_broken_place_is_not_found(client, place):
    make_article(headline="Zander")

    assert client.get(f"/search/?q=zander&after={place}").status_code == 404


@pytest.mark.parametrize(
    "question",
    [
        "a" * 10_000,
        "zander " * 2000,
        "\0",
        "\0zander",
        "& | ! ( ) : * <-> <2>",
        "' OR 1=1 --",
        '"',
        '"unclosed',
        *("-" * 40, "- " * 40, "(-" * 40, "-—" * 60, "----" * 20 + "zander", '-"-" ' * 30),
        "the and of",
        "😀 🐟",
        "\u202e\u0000\ufffe",
        "\ud800",
        "%s %(x)s {} {0}",
        "<script>alert(1)</script>",
    ],
)
def test_whatever_is_asked_gets_a_page(client, question):
    make_article()

    response = client.get("/search/", {"q": question.encode("utf-8", "surrogatepass")})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("question", ["-rain", "-rain -snow", '-"rain snow"'])
def test_a_question_that_only_excludes_finds_nothing(client, question):
    make_article(headline="Zander")

    assert found(client, question) == []


def test_a_word_deep_in_a_long_story_is_found_and_its_beginning_shown(client):
    deep = "<p>Rain.</p>" * 3000 + "<p>Zander.</p>"
    make_article(standfirst="It rained.", body=deep)

    (story,) = found(client, "zander")

    assert story.passage.startswith("It rained. Rain.")


def test_nothing_found_is_told_kindly_with_ways_on(client):
    page = client.get("/search/?q=zander").content.decode()

    assert "No story answers to these words." in page
    assert f'href="{reverse("latest")}"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_question_without_answer_is_told_in_headline_and_title(client):
    page = client.get("/search/?q=zzqx").content.decode()

    assert "<h1>Nothing found for “zzqx”</h1>" in page
    assert "<title>Nothing found for “zzqx” — " in page


def test_an_answered_question_keeps_its_headline(client):
    make_article(headline="Zander")

    page = client.get("/search/?q=zander").content.decode()

    assert "<h1>Results for “zander”</h1>" in page
    assert "<title>Search: zander — " in page


def test_a_question_is_repeated_without_what_cannot_be_printed(client):
    question = b"zan\xff \0\x1b\xe2\x80\xae der"

    page = client.get("/search/", {"q": question}).content.decode()

    assert "<h1>Nothing found for “zan der”</h1>" in page
    assert "<title>Nothing found for “zan der” — " in page
    assert 'name="q" value="zan der"' in page


def test_the_page_of_results_has_one_search(client):
    assert client.get("/search/?q=zander").content.decode().count('role="search"') == 1


def test_only_the_newest_of_a_common_word_are_ranked(client, monkeypatch):
    monkeypatch.setattr(answering, "MOST_RANKED", 2)
    for days in (3, 2, 1):
        at = timezone.now() - dt.timedelta(days=days)
        make_article(headline=f"Zander {days}", published_at=at)

    assert [story.headline for story in found(client, "zander")] == ["Zander 1", "Zander 2"]


def test_the_words_stay_in_the_database_when_a_story_is_read():
    make_article()

    assert "search" in Article.objects.get().get_deferred_fields()
