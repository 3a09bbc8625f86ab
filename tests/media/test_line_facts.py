"""Facts looked over in the line of a picture that has just come in: the door and its refusals."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from media import line_facts
from media.facts_form import FROM_FILE
from media.models import Image
from tests.builders import make_article, make_image, make_user

pytestmark = pytest.mark.django_db

TOKEN = "/admin/media/image/token/"
TYPED = {"credit": "Ana / Reuters", "alt_text": "A wall", "caption": "Before"}


def door(image):
    return f"/admin/media/image/{image.pk}/facts/"


def make_read_image(**overrides):
    facts = {"credit": "Ana", "caption": "Before", "from_file": ["credit", "caption", "creator"]}
    return make_image(**facts | overrides)


@pytest.fixture
def piper(client):
    user = make_user("Picture editor")
    client.force_login(user)
    return user


def test_what_is_typed_is_kept_and_is_the_files_word_no_more(client, piper):
    image = make_read_image(creator="Ana Pérez")

    told = client.post(door(image), TYPED).json()

    image.refresh_from_db()
    assert told["facts"] == TYPED
    assert told["from_file"] == image.from_file == ["caption", "creator"]
    assert told["credit"] == image.credit_line
    assert (image.credit, image.creator) == ("Ana / Reuters", "Ana Pérez")
    entry = LogEntry.objects.get(user=piper)
    assert entry.get_change_message() == "Changed Credit and Alternative text."


def test_the_same_again_is_no_entry_of_the_log(client, piper):
    image = make_read_image()
    client.post(door(image), TYPED)

    client.post(door(image), TYPED)

    assert LogEntry.objects.filter(user=piper).count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"credit": " "}, "credit"),
        ({"credit": "x" * 201}, "credit"),
        ({"alt_text": "x" * 501}, "alt_text"),
        ({"caption": "x" * 5001}, "caption"),
        ({"credit": "a\0b"}, "credit"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(client, piper, typed, field):
    image = make_read_image()

    answer = client.post(door(image), TYPED | typed)

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    image.refresh_from_db()
    assert image.credit == "Ana"


def test_a_picture_that_was_deleted_meanwhile_is_told(client, piper):
    answer = client.post(door(Image(pk=999_999)), TYPED)

    assert answer.status_code == 404
    assert answer.json()["message"] == line_facts.GONE


@pytest.mark.parametrize("role", ["Writer", "Editor", "Picture editor", "Bio editor", "Publisher"])
def test_each_role_changes_what_its_form_lets_it_change(client, role):
    user = make_user(role)
    client.force_login(user)
    keeps_the_library = role in {"Editor", "Picture editor", "Publisher"}
    own, public = make_image(uploaded_by=user), make_image(uploaded_by=user)
    make_article(lead_image=public.pk)

    answers = [client.post(door(image), TYPED).status_code for image in (own, public, make_image())]

    assert answers == [200, *([200, 200] if keeps_the_library else [403, 403])]


@pytest.mark.parametrize("staff", [True, False])
def test_without_a_role_no_door_opens(client, staff):
    client.force_login(make_user(is_staff=staff))

    answers = [client.post(door(make_image()), TYPED), client.get(TOKEN)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert all(answer.json()["message"] for answer in answers)


def test_a_stranger_is_told_to_log_in(client):
    answers = [client.post(door(make_image()), TYPED), client.get(TOKEN)]

    assert all("login has expired" in answer.json()["message"] for answer in answers)


def test_the_token_that_is_given_sends_facts(piper):
    client = Client(enforce_csrf_checks=True)
    client.force_login(piper)
    image = make_read_image()
    token = client.get(TOKEN).json()["token"]

    without = client.post(door(image), TYPED)
    answer = client.post(door(image), TYPED, headers={"X-CSRFToken": token})

    assert (without.status_code, answer.status_code) == (403, 200)


def test_the_page_says_from_the_file_no_more(client, piper):
    image = make_read_image()
    client.post(door(image), TYPED)

    page = client.get(f"/admin/media/image/{image.pk}/change/").content.decode()

    assert page.count(FROM_FILE) == 2
