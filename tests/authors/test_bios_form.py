"""Two people with the same author before them: nobody overwrites what they have not seen."""

import pytest
from django.urls import reverse

from authors import bios
from authors.bio import Bio
from authors.models import Author, Deed
from tests.authors.bio_forms import form_of, typed
from tests.builders import make_image, make_publication, make_user

pytestmark = pytest.mark.django_db

QUERIES_OF_THE_FORM = 8


@pytest.fixture
def ellis():
    return make_user("Publisher", username="ellis")


@pytest.fixture
def blake(client):
    user = make_user("Bio editor", username="blake")
    client.force_login(user)
    return user


@pytest.fixture
def ana(ellis):
    author = Author(name="Ana", slug="ana", bio="She writes.", title="Reporter")
    bios.save(author, by=ellis)
    return author


def change(author, by, **facts):
    author.refresh_from_db()
    for name, value in facts.items():
        setattr(author, name, value)
    return bios.save(author, by=by)


def meanwhile(response):
    return response.context["adminform"].form.meanwhile


def value_of(response, name):
    return response.context["adminform"].form[name].value()


def as_it_stands(response):
    """What the browser sends when the form that came back is saved again."""
    form = response.context["adminform"].form
    return {field.html_name: field.value() or "" for field in form}


def test_the_form_knows_from_which_revision_it_was_loaded(client, blake, ana):
    page = client.get(form_of(ana))

    assert value_of(page, "revision") == 1
    assert '<input type="hidden" name="revision" value="1"' in page.content.decode()


def test_the_same_field_changed_by_both_is_refused_with_both_texts(client, blake, ellis, ana):
    before = typed(ana)
    change(ana, ellis, bio="She writes poems.")

    response = client.post(form_of(ana), before | {"bio": "She writes prose."})

    assert response.status_code == 409
    ana.refresh_from_db()
    assert (ana.bio, ana.revisions.count()) == ("She writes poems.", 2)
    assert value_of(response, "bio") == "She writes prose."
    (only,) = meanwhile(response).changes
    assert [(piece.kind, piece.text) for piece in only.pieces] == [
        ("same", "She writes "),
        ("deleted", "poems"),
        ("inserted", "prose"),
        ("same", "."),
    ]
    told = response.context["adminform"].form.non_field_errors()
    assert told == ["ellis saved this bio while you had it open. Nothing of yours is saved yet."]


def test_what_only_the_other_changed_is_brought_into_the_form(client, blake, ellis, ana):
    before, portrait = typed(ana), make_image()
    links = [{"label": "Site", "url": "https://ana.example/"}]
    change(ana, ellis, title="Editor", portrait=portrait, links=links)

    response = client.post(form_of(ana), before | {"bio": "Typed just now."})

    assert response.status_code == 409
    assert meanwhile(response).taken == ["Title", "Portrait", "Links"]
    assert meanwhile(response).changes == []
    assert {name: value_of(response, name) for name in ("title", "portrait", "links", "bio")} == {
        "title": "Editor",
        "portrait": portrait.pk,
        "links": "Site https://ana.example/",
        "bio": "Typed just now.",
    }


def test_saved_again_after_a_look_both_changes_stand(client, blake, ellis, ana):
    before = typed(ana)
    change(ana, ellis, title="Editor")
    refused = client.post(form_of(ana), before | {"bio": "Typed just now."})

    response = client.post(form_of(ana), as_it_stands(refused))

    assert response.status_code == 302
    ana.refresh_from_db()
    assert (ana.title, ana.bio, ana.revisions.count()) == ("Editor", "Typed just now.", 3)


def test_a_third_who_comes_between_is_not_overwritten_either(client, blake, ellis, ana):
    before = typed(ana)
    change(ana, ellis, bio="Second.")
    refused = client.post(form_of(ana), before | {"bio": "Mine."})
    change(ana, ellis, bio="Third.")

    response = client.post(form_of(ana), as_it_stands(refused))

    assert response.status_code == 409
    ana.refresh_from_db()
    assert ana.bio == "Third."


