import datetime as dt
import io
import json
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture

from media.models import Image
from tests.builders import make_article, make_image, make_publication, make_user, picture_bytes

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "images"
UPLOAD = "/admin/media/image/upload/"
ADD = "/admin/media/image/add/"
CHOOSE = "/admin/media/image/choose/"


def a_file(content=None, name="photo.jpg"):
    return SimpleUploadedFile(name, content or picture_bytes())


def shared_file(name):
    path = DATA / name
    if not path.exists():
        pytest.skip("The shared photographs are not here.")
    return SimpleUploadedFile(name, path.read_bytes())


def stored(image):
    with image.file.open() as file:
        return Picture.open(io.BytesIO(file.read()))


@pytest.fixture
def editor(client):
    user = make_user("Editor")
    client.force_login(user)
    return user


@pytest.mark.parametrize("address", [ADD, UPLOAD])
def test_an_upload_is_in_the_library_with_its_credit(client, editor, address):
    facts = {"credit": "Ana Pérez", "alt_text": "A bridge", "caption": "The bridge"}

    client.post(address, facts | {"file": a_file()})

    image = Image.objects.get()
    assert (image.credit, image.alt_text, image.caption) == ("Ana Pérez", "A bridge", "The bridge")
    assert (image.width, image.height, image.uploaded_by) == (1600, 900, editor)
    assert stored(image).size == (1600, 900)


def test_a_rendition_of_an_upload_is_served_at_its_address(client, editor):
    answer = client.post(UPLOAD, {"file": shared_file("credited-photo.jpg")})

    thumbnail = client.get(answer.json()["thumbnail"])

    assert thumbnail.status_code == 200
    assert Picture.open(io.BytesIO(thumbnail.content)).format == "WEBP"


def test_the_photographers_credit_is_read_from_the_file(client, editor):
    client.post(UPLOAD, {"file": shared_file("credited-photo.jpg")})

    image = Image.objects.get()
    assert image.credit
    assert image.creator
    assert image.caption


def test_what_was_typed_wins_over_the_file(client, editor):
    client.post(UPLOAD, {"file": shared_file("credited-photo.jpg"), "credit": "Typed"})

    assert Image.objects.get().credit == "Typed"


@pytest.mark.parametrize("address", [ADD, UPLOAD])
def test_without_any_credit_it_is_refused_at_the_field(client, editor, address):
    response = client.post(address, {"file": a_file(), "alt_text": "Kept"})

    assert not Image.objects.exists()
    assert "no picture is printed without" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("broken.png", "no picture that can be used"),
        ("truncated.jpg", "cut off or damaged"),
        ("decompression-bomb.gif", "larger than 100 megapixels"),
    ],
)
def test_a_bad_file_is_refused_in_plain_words(client, editor, name, says):
    response = client.post(UPLOAD, {"file": shared_file(name), "credit": "C"})

    assert response.status_code == 422
    assert says in response.json()["errors"]["file"][0]
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"",
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(client, editor, content):
    response = client.post(UPLOAD, {"file": SimpleUploadedFile("a.jpg", content), "credit": "C"})

    assert response.status_code == 422
    assert list(response.json()["errors"]) == ["file"]


def test_the_same_picture_again_is_the_one_that_is_there(client, editor):
    first = client.post(UPLOAD, {"file": a_file(), "credit": "First"}).json()

    again = client.post(UPLOAD, {"file": a_file(), "credit": "Second"}).json()

    assert again["id"] == first["id"]
    assert "in the library already" in again["note"]
    assert Image.objects.get().credit == "First"


def test_position_and_serial_number_leave_with_no_copy(client, editor):
    client.post(UPLOAD, {"file": shared_file("credited-photo.jpg")})
    image = Image.objects.get()
    served = client.get(image.rendition("original", 640).url("jpg")).content

    for picture in (stored(image), Picture.open(io.BytesIO(served))):
        exif = picture.getexif()
        assert not exif.get_ifd(0x8825)
        assert not exif.get_ifd(0x8769)


