"""The page of the desk that takes a picture in: what it says, and what it keeps."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags
from PIL import Image as Picture

from media.models import Image
from tests.builders import make_image, make_publication, make_user, picture_bytes

pytestmark = pytest.mark.django_db

ADD = "/admin/media/image/add/"


@pytest.fixture
def desk(client):
    make_publication()
    client.force_login(make_user("Writer"))
    return client


def a_file(content=None):
    return SimpleUploadedFile("photo.jpg", content or picture_bytes())


def a_file_of(artist, tmp_path):
    exif = Picture.Exif()
    exif[ExifTags.Base.Artist] = artist
    path = tmp_path / "photo.jpg"
    Picture.new("RGB", (40, 30)).save(path, exif=exif)
    return a_file(path.read_bytes())


def change_page_of(image):
    return reverse("admin:media_image_change", args=[image.pk])


def test_what_was_read_from_the_file_is_told(desk, tmp_path):
    response = desk.post(ADD, {"file": a_file_of("Ana Perez", tmp_path)}, follow=True)

    assert Image.objects.get().credit == "Ana Perez"
    assert "Read from the file: credit, photographer or artist." in response.content.decode()


def test_a_credit_that_is_too_long_in_the_file_is_cut(desk, tmp_path):
    desk.post(ADD, {"file": a_file_of("long " * 60, tmp_path)})

    assert len(Image.objects.get().credit) == 200


def test_a_refusal_keeps_what_was_typed_and_asks_for_the_file_again(desk):
    facts = {"file": a_file(), "caption": "Typed with care", "source_url": "no address"}

    page = desk.post(ADD, facts).content.decode()

    assert "Typed with care" in page
    assert "no picture is printed without" in page
    assert "Choose the file once more" in page
    assert not Image.objects.exists()


def test_the_same_picture_again_leads_to_the_one_that_is_there(desk):
    desk.post(ADD, {"file": a_file(), "credit": "First"})

    page = desk.post(ADD, {"file": a_file(), "credit": "Second"}).content.decode()

    assert f'<a href="{change_page_of(Image.objects.get())}">Open it</a>' in page


def test_an_own_picture_is_changed_and_another_one_only_seen(desk):
    desk.post(ADD, {"file": a_file(), "credit": "First"})
    own, other = Image.objects.get(), make_image(credit="Theirs")
    facts = {"credit": "Corrected", "focal_x": 20, "focal_y": 30}

    answers = [desk.post(change_page_of(image), facts).status_code for image in (own, other)]

    assert answers == [302, 403]
    assert [image.credit for image in Image.objects.order_by("pk")] == ["Corrected", "Theirs"]


def test_the_credit_is_not_taken_away(desk):
    desk.post(ADD, {"file": a_file(), "credit": "First"})

    facts = {"credit": " ", "focal_x": 50, "focal_y": 50}
    page = desk.post(change_page_of(Image.objects.get()), facts).content.decode()

    assert "Write the credit" in page
    assert Image.objects.get().credit == "First"


def test_a_focal_point_lies_inside(desk):
    desk.post(ADD, {"file": a_file(), "credit": "First"})

    facts = {"credit": "First", "focal_x": 101, "focal_y": 50}
    page = desk.post(change_page_of(Image.objects.get()), facts).content.decode()

    assert "less than or equal to 100" in page
    assert Image.objects.get().focal_x == 50


def test_keywords_bear_a_comma_too_many_and_are_there_once(desk):
    desk.post(ADD, {"file": a_file(), "credit": "First", "keywords": "Sea, storm,, sea, "})
    facts = {"credit": "First", "focal_x": 50, "focal_y": 50, "keywords": "Sea, , calm,"}
    image = Image.objects.get()
    added = image.keywords

    desk.post(change_page_of(image), facts)

    image.refresh_from_db()
    assert (added, image.keywords) == (["Sea", "storm"], ["Sea", "calm"])


def test_fifty_keywords_may_be_typed(desk):
    image = make_image(uploaded_by=None)
    desk.force_login(make_user("Picture editor"))
    facts = {"credit": "Ana", "focal_x": 50, "focal_y": 50}

    refused = desk.post(change_page_of(image), facts | {"keywords": ",".join(map(str, range(51)))})
    taken = desk.post(change_page_of(image), facts | {"keywords": ",".join(map(str, range(50)))})

    assert "These are 51 keywords; 50 at most." in refused.content.decode()
    assert taken.status_code == 302
