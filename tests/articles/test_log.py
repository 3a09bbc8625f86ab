"""The log of one story at the desk."""

import pytest
from django.urls import reverse

from articles import log, publishing
from authors import deeds
from authors.models import Deed
from tests.builders import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db


def page_of(article, query=""):
    return reverse("admin:article_log", args=[article.pk]) + query


def entries(response):
    return [deed.words for deed in response.context["page"]]


@pytest.fixture(autouse=True)
def editor(client):
    user = make_user("Editor")
    client.force_login(user)
    return user


def test_who_did_what_when_and_from_where_the_newest_first(client):
    ana = make_user(username="ana")
    article = make_article(by=ana)
    with deeds.through(Deed.Door.DESK, "192.0.2.7"):
        publishing.withdraw(article, by=ana, reason="Wrong.")
    deeds.note(make_article(), Deed.Kind.SAVED, "Of another story.", by=ana)

    response = client.get(page_of(article))

    assert entries(response) == ["Withdrawn: Wrong.", "Begun."]
    page = response.content.decode()
    assert page.index("Desk</td>") < page.index("Shell</td>")
    assert page.count("<td>ana</td>") == 2


def test_from_which_machine_is_for_those_who_keep_the_log(client):
    article = make_article()
    with deeds.through(Deed.Door.DESK, "192.0.2.7"):
        publishing.withdraw(article, by=make_user(), reason="Wrong.")

    to_editor = client.get(page_of(article)).content
    client.force_login(make_user("Publisher"))
    to_publisher = client.get(page_of(article)).content

    assert b"192.0.2.7" not in to_editor
    assert b"192.0.2.7" in to_publisher


def test_what_the_clock_did_says_how_late(client):
    article = make_article()
    with deeds.through(Deed.Door.CLOCK):
        deeds.note(article, Deed.Kind.PUBLISHED, "Published revision 1.", by=None, late_by=0.84)

    page = client.get(page_of(article)).content.decode()

    assert "The clock" in page
    assert "0.8 s after its moment" in page


def test_a_person_has_the_same_name_in_the_log_of_a_story_and_in_that_of_the_site(client):
    ellis = make_user("Publisher", first_name="Ellis", last_name="Ng")
    client.force_login(ellis)
    article = make_article()
    deeds.note(article, Deed.Kind.PUBLISHED, "Published.", by=ellis)

    logs = (page_of(article), "/admin/authors/deed/")
    pages = [client.get(address).content.decode() for address in logs]

    assert all(f">{ellis}</td>" in page for page in pages)
    assert str(ellis) == "Ellis Ng"


def test_it_is_read_in_pages(client, monkeypatch):
    monkeypatch.setattr(log, "ON_A_PAGE", 2)
    article = make_article()
    for number in (1, 2, 3):
        deeds.note(article, Deed.Kind.SAVED, f"Saved {number}.", by=make_user())

    first = client.get(page_of(article))
    second = client.get(page_of(article, first.context["page"].next))

    assert entries(first) == ["Saved 3.", "Saved 2."]
    assert entries(second) == ["Saved 1.", "Begun."]
    assert (first.context["page"].previous, second.context["page"].next) == ("", "")
    assert client.get(page_of(article, "?before=nonsense")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_the_same_number_of_queries_however_long_it_is(
    client, rows, django_assert_num_queries
):
    make_publication()
    article = make_article()
    for _ in range(rows):
        deeds.note(article, Deed.Kind.SAVED, "Saved.", by=make_user())
    client.get(page_of(article))

    with django_assert_num_queries(9):
        client.get(page_of(article))


def test_the_form_leads_to_it(client):
    article = make_article()

    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert f'href="{page_of(article)}"' in page


def test_a_correction_by_hand_is_in_it(client):
    article = make_article()
    client.post(
        reverse("admin:articles_correction_add"),
        {
            "article": article.pk,
            "kind": "correction",
            "text": "It was nine.",
            "published_at": "2026-05-03T10:00",
        },
    )

    assert entries(client.get(page_of(article)))[0] == "Correction: It was nine."