def test_the_credit_travels_inside_what_is_served(client, editor):
    client.post(UPLOAD, {"file": a_file(), "credit": "Ana Pérez / Agencia Sur"})
    rendition = Image.objects.get().rendition("16x9", 320)

    for format_ in ("jpg", "webp"):
        picture = Picture.open(io.BytesIO(client.get(rendition.url(format_)).content))
        assert "Ana Pérez / Agencia Sur" in picture.info["xmp"].decode()


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("landscape-orientation6.jpg", (1800, 1200)),
        ("cmyk.jpg", None),
        ("gray16.tif", None),
        ("palette16.png", None),
        ("portrait.avif", (128, 128)),
        ("portrait.webp", (128, 128)),
        ("transparent.png", None),
        ("animated.gif", None),
        ("gray.jpg", None),
        ("portrait-iptc.jpg", None),
        ("portrait-orientation6.jpg", None),
        ("portrait-large.jpg", (1200, 1800)),
    ],
)
def test_each_kind_of_file_is_shown_upright_in_both_formats(client, editor, name, size):
    client.post(UPLOAD, {"file": shared_file(name), "credit": "C"})

    image = Image.objects.get()
    assert size in {None, (image.width, image.height)}
    for rendition in (*image.renditions("original"), *image.renditions("16x9")):
        for format_, mode in (("jpg", {"RGB", "L"}), ("webp", {"RGB", "RGBA"})):
            response = client.get(rendition.url(format_))
            picture = Picture.open(io.BytesIO(response.content))
            assert picture.size == (rendition.width, rendition.height)
            assert picture.mode in mode


def test_a_rendition_may_be_kept_for_ever_and_sets_no_cookie(client):
    response = client.get(make_image().rendition("16x9", 320).url("jpg"))

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_change_of_credit_moves_the_address_and_the_old_one_leads_there(client):
    image = make_image()
    old = image.rendition("16x9", 320).url("jpg")
    Image.objects.update(credit="Somebody else")

    response = client.get(old)

    assert response.status_code == 301
    assert response.url == Image.objects.get().rendition("16x9", 320).url("jpg") != old


@pytest.mark.parametrize(
    "ending", ["16x9-321.jpg", "16x9-99999.jpg", "9x9-320.jpg", "16x9-320.gif", "16x9-320.png"]
)
def test_only_listed_renditions_exist(client, ending):
    image = make_image()
    folder = image.rendition("16x9", 320).url("jpg").rpartition("/")[0]

    assert client.get(f"{folder}/{ending}").status_code == 404


def test_a_guessed_hash_shows_nothing(client):
    image = make_image()

    assert client.get(f"/pictures/{image.pk}-{'0' * 20}/16x9-320.jpg").status_code == 404


def test_nothing_is_enlarged():
    image = make_image(width=700, height=400)

    assert [(made.step, made.width) for made in image.renditions()] == [
        (320, 320),
        (640, 640),
        (960, 700),
    ]


def test_the_chooser_searches_and_pages_without_counting(client, editor):
    images = [make_image(caption=f"Harbour {n}") for n in range(25)]
    make_image(caption="A field")

    first = client.get(CHOOSE, {"q": "harb"}).json()
    second = client.get(CHOOSE + first["next"]).json()

    ids = [picture["id"] for picture in first["results"] + second["results"]]
    assert ids == [image.pk for image in reversed(images)]
    assert second["next"] == ""


def test_the_chooser_answers_for_certain_pictures(client, editor):
    one, _, three = make_image(), make_image(), make_image()

    found = client.get(CHOOSE, {"ids": f"{one.pk},{three.pk},999999,x,²"}).json()["results"]

    assert {picture["id"] for picture in found} == {one.pk, three.pk}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(CHOOSE, 5), ("/admin/media/image/", 8)])
def test_lists_take_a_fixed_number_of_queries(
    client, editor, rows, address, queries, django_assert_num_queries
):
    make_publication()
    for _ in range(rows):
        make_image()

    with django_assert_num_queries(queries) as captured:
        client.get(address)

    assert not any("COUNT(" in query["sql"] for query in captured.captured_queries)


@pytest.mark.parametrize("role", ["Writer", "Editor", "Picture editor", "Bio editor", "Publisher"])
def test_every_role_may_choose_and_upload(client, role):
    client.force_login(make_user(role))

    assert client.get(CHOOSE).status_code == 200
    assert client.post(UPLOAD, {"file": a_file(), "credit": "C"}).status_code == 200


