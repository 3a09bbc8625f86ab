"""Addresses that authors had before: each leads on in one step, and never to another author."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import inner_links
from articles.document import Credit
from authors import bios
from authors.models import Author, FormerAuthorSlug
from tests.authors.bio_forms import save
from tests.builders import make_article, make_author, make_publication, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def blake(client):
    user = make_user("Bio editor")
    client.force_login(user)
    return user


def renamed(author, *slugs):
    for slug in slugs:
        author.slug = slug
        bios.save(author, by=None)
    return author


def test_a_former_address_and_its_feed_lead_on_in_one_step(client, blake):
    ana = make_author(slug="ana")
    make_article(bylines=(Credit(ana.pk),))

    save(client, ana, slug="ana-perez")

    for old, new in [
        ("/authors/ana/", "/authors/ana-perez/"),
        ("/authors/ana/feed/", "/authors/ana-perez/feed/"),
        ("/authors/ana/?before=x", "/authors/ana-perez/"),
    ]:
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)
        assert client.get(new).status_code == 200


def test_whoever_keeps_the_answer_has_to_ask_again(client):
    renamed(make_author(slug="ana"), "ana-perez")

    assert client.get("/authors/ana/")["Cache-Control"] == "max-age=0, must-revalidate"


def test_an_author_renamed_again_and_again_is_one_step_away(client):
    ana = renamed(make_author(slug="a"), "b", "c", "a", "b", "d")

    for slug in ("a", "b", "c"):
        assert client.get(f"/authors/{slug}/")["Location"] == "/authors/d/"
    assert client.get("/authors/d/").context["author"] == ana


def test_an_author_takes_an_old_slug_back(client):
    renamed(make_author(slug="a"), "b", "c", "a")

    assert client.get("/authors/a/").status_code == 200
    for slug in ("b", "c"):
        assert client.get(f"/authors/{slug}/")["Location"] == "/authors/a/"
    assert set(FormerAuthorSlug.objects.values_list("slug", flat=True)) == {"b", "c"}


def test_no_other_author_takes_a_slug_that_leads_to_one(client, blake):
    renamed(make_author(name="Ana", slug="ana"), "ana-perez")
    ben = make_author(slug="ben")

    response = save(client, ben, slug="ana")

    told = "This was the slug of “Ana”, and still leads there. Add a middle name or a number."
    assert response.context["adminform"].form.errors == {"slug": [told]}
    assert client.get("/authors/ana/")["Location"] == "/authors/ana-perez/"


def test_the_slug_of_an_author_who_is_no_more_is_free(client):
    renamed(make_author(slug="ana"), "ana-perez").delete()

    assert client.get("/authors/ana/").status_code == 404
    bios.save(Author(name="Another", slug="ana"), by=None)

    assert client.get("/authors/ana/").context["author"].name == "Another"


def test_a_link_to_a_former_address_is_no_dead_one():
    renamed(make_author(slug="ana"), "ana-perez")
    links = "/authors/ana/", "/authors/ana/feed/", "/authors/ana-perez/", "/authors/nobody/"
    html = "".join(f'<p><a href="{link}">There</a></p>' for link in links)

    assert inner_links.dead(html) == ["/authors/nobody/"]


def test_an_author_costs_no_query_more(client, django_assert_num_queries):
    make_publication()
    make_author(slug="ana")

    with django_assert_num_queries(4):
        client.get("/authors/ana/")


SLUGS = st.sampled_from(["a", "b", "c", "d"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([0, 1]), SLUGS), max_size=8))
def test_every_address_ever_given_answers_its_author_in_at_most_one_step(changes):
    with transaction.atomic():
        authors = [make_author(slug="first"), make_author(slug="second")]
        owners = {"first": authors[0], "second": authors[1]}
        for index, slug in changes:
            author = authors[index]
            kept = author.slug
            author.slug = slug
            try:
                with transaction.atomic():
                    author.full_clean()
                    bios.save(author, by=None)
            except ValidationError:
                author.slug = kept
                assert owners[slug] != author
            else:
                assert owners.setdefault(slug, author) == author
        client = Client()
        for slug, author in owners.items():
            response = client.get(f"/authors/{slug}/")
            if response.status_code == 301:
                response = client.get(response["Location"])
            assert response.status_code == 200
            assert response.context["author"] == author
        transaction.set_rollback(True)
