"""The past of an author at the desk: listed, compared, brought back."""

import pytest
from django.urls import reverse

from authors import bios, deeds
from authors.models import Author, Deed
from tests.authors.bio_forms import save
from tests.builders import make_author, make_image, make_publication, make_user

pytestmark = pytest.mark.django_db

QUERIES_OF_A_HISTORY = 8


@pytest.fixture
def blake(client):
    user = make_user("Bio editor", username="blake")
    client.force_login(user)
    return user


def author_with(*texts, by=None, **facts):
    """An author whose bio was saved once for each text."""
    author = Author(**{"name": "Ana Pérez", "slug": "ana"} | facts)
    for text in texts:
        author.bio = text
        bios.save(author, by=by or make_user())
    return author


def history(author, query=""):
    return reverse("admin:authors_author_history", args=[author.pk]) + query


def comparison(author, old, new):
    return reverse("admin:author_compare", args=[author.pk]) + f"?old={old}&new={new}"


def restoring(author, number):
    return reverse("admin:author_restore_revision", args=[author.pk, number])


def said(response):
    return [str(message) for message in response.context["messages"]]


def numbers(page):
    return [revision.number for revision in page.context["revisions"]]


# The list


def test_the_history_tells_who_saved_what_and_when_the_newest_first(client, blake):
    ellis = make_user(username="ellis")
    author = author_with("One.", "Two.", by=ellis)
    save(client, author, bio="Three.", note="Asked for by Ana")

    page = client.get(history(author))

    shown = [(each.number, each.maker, each.note) for each in page.context["revisions"]]
    assert shown == [(3, "blake", "Asked for by Ana"), (2, "ellis", ""), (1, "ellis", "")]
    text = page.content.decode()
    assert text.count("Readers see this") == 1
    assert "Changed: bio. Asked for by Ana" in text
    assert f'href="{comparison(author, 2, 3)}"'.replace("&", "&amp;") in text


def test_an_author_without_a_past_has_an_empty_history(client, blake):
    page = client.get(history(make_author()))

    assert "Nothing has been saved at the desk yet." in page.content.decode()
    assert numbers(page) == []


def test_a_long_history_is_read_page_by_page(client, blake, monkeypatch):
    monkeypatch.setattr("authors.history.ON_A_PAGE", 2)
    author = author_with(*(f"Version {number}." for number in range(1, 6)))

    first = client.get(history(author))
    second = client.get(history(author, "?before=4"))
    last = client.get(history(author, "?before=2"))

    assert (numbers(first), numbers(second), numbers(last)) == ([5, 4], [3, 2], [1])
    assert [page.context["older"] for page in (first, second, last)] == [4, 2, None]
    assert "Readers see this" not in second.content.decode()


@pytest.mark.parametrize("place", ["x", "-1", "1", "0", "9" * 40, "%00"])
def test_a_place_that_no_history_has_is_not_found(client, blake, place):
    author = author_with("One.")

    assert client.get(history(author, f"?before={place}")).status_code == 404


@pytest.mark.parametrize("length", [1, 3])
def test_a_history_costs_the_same_however_long(client, blake, django_assert_num_queries, length):
    make_publication()
    author = author_with(*(f"Version {number}." for number in range(length)))

    with django_assert_num_queries(QUERIES_OF_A_HISTORY):
        client.get(history(author))


# Comparing


def test_prose_is_compared_by_words_and_the_rest_is_told(client, blake):
    face, other_face = make_image(caption="In a hat"), make_image(caption="Without one")
    author = author_with("She writes of ships.", portrait=face, position=1)
    author.bio, author.portrait, author.position = "She writes of trains.", other_face, 2
    author.links = [{"label": "Site", "url": "https://ana.example/"}]
    author.standing = "former"
    bios.save(author, by=blake)

    page = client.get(comparison(author, 1, 2))

    (text,) = page.context["texts"]
    assert [piece.text for piece in text.pieces if piece.kind != "same"] == ["ships", "trains"]
    assert [sentence for change in page.context["facts"] for sentence in change.words] == [
        "Portrait: In a hat → Without one",
        "Link added: Site (https://ana.example/)",
        "Standing: On the staff → Former",
        "Position: 1 → 2",
    ]


def test_the_older_one_stands_first_in_whatever_order_they_are_asked_for(client, blake):
    author = author_with("One.", "Two.", "Three.")

    page = client.get(comparison(author, 3, 1))

    assert (page.context["old"].number, page.context["new"].number) == (1, 3)