@pytest.mark.parametrize("staff", [True, False])
def test_a_login_without_a_role_gets_the_reason_as_json(client, staff):
    client.force_login(make_user(is_staff=staff))

    for response in (client.get(CHOOSE), client.post(UPLOAD, {"file": a_file(), "credit": "C"})):
        assert response.status_code == 403
        assert "message" in json.loads(response.content)
    assert not Image.objects.exists()


def test_a_stranger_gets_the_reason_as_json(client):
    for response in (client.get(CHOOSE), client.post(UPLOAD, {"file": a_file(), "credit": "C"})):
        assert response.status_code == 403
        assert "login has expired" in response.json()["message"]
    assert not Image.objects.exists()


def test_an_upload_needs_the_token_against_forgery():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("Editor"))

    assert client.post(UPLOAD, {"file": a_file(), "credit": "C"}).status_code == 403
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("role", "told"),
    [("Publisher", "The story that shows it"), ("Picture editor", "which is not open to you")],
)
def test_a_used_picture_stays_and_the_page_says_where_it_is_used(client, role, told):
    client.force_login(make_user(role))
    article = make_article(headline="The story that shows it", published_at=None)
    delete = reverse("admin:media_image_delete", args=[article.lead_image_id])

    page = client.get(delete).content.decode()
    client.post(delete, {"post": "yes"})

    assert told in page
    assert ("The story that shows it" in page) == (role == "Publisher")
    assert Image.objects.filter(pk=article.lead_image_id).exists()


def test_a_deleted_picture_takes_its_files_along(client, django_capture_on_commit_callbacks):
    client.force_login(make_user("Picture editor"))
    image = make_image()
    client.get(image.rendition("16x9", 320).url("jpg"))
    assert image.file.storage.exists(f"pictures/{image.pk}")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:media_image_delete", args=[image.pk]), {"post": "yes"})

    assert not image.file.storage.exists(image.file.name)
    assert not image.file.storage.exists(f"pictures/{image.pk}")


def test_all_facts_are_written_with_the_file(client, editor):
    facts = {
        "credit": "Ana",
        "licence": "agency",
        "usage_terms": "Editorial only",
        "keywords": "sea, storm",
        "rights_until": "2030-05-01T10:00",
        "uses_bought": "3",
        "restrictions": "Not on the cover",
    }

    told = client.post(UPLOAD, facts | {"file": a_file()}).json()

    image = Image.objects.get()
    assert (image.licence, image.usage_terms, image.uses_bought) == ("agency", "Editorial only", 3)
    assert (image.keywords, image.restrictions) == (["sea", "storm"], "Not on the cover")
    assert image.rights_until.year == 2030
    assert told["facts"] == {"credit": "Ana", "alt_text": "", "caption": ""}
    assert (told["from_file"], told["filled"]) == ([], [])


def test_what_the_file_said_is_told_by_field(client, editor):
    told = client.post(
        UPLOAD, {"file": shared_file("credited-photo.jpg"), "caption": "Typed"}
    ).json()

    assert {"credit", "alt_text"} <= set(told["from_file"])
    assert "caption" not in told["from_file"]
    assert told["facts"]["caption"] == "Typed"


def test_of_two_uploads_of_one_file_the_second_is_told_of_the_first(client, editor, monkeypatch):
    first = client.post(UPLOAD, {"file": a_file(), "credit": "First"}).json()
    monkeypatch.setattr("media.forms.known_as_file", lambda _: None)

    again = client.post(UPLOAD, {"file": a_file(), "credit": "Second"}).json()

    assert again["id"] == first["id"]
    assert "in the library already" in again["note"]
    assert LogEntry.objects.filter(user=editor).count() == 1


def test_a_card_tells_what_has_to_be_kept_to(client, editor):
    image = make_image(allowed_uses="editorial", restrictions="No sales", usage_terms="No sales")

    (card,) = client.get(CHOOSE, {"ids": str(image.pk)}).json()["results"]

    assert card["conditions"] == "Editorial use only. No sales"


def test_a_card_tells_that_rights_have_ended(client, editor):
    image = make_image(rights_until=timezone.now() - dt.timedelta(days=1))

    (card,) = client.get(CHOOSE, {"ids": str(image.pk)}).json()["results"]

    assert card["problem"].startswith("could be shown until")
    assert card["credit"] == image.credit_line
