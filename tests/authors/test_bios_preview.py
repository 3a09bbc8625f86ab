"""The page of an author as readers would get it, from a form that is not saved yet."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.document import Credit
from articles.models import Article
from authors import bios
from authors.models import Author, AuthorRevision, Deed
from tests.authors.bio_forms import save, typed
from tests.builders import make_article, make_author, make_image, make_publication, make_user

pytestmark = pytest.mark.django_db

QUERIES = 13
NEW = "/admin/authors/author/add/preview/"


@pytest.fixture
def blake(client):
    user = make_user("Bio editor")
    client.force_login(user)
    return user


def preview_of(author):
    return reverse("author_preview", args=[author.pk])


def ana_with_stories(number=2):
    """An author of whom every part of the page stands."""
    author = Author(
        name="Ana Pérez",
        slug="ana",
        title="Reporter",
        bio="One.\n\nTwo.",
        portrait=make_image(),
        links=[{"label": "Site", "url": "https://ana.example/"}],
        contact="ana@example.org",
    )
    bios.save(author, by=make_user())
    for _ in range(number):
        make_article(bylines=(Credit(author.pk),))
    return author


def without_the_marks_of_a_preview(page):
    """The page, but for what tells robots and the edit button how it came."""
    page = re.sub(r'<meta name="robots"[^>]*>', "", page)
    page = re.sub(r'<body class="([^"]*)"[^>]*>', r'<body class="\1">', page)
    return re.sub(r"\s+", " ", page)


def test_the_preview_is_the_page_that_readers_get_once_it_is_saved(client, blake):
    make_publication()
    author = ana_with_stories()
    face = make_image()
    changes = {
        "name": "Ana Paz",
        "title": "Editor",
        "slug": "ana-paz",
        "bio": "Another <b>life</b>.\r\n\r\nIn two parts.",
        "portrait": face.pk,
        "links": "Elsewhere https://elsewhere.example/",
        "contact": "paz@example.org",
    }

    previewed = client.post(preview_of(author), typed(author, **changes)).content.decode()
    save(client, author, **changes)
    read = Client().get("/authors/ana-paz/").content.decode()

    assert "Another &lt;b&gt;life" in previewed
    assert without_the_marks_of_a_preview(previewed) == without_the_marks_of_a_preview(read)


def test_nothing_is_saved_by_looking(client, blake):
    author = ana_with_stories()
    before = (AuthorRevision.objects.count(), Deed.objects.count())

    page = client.post(preview_of(author), typed(author, name="Not saved", slug="not-saved"))

    assert "Not saved" in page.content.decode()
    assert (AuthorRevision.objects.count(), Deed.objects.count()) == before
    kept = Author.objects.get(pk=author.pk)
    assert (kept.name, kept.slug) == ("Ana Pérez", "ana")
    assert client.get("/authors/not-saved/").status_code == 404


def test_it_is_kept_nowhere_and_found_by_nobody(client, blake):
    author = ana_with_stories()

    page = client.post(preview_of(author), typed(author))

    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    text = page.content.decode()
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in text
    assert "data-edit" not in text


def test_what_cannot_be_kept_is_named_and_the_saved_text_stands(client, blake):
    author = ana_with_stories()
    words = typed(author, bio="New words.", contact="nobody", links="no address", slug="a slug")

    page = client.post(preview_of(author), words)

    text = page.content.decode()
    assert page.context["left_out"] == ["Links", "Public e-mail address", "Slug"]
    assert "Not as typed: Links, Public e-mail address, Slug." in text
    assert "New words." in text
    assert "ana@example.org" in text


def test_a_slug_of_somebody_else_is_not_shown_as_theirs(client, blake):
    author = ana_with_stories()
    make_author(slug="taken")

    page = client.post(preview_of(author), typed(author, slug="taken"))

    assert page.context["left_out"] == ["Slug"]
    assert page.context["author"].slug == "ana"


def test_what_somebody_saved_meanwhile_does_not_stop_a_look(client, blake):
    author = ana_with_stories()
    before = typed(author)
    author.bio = "Theirs."
    bios.save(author, by=make_user())

    page = client.post(preview_of(author), before | {"bio": "Mine."})

    assert page.status_code == 200
    assert page.context["left_out"] == []
    assert "Mine." in page.content.decode()


def test_a_new_author_is_previewed_before_there_is_a_row(client, blake):
    page = client.post(NEW, {"name": "Zoé Ek", "bio": "Begins today."})

    text = page.content.decode()
    assert "<h1>Zoé Ek</h1>" in text
    assert "Begins today." in text
    assert "No story of this author has been published yet." in text
    assert not Author.objects.exists()


@pytest.mark.parametrize("words", [{}, {"name": ""}, {"portrait": "x", "position": "many"}])
def test_an_empty_or_broken_form_is_a_page_too(client, blake, words):
    page = client.post(NEW, words)

    assert page.status_code == 200
    assert "<h1>No name yet</h1>" in page.content.decode()


def test_links_of_the_preview_lead_to_pages_that_answer(client, blake, monkeypatch):
    monkeypatch.setattr("articles.views.STORIES_A_PAGE", 1)
    author = ana_with_stories()
    make_article(bylines=(Credit(author.pk, "photographs"),))

    text = client.post(preview_of(author), typed(author)).content.decode()

    for link in re.findall(r'href="([^"]*\?(?:role|before)=[^"]*)"', text):
        assert link.startswith("/authors/ana/?")
        assert client.get(link.replace("&amp;", "&")).status_code == 200
    assert "?role=photographs" in text
    assert "?before=" in text


def test_a_writer_sees_their_words_and_not_a_name_that_is_not_theirs_to_change(client):
    wren = make_user("Writer")
    author = make_author(name="Wren", slug="wren", user=wren)
    client.force_login(wren)

    page = client.post(preview_of(author), {"bio": "By hand.", "name": "Boss", "slug": "boss"})

    assert "By hand." in page.content.decode()
    assert page.context["author"].name == "Wren"


def test_drafts_of_the_author_are_not_listed(client, blake):
    author = ana_with_stories(1)
    make_article(published_at=None, headline="A secret", bylines=(Credit(author.pk),))

    page = client.post(preview_of(author), typed(author))

    assert [card.pk for card in page.context["page"]] == [Article.objects.published().get().pk]


def test_a_preview_is_asked_for_by_a_form_and_no_link(client, blake):
    assert client.get(preview_of(make_author())).status_code == 405


def test_an_author_who_is_not_there_is_not_found(client, blake):
    assert client.post("/admin/authors/author/9/preview/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_preview_costs_the_same_however_many_stories(
    client, blake, django_assert_num_queries, number
):
    make_publication()
    author = ana_with_stories(number)
    words = typed(author)

    with django_assert_num_queries(QUERIES):
        client.post(preview_of(author), words)