def test_what_stands_in_a_bio_is_text_and_no_markup(client, blake):
    author = author_with("Plain.", "<script>alert(1)</script>")

    page = client.get(comparison(author, 1, 2)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;" in page


def test_one_revision_compared_with_itself_has_no_changes(client, blake):
    author = author_with("One.")

    assert "one and the same revision" in client.get(comparison(author, 1, 1)).content.decode()


@pytest.mark.parametrize(
    "query", ["", "?old=1", "?old=1&new=9", "?old=x&new=1", "?old=1&new=%00", "?old=-1&new=1"]
)
def test_a_comparison_of_what_is_not_there_is_not_found(client, blake, query):
    author = author_with("One.", "Two.")

    address = reverse("admin:author_compare", args=[author.pk])

    assert client.get(address + query).status_code == 404


def test_a_revision_of_somebody_else_is_not_found(client, blake):
    author = author_with("One.", "Two.")
    other = author_with("One.", slug="ben")

    assert client.get(comparison(other, 1, 2)).status_code == 404
    assert client.post(restoring(other, 2), {"on": 1}).status_code == 404
    assert author.revisions.count() == 2


# Bringing back


def test_an_earlier_bio_is_restored_whole_as_a_revision_of_its_own(client, blake):
    author = author_with("One.", title="Reporter")
    author.bio, author.title, author.slug = "Two.", "Editor", "ana-perez"
    bios.save(author, by=make_user())

    response = client.post(restoring(author, 1), {"on": 2}, follow=True)

    assert said(response) == ["Restored from revision 1, as revision 3. Readers see it now."]
    author.refresh_from_db()
    assert (author.bio, author.title, author.slug) == ("One.", "Reporter", "ana")
    newest = author.revisions.first()
    assert (newest.number, newest.made_by, newest.note) == (3, blake, "Restored from revision 1")
    assert newest.bio == author.revisions.get(number=1).bio
    assert {(deed.kind, deed.words) for deed in deeds.about(author)[:2]} == {
        (Deed.Kind.RENAMED, "/authors/ana-perez/ leads to /authors/ana/ now."),
        (Deed.Kind.BIO, "Changed: title, bio. Restored from revision 1"),
    }
    assert client.get("/authors/ana-perez/")["Location"] == "/authors/ana/"


def test_one_field_is_restored_alone(client, blake):
    author = author_with("One.", title="Reporter")
    author.bio, author.title = "Two.", "Editor"
    bios.save(author, by=make_user())

    client.post(restoring(author, 1), {"on": 2, "field": "bio"})

    author.refresh_from_db()
    assert (author.bio, author.title) == ("One.", "Editor")
    assert author.revisions.first().note == "Restored from revision 1: bio"


def test_a_portrait_is_restored(client, blake):
    face = make_image()
    author = author_with("One.", portrait=face)
    author.portrait = None
    bios.save(author, by=make_user())

    client.post(restoring(author, 1), {"on": 2})

    author.refresh_from_db()
    assert author.portrait == face


def test_what_is_so_already_is_not_restored_twice(client, blake):
    author = author_with("One.", "Two.")
    client.post(restoring(author, 1), {"on": 2}, follow=True)

    response = client.post(restoring(author, 1), {"on": 3}, follow=True)

    assert said(response) == ["Nothing to restore: the newest revision says this already."]
    assert author.revisions.count() == 3


@pytest.mark.parametrize("on", ["2", "", "x", "9" * 30])
def test_nothing_is_restored_over_what_somebody_saved_meanwhile(client, blake, on):
    author = author_with("One.", "Two.")
    author.bio = "Three."
    bios.save(author, by=make_user(username="ellis"))

    response = client.post(restoring(author, 1), {"on": on}, follow=True)

    assert said(response) == [
        "Nothing was restored. ellis saved this bio meanwhile. Look at its history again first."
    ]
    author.refresh_from_db()
    assert author.bio == "Three."


def test_what_another_took_since_is_not_restored(client, blake):
    """A script may give a slug away; the desk does not."""
    author = author_with("One.")
    author.slug = "ana-perez"
    bios.save(author, by=make_user())
    make_author(slug="ana")

    response = client.post(restoring(author, 1), {"on": 2}, follow=True)

    assert said(response) == [
        "Nothing was restored. Another author has this slug; add a middle name or a number."
    ]
    author.refresh_from_db()
    assert (author.slug, author.revisions.count()) == ("ana-perez", 2)


def test_an_unknown_field_is_not_found(client, blake):
    author = author_with("One.", "Two.")

    for field in ("user", "pk", "nothing", "\0"):
        assert client.post(restoring(author, 1), {"on": 2, "field": field}).status_code == 404


def test_a_writer_restores_their_words_and_neither_name_nor_address(client):
    wren = make_user("Writer")
    client.force_login(wren)
    author = author_with("One.", name="Wren", slug="wren", user=wren)
    author.name, author.slug, author.position, author.bio = "Wren Odell", "wren-odell", 4, "Two."
    bios.save(author, by=make_user())

    client.post(restoring(author, 1), {"on": 2})
    refused = client.post(restoring(author, 1), {"on": 3, "field": "slug"})

    author.refresh_from_db()
    assert refused.status_code == 403
    assert (author.name, author.slug, author.position, author.bio) == (
        "Wren Odell",
        "wren-odell",
        4,
        "One.",
    )


def test_whoever_only_looks_is_offered_no_restoring(client):
    client.force_login(make_user("Editor"))
    author = author_with("One.", "Two.")

    page = client.get(comparison(author, 1, 2)).content.decode()

    assert "Restore" not in page


def test_restoring_by_a_link_is_refused(client, blake):
    author = author_with("One.", "Two.")

    assert client.get(restoring(author, 1)).status_code == 405
