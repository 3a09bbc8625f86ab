"""Several people with authors before them in the same moment, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from authors import bios
from authors.bio import Bio
from authors.models import Author, Deed
from tests.authors.bio_forms import form_of, typed
from tests.builders import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(posts):
    """Send each form in the same moment, each by somebody else; the answers' codes, in order."""
    clients = [Client() for _ in posts]
    for number, client in enumerate(clients):
        client.force_login(make_user("Bio editor", username=f"bio-editor-{number}"))
    barrier = Barrier(len(posts))

    def send(client, post):
        try:
            barrier.wait()
            return client.post(*post).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(posts)) as people:
        return sorted(people.map(send, clients, posts))


def test_of_those_who_save_the_same_form_one_is_kept_and_the_others_are_asked():
    author = Author(name="Ana", slug="ana", bio="First.")
    bios.save(author, by=make_user())
    forms = [(form_of(author), typed(author, bio=f"By {number}.")) for number in range(4)]

    assert at_once(forms) == [302, 409, 409, 409]

    author.refresh_from_db()
    newest, first = author.revisions.all()
    assert newest.bio == Bio.of(author)
    assert (newest.number, first.number) == (2, 1)
    assert Deed.objects.filter(kind=Deed.Kind.BIO).count() == 1


def test_of_those_who_ask_for_one_slug_one_gets_it():
    add = reverse("admin:authors_author_add")
    authors = [Author(name=f"Ana {number}", slug="ana") for number in range(4)]

    assert at_once([(add, typed(author)) for author in authors]) == [200, 200, 200, 302]

    assert Author.objects.get().slug == "ana"


def test_nobody_gets_a_slug_that_is_being_left():
    ana, ben = Author(name="Ana", slug="ana"), Author(name="Ben", slug="ben")
    for author in (ana, ben):
        bios.save(author, by=None)

    codes = at_once(
        [
            (form_of(ana), typed(ana, slug="ana-perez")),
            (form_of(ben), typed(ben, slug="ana")),
        ]
    )

    assert codes == [200, 302]
    assert set(Author.objects.values_list("slug", flat=True)) == {"ana-perez", "ben"}
