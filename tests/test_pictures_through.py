"""Each real file on its way: upload, library, the page of a story, and what a reader loads."""

import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags
from PIL import Image as Picture

from media.models import Image
from tests.builders import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "images"
TAKEN = {
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
REFUSED = {
    "broken.png": "This is no picture",
    "decompression-bomb.gif": "larger than",
    "truncated.jpg": "cut off or damaged",
}


def content_of(name):
    if not (SHARED / name).exists():
        pytest.skip(f"{SHARED / name} is not here.")
    return (SHARED / name).read_bytes()


def upload(client, name):
    sent = SimpleUploadedFile(name, content_of(name))
    return client.post("/admin/media/image/upload/", {"file": sent, "creator": "Ana Pérez"})


@pytest.fixture
def desk(client):
    make_publication()
    client.force_login(make_user("Picture editor"))
    return client


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_becomes_a_picture_with_its_credit_on_every_page(desk, client, name):
    told = upload(desk, name).json()
    if "errors" in told:
        sent = SimpleUploadedFile(name, content_of(name))
        facts = {"file": sent, "creator": "Ana Pérez", "credit": "Reuters"}
        told = desk.post("/admin/media/image/upload/", facts).json()
    image = Image.objects.get(pk=told["id"])
    article = make_article(lead_image=image.pk)

    listed = desk.get("/admin/media/image/").content.decode()
    page = client.get(article.get_absolute_url()).content.decode()

    assert (image.width, image.height) == TAKEN[name]
    assert image.creator == "Ana Pérez"
    assert image.credit_line in listed
    assert f"Image Credit: {image.credit_line}" in page
    addresses = set(re.findall(r"/pictures/[^ \",]+", page))
    assert {address.rpartition(".")[2] for address in addresses} == {"avif", "webp", "jpg"}
    for address in (one for one in addresses if re.search(r"-(320|640)\.", one)):
        shown = Picture.open(io.BytesIO(client.get(address).content))
        packet = shown.info["xmp"].decode()
        assert "Ana Pérez" in packet
        assert ExifTags.Base.GPSInfo not in shown.getexif()
        assert shown.width <= image.width


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_taken_says_why(desk, name):
    response = upload(desk, name)

    assert response.status_code == 422
    assert REFUSED[name] in " ".join(response.json()["errors"]["file"])
    assert not Image.objects.exists()
