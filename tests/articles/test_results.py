"""The page of results: order, counts, sections, and pages of the same name."""

import datetime as dt

import pytest
from django.utils import timezone

from articles import answering
from articles.document import Credit
from tests.builders import make_article, make_author, make_publication, make_section

pytestmark = pytest.mark.django_db


def answer(client, question, **query):
    return client.get("/search/", {"q": question, **query}).context


def days_ago(days):
    return timezone.now() - dt.timedelta(days=days)


def test_of_two_that_answer_alike_the_newer_is_first(client):
    old = make_article(headline="Zander", published_at=days_ago(900))
    new = make_article(headline="Zander", published_at=days_ago(1))

    assert list(answer(client, "zander")["page"]) == [new, old]


def test_an_old_headline_is_before_a_new_mention(client):
    old = make_article(headline="Zander", published_at=days_ago(3000))
    new = make_article(body="<p>One zander.</p>", published_at=days_ago(1))

    assert list(answer(client, "zander")["page"]) == [old, new]


def test_a_headline_that_says_just_this_is_first(client):
    more = make_article(headline="Zander, zander and more zander in the old mill")
    just = make_article(headline="Zander")

    assert list(answer(client, "zander")["page"]) == [just, more]


def test_newest_first_is_a_switch_that_its_pages_keep(client):
    stories = [make_article(headline="Zander", published_at=days_ago(n)) for n in range(25, 0, -1)]

    first = answer(client, "zander", sort="newest")
    second = client.get(f"/search/{first['page'].next}").context

    assert [*first["page"], *second["page"]] == stories[::-1]
    assert [(way.name, way.is_here) for way in second["orders"]] == [
        ("Best first", False),
        ("Newest first", True),
    ]


def test_how_many_is_told_as_far_as_somebody_looked(client, monkeypatch):
    monkeypatch.setattr(answering, "MOST_RANKED", 2)
    make_article(headline="Zander")
    one = client.get("/search/?q=zander").content.decode()
    make_article(headline="Zander")
    make_article(headline="Zander")
    many = client.get("/search/?q=zander").content.decode()

    assert "<p>1 story</p>" in one
    assert "<p>The newest 2 of more stories</p>" in many


def test_sections_are_told_with_how_many_stand_in_each(client):
    make_publication()
    world, sport = make_section(name="World"), make_section(name="Sport")
    for section in (world, world, sport):
        make_article(headline="Zander", section=section)

    ways = answer(client, "zander")["in_sections"]

    assert [(way.name, way.stories) for way in ways] == [("World", 2), ("Sport", 1)]
    assert len(client.get(f"/search/{ways[0].url}").context["page"]) == 2
    assert answer(client, "zander section:world")["in_sections"] == []


def test_pages_of_the_same_name_are_offered(client):
    section = make_section(name="Harbour", slug="harbour")
    author = make_author(name="Ana Harbourne", slug="ana")
    make_article(tags=("Harbour seals",), bylines=(Credit(author.pk),), section=section)
    make_article(tags=("Harbour plans",), published_at=None)

    ways = answer(client, "harbour")["suggestions"]

    assert [(way.name, way.url) for way in ways] == [
        ("Harbour", "/sections/harbour/"),
        ("Ana Harbourne", "/authors/ana/"),
        ("Harbour seals", "/tags/harbour-seals/"),
    ]


def test_what_is_no_filter_of_the_site_makes_no_link_of_it(client):
    page = client.get("/search/", {"q": '"><script>alert(1)</script>', "sort": "x"})

    assert "<script>alert" not in page.content.decode()
    assert page.context["orders"][0].is_here
