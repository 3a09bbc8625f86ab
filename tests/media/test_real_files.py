"""Each real file from the desk's door through the library and a story to what readers load."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture

from media.facts import read_facts
from media.models import Image
from tests.builders import make_article, make_publication, make_user
from tests.media.test_intake import shared

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/media/image/upload/"
# As they are seen, upright.
GOOD = {
    "animated.gif": (100, 100),
    "cmyk.jpg": (100, 100),
    "credited-photo.jpg": (1800, 1200),
    "gray.jpg": (128, 128),
    "gray16.tif": (32, 32),
    "landscape-orientation6.jpg": (1800, 1200),
    "palette16.png": (128, 128),
    "portrait-iptc.jpg": (640, 480),
    "portrait-large.jpg": (1200, 1800),
    "portrait-orientation6.jpg": (128, 128),
    "portrait.avif": (128, 128),
    "portrait.jpg": (128, 128),
    "portrait.webp": (128, 128),
    "transparent.png": (200, 150),
}
BAD = ["broken.png", "decompression-bomb.gif", "truncated.jpg"]
PRIVATE = (b"GPS", b"SN-0001")


@pytest.fixture
def desk(client):
    make_publication()
    client.force_login(make_user("Editor"))
    return client


@pytest.mark.parametrize("name", GOOD)
def test_a_picture_comes_in_is_printed_and_goes_out_with_its_credit(desk, client, name):
    file = SimpleUploadedFile("upload.bin", shared(name))
    own = "" if name == "credited-photo.jpg" else "Ana Pérez"
    answer = desk.post(UPLOAD, {"file": file, "credit": own, "alt_text": "What it shows"})

    image = Image.objects.get(pk=answer.json()["id"])
    assert (image.width, image.height) == GOOD[name]
    assert image.credit == (own or "Demo Pictures / Example Wire")
    library = desk.get("/admin/media/image/").content.decode()
    assert image.credit in library

    story = make_article(
        lead_image=image, body=f'<p>A.</p><figure data-image="{image.pk}"></figure>'
    )
    client.logout()
    page = client.get(story.get_absolute_url()).content.decode()

    assert page.count(f"Image Credit: {image.credit_line}") == 2
    addresses = set(re.findall(r"/pictures/[^\s\"]+\.(?:avif|webp|jpg)", page))
    kinds = {address.rpartition("/")[2].partition("-")[0] for address in addresses}
    assert {"16x9", "original"} <= kinds
    for address in sorted(addresses):
        if "-320." in address or "original-1920." in address:
            looked_at(client.get(address).content, image, address)


def looked_at(content, image, address):
    picture = Picture.open(io.BytesIO(content))
    picture.load()
    if "/original-" in address:
        assert picture.width == min(image.width, int(re.search(r"-(\d+)\.", address)[1]))
        assert abs(picture.height - picture.width * image.height / image.width) <= 1
    assert read_facts(picture).credit == image.credit
    assert not picture.getexif().get_ifd(0x8825)
    assert not any(private in content for private in PRIVATE)


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_used_is_told_in_words_at_the_file(desk, name):
    answer = desk.post(UPLOAD, {"file": SimpleUploadedFile("a.jpg", shared(name)), "credit": "A"})

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["file"]
    assert not Image.objects.exists()