def test_both_having_written_the_same_is_no_quarrel(client, blake, ellis, ana):
    before = typed(ana)
    change(ana, ellis, bio="The same.")

    response = client.post(form_of(ana), before | {"bio": "The same."})

    assert response.status_code == 302
    assert ana.revisions.count() == 2


def test_what_a_writer_cannot_change_is_no_quarrel_of_theirs(client, ellis):
    wren = make_user("Writer")
    author = Author(name="Wren", slug="wren", user=wren)
    bios.save(author, by=ellis)
    client.force_login(wren)
    change(author, ellis, name="Wren Odell", position=3)

    response = client.post(form_of(author), {"bio": "By hand.", "revision": 1})

    assert response.status_code == 302
    author.refresh_from_db()
    assert (author.name, author.position, author.bio) == ("Wren Odell", 3, "By hand.")


def test_a_refusal_for_another_reason_keeps_the_place_in_history(client, blake, ellis, ana):
    """What the other wrote has not been seen yet, so the next save has to ask."""
    before = typed(ana)
    change(ana, ellis, bio="Theirs.")
    wrong = before | {"bio": "Mine.", "contact": "nobody"}

    response = client.post(form_of(ana), wrong)

    assert response.status_code == 200
    assert value_of(response, "revision") == "1"
    assert client.post(form_of(ana), wrong | {"contact": ""}).status_code == 409


@pytest.mark.parametrize("number", ["99", "0"])
def test_a_number_that_no_form_was_loaded_with_overwrites_nobody(client, blake, ellis, ana, number):
    before = typed(ana)
    change(ana, ellis, bio="Theirs.")

    response = client.post(form_of(ana), before | {"bio": "Mine.", "revision": number})

    assert response.status_code == 409
    ana.refresh_from_db()
    assert ana.bio == "Theirs."


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "9" * 30, "\0"])
def test_a_number_that_is_none_is_an_error_at_the_form(client, blake, ana, number):
    response = client.post(form_of(ana), typed(ana, bio="Mine.", revision=number))

    assert response.status_code in {200, 409}
    assert response.context["adminform"].form.errors
    ana.refresh_from_db()
    assert ana.bio == "She writes."


def test_a_note_that_is_too_long_is_an_error_at_its_field(client, blake, ana):
    response = client.post(form_of(ana), typed(ana, bio="New.", note="x" * 201))

    errors = response.context["adminform"].form.errors
    assert errors == {"note": ["A note has 200 characters at most."]}


def test_whoever_only_looks_gets_no_note_and_no_preview(client, ana):
    client.force_login(make_user("Editor"))

    page = client.get(form_of(ana)).content.decode()

    assert "She writes." in page
    assert 'name="note"' not in page
    assert "story-preview" not in page.split("</head>")[1]


@pytest.mark.parametrize("length", [1, 3])
def test_the_form_costs_the_same_however_long_the_past(
    client, blake, ellis, django_assert_num_queries, length
):
    make_publication()
    author = Author(name="Ana", slug="ana")
    for number in range(length):
        author.bio = f"Version {number}"
        bios.save(author, by=ellis)

    with django_assert_num_queries(QUERIES_OF_THE_FORM):
        client.get(form_of(author))


def test_two_authors_cannot_be_given_one_slug(client, blake, ana):
    other = Author(name="Ben", slug="ben")
    bios.save(other, by=None)

    response = client.post(form_of(other), typed(other, slug="ana"))

    errors = response.context["adminform"].form.errors
    assert errors == {"slug": ["Another author has this slug; add a middle name or a number."]}
    assert Bio.of(Author.objects.get(pk=other.pk)).slug == "ben"
    assert not Deed.objects.filter(kind=Deed.Kind.RENAMED).exists()


def test_the_add_form_loads(client, blake):
    page = client.get(reverse("admin:authors_author_add"))

    assert page.status_code == 200
    assert "story-preview" in page.content.decode().split("</head>")[1]
