"""What is no longer its uploader's alone to change: every door, under the picture's lock."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles import publishing, revising
from authors.models import Author
from newsroom.models import AdSlot
from tests.builders import (
    make_article,
    make_author,
    make_document,
    make_image,
    make_publication,
    make_user,
    picture_bytes,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def wren(client):
    user = make_user("Writer")
    client.force_login(user)
    return user


def approved_for_a_public_story(image):
    story, ed = make_article(), make_user("Editor")
    revision = revising.save(story, make_document(lead_image=image.pk), by=ed)
    publishing.approve(story, by=make_user("Publisher"))
    return revision


def a_portrait(image):
    author = make_author()
    Author.objects.filter(pk=author.pk).update(portrait=image)


def the_logo(image):
    publication = make_publication()
    publication.logo = image
    publication.save()


def a_house_ad(image):
    AdSlot.objects.create(
        publication=make_publication(), place=AdSlot.Place.END, image=image, url="https://a.example"
    )


@pytest.mark.parametrize("hand_on", [approved_for_a_public_story, a_portrait, the_logo, a_house_ad])
def test_what_others_put_before_readers_its_uploader_changes_no_more(client, wren, hand_on):
    image = make_image(uploaded_by=wren)
    hand_on(image)
    page = f"/admin/media/image/{image.pk}"
    batch = {"action": "edit_many", "_selected_action": image.pk, "edit_them": "1"}
    doors = [
        (f"{page}/facts/", {"credit": "HACKED"}),
        (f"{page}/change/", {"credit": "HACKED"}),
        (f"{page}/replace/", {"file": SimpleUploadedFile("a.jpg", picture_bytes())}),
        (f"{page}/delete/", {"post": "yes"}),
        ("/admin/media/image/", batch | {"set_credit": "on", "credit": "HACKED"}),
    ]

    answers = [client.post(address, sent).status_code for address, sent in doors]

    before = image.credit, image.file_hash
    image.refresh_from_db()
    assert (image.credit, image.file_hash) == before
    assert answers[:3] == [403, 403, 403]


def test_in_their_own_draft_it_is_theirs(client, wren):
    image = make_image(uploaded_by=wren)
    make_article(by=wren, published_at=None, lead_image=image)

    answer = client.post(f"/admin/media/image/{image.pk}/facts/", {"credit": "Wren"})

    assert answer.status_code == 200
