"""The sizes that readers load: their crops, what they carry, and that each is made once."""

import io
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags
from PIL import Image as Picture

from media import addresses, renditions
from media.intake import take_in
from media.models import Image
from media.opening import MAX_SIDE
from tests.builders import make_image, picture_bytes

ROOT = Path(__file__).parents[2]
sides = st.integers(1, MAX_SIDE)


def opened(content):
    picture = Picture.open(io.BytesIO(content))
    picture.load()
    return picture


def halves(left="red", right="blue"):
    """A wide picture: one colour on the left, another on the right."""
    picture = Picture.new("RGB", (1600, 400), left)
    picture.paste(right, (800, 0, 1600, 400))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return ContentFile(buffer.getvalue())


@given(width=sides, height=sides, shape=st.sampled_from(list(addresses.SHAPES)))
def test_what_is_offered_is_never_larger_than_the_picture(width, height, shape):
    across, down = addresses.crop_size(width, height, shape)

    offered = addresses.sizes(width, height, shape)

    assert offered
    assert set(offered) <= set(addresses.STEPS)
    for step, (served_width, served_height) in offered.items():
        assert served_width == min(step, across)
        assert 1 <= served_height <= down


@given(
    width=sides,
    height=sides,
    shape=st.sampled_from(list(addresses.SHAPES)),
    focal_point=st.tuples(st.integers(0, 100), st.integers(0, 100)),
)
def test_a_crop_lies_inside_and_holds_its_focal_point(width, height, shape, focal_point):
    left, top, right, bottom = addresses.crop_box(width, height, shape, focal_point)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left - 1 <= width * focal_point[0] / 100 <= right + 1
    assert top - 1 <= height * focal_point[1] / 100 <= bottom + 1


@pytest.mark.django_db
@pytest.mark.parametrize(("focal_x", "colour"), [(0, "red"), (100, "blue")])
def test_the_focal_point_decides_what_is_seen(focal_x, colour):
    image = take_in(halves(), credit="C", focal_x=focal_x)

    picture = opened(renditions.rendition(image, "16x9", 640, "jpg"))

    assert picture.size == (640, 360)
    shown = "blue" if picture.getpixel((320, 180))[2] > 200 else "red"
    assert shown == colour


@pytest.mark.django_db
@pytest.mark.parametrize("format_", addresses.FORMATS)
def test_credit_creator_and_rights_travel_along_and_mangled_names_do_not(format_):
    image = make_image(
        credit="Zoë & <Söhne>",
        creator="Zoë Nováková",
        copyright_notice="(c) 2026 Paper",
        usage_terms="Editorial use only",
    )

    picture = opened(renditions.rendition(image, "16x9", 320, format_))

    packet = picture.info["xmp"].decode()
    assert "<photoshop:Credit>Zoë &amp; &lt;Söhne&gt;</photoshop:Credit>" in packet
    for fact in ("Zoë Nováková", "(c) 2026 Paper", "Editorial use only"):
        assert f">{fact}</rdf:li>" in packet
    exif = picture.getexif()
    assert exif[ExifTags.Base.Copyright] == "(c) 2026 Paper"
    assert ExifTags.Base.Artist not in exif


@pytest.mark.django_db
@pytest.mark.parametrize("format_", ["avif", "webp"])
def test_transparency_stays_and_is_white_in_jpeg(format_):
    buffer = io.BytesIO()
    Picture.new("RGBA", (400, 300), (0, 0, 0, 0)).save(buffer, "PNG")
    image = take_in(ContentFile(buffer.getvalue()), credit="C")

    clear = opened(renditions.rendition(image, "original", 320, format_))
    jpeg = opened(renditions.rendition(image, "original", 320, "jpg"))

    assert clear.getpixel((9, 9))[3] == 0
    assert jpeg.getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.django_db
@pytest.mark.parametrize("format_", addresses.FORMATS)
def test_half_a_file_is_made_anew(format_):
    image = make_image()
    whole = renditions.rendition(image, "16x9", 320, format_)
    name = renditions.file_name(image, "16x9", 320, format_)
    default_storage.delete(name)
    default_storage.save(name, ContentFile(whole[: len(whole) // 2]))

    assert not renditions.is_whole(whole[:-1])
    assert renditions.is_whole(whole)
    assert renditions.rendition(image, "16x9", 320, format_) == whole
    assert default_storage.size(name) == len(whole)


@pytest.mark.django_db
def test_a_changed_credit_leaves_no_old_files_behind():
    image = make_image()
    renditions.rendition(image, "16x9", 320, "webp")

    image.credit = "Somebody else"
    image.save()
    renditions.rendition(image, "16x9", 320, "webp")

    assert renditions.folders(renditions.kept_in(image)) == [image.address_hash]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_one_makes_it(monkeypatch):
    image, makers, answers = make_image(), [], []
    make = renditions.make
    monkeypatch.setattr(renditions, "make", lambda *asked: makers.append(asked) or make(*asked))

    def ask():
        try:
            answers.append(renditions.rendition(image, "16x9", 320, "jpg"))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(makers) == 1
    assert len(answers) == 4
    assert len(set(answers)) == 1


ASK = """
import django, sys
django.setup()
from django.conf import settings
from django.db import connection
settings.MEDIA_ROOT = sys.argv[1]
connection.settings_dict["NAME"] = sys.argv[2]
from media import renditions
from media.models import Image
make = renditions.make
renditions.make = lambda *asked: print("made") or make(*asked)
image = Image.objects.get(pk=sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
print(len(renditions.rendition(image, "16x9", 1280, "avif")))
"""


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_that_are_asked_at_once_one_makes_it(settings):
    image = make_image()
    database = connection.settings_dict["NAME"]
    asked = [sys.executable, "-c", ASK, str(settings.MEDIA_ROOT), database, str(image.pk)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(asked, cwd=ROOT, **pipes) for _ in range(2)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"

    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=60)[0].split() for process in processes]

    size = str(default_storage.size(renditions.file_name(image, "16x9", 1280, "avif")))
    assert sorted(answers) == [[size], ["made", size]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [
        *("2x1-320.jpg", "16x9-321.jpg", "16x9-99999.jpg", "16x9-0.jpg", "16x9-320.png"),
        *("16x9-320.jpeg", "original-3840.avif", "16x9-320.jpg.jpg", "../16x9-320.jpg"),
        *("16x9-0320.jpg", "16X9-320.jpg", "16x9--320.jpg", "16x9-320.gif"),
    ],
)
def test_what_is_not_listed_is_not_found_and_never_made(client, asked):
    image = make_image()

    response = client.get(f"/pictures/{image.pk}-{image.address_hash}/{asked}")

    assert response.status_code == 404
    assert not default_storage.exists(renditions.kept_in(image))


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["0" * 20, "", "f" * 12])
def test_who_guesses_the_number_of_a_picture_finds_and_makes_nothing(client, wrong):
    image = make_image()

    response = client.get(f"/pictures/{image.pk}-{wrong}/16x9-320.jpg")

    assert response.status_code == 404
    assert not default_storage.exists(renditions.kept_in(image))


@pytest.mark.django_db
def test_outdated_and_larger_ones_are_led_on_and_never_made(client):
    image = make_image(700, 400)

    for asked in (
        f"{image.file_key}00000000/original-320.jpg",
        f"{image.file_key}/original-320.jpg",
    ):
        assert client.get(f"/pictures/{image.pk}-{asked}").status_code == 301
    for step in (1280, 1920, 2560):
        address = f"/pictures/{image.pk}-{image.address_hash}/original-{step}.jpg"
        assert client.get(address).url == image.rendition("original", 960).url("jpg")

    assert not default_storage.exists(renditions.kept_in(image))


@pytest.mark.django_db
def test_all_that_exist_are_counted(client):
    """Whoever asks for all there is fills the disk with so many files and no more."""
    image = make_image(400, 300)

    for shape in addresses.SHAPES:
        for step in addresses.STEPS:
            for format_ in addresses.FORMATS:
                address = f"/pictures/{image.pk}-{image.address_hash}/{shape}-{step}.{format_}"
                assert client.get(address).status_code in {200, 301}

    folder = f"{renditions.kept_in(image)}/{image.address_hash}"
    listed = sum(len(image.renditions(shape)) for shape in addresses.SHAPES)
    assert len(default_storage.listdir(folder)[1]) == listed * len(addresses.FORMATS) == 27


@pytest.mark.django_db
def test_a_rendition_is_never_larger_than_its_original_and_may_be_kept_for_ever(client):
    image = make_image(700, 400)

    response = client.get(image.rendition("original", 2560).url("webp"))

    assert opened(response.content).size == (700, 400)
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in response.headers
    assert not response.headers.get("Vary")


@pytest.mark.django_db
def test_an_address_is_answered_with_one_query(client, django_assert_num_queries):
    address = make_image().rendition("16x9", 320).url("webp")
    client.get(address)

    with django_assert_num_queries(1):
        response = client.get(address)

    assert response.headers["Content-Type"] == "image/webp"
    assert opened(response.content).size == (320, 180)


@pytest.mark.django_db
def test_who_has_it_already_is_told_so(client):
    address = make_image().rendition("16x9", 320).url("webp")
    tag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.django_db
def test_a_step_beyond_the_picture_leads_to_the_widest(client):
    image = make_image(700, 400)

    response = client.get(image.rendition("original", 320).url("jpg").replace("-320", "-2560"))

    assert response.status_code == 301
    assert response.url == image.rendition("original", 960).url("jpg")


@pytest.mark.django_db
def test_a_lost_original_is_not_found(client, caplog):
    image = make_image()
    default_storage.delete(image.file.name)

    response = client.get(image.rendition("16x9", 320).url("jpg"))

    assert response.status_code == 404
    assert "is not in storage" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pictures_are_only_read(client, method):
    address = make_image().rendition("16x9", 320).url("jpg")

    assert getattr(client, method)(address).status_code == 405


@pytest.mark.django_db
def test_the_address_changes_with_what_is_shown_and_with_nothing_else():
    image = take_in(ContentFile(picture_bytes()), credit="C")
    before = image.address_hash

    Image.objects.update(caption="Changed", alt_text="Changed", place_line="Changed")
    same = Image.objects.get().address_hash
    Image.objects.update(focal_x=10)
    other = Image.objects.get().address_hash

    assert same == before != other
    assert other.startswith(image.file_key)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [(16_000, 20), (20, 16_000)])
def test_a_picture_like_a_thread_has_its_renditions(client, size):
    image = make_image(*size)

    answers = [
        client.get(made.url("jpg")).status_code
        for shape in addresses.SHAPES
        for made in image.renditions(shape)
    ]

    assert set(answers) == {200}


@pytest.mark.django_db
def test_what_is_deleted_while_it_is_made_leaves_no_file(monkeypatch):
    image, make = make_image(), renditions.make

    def late(*asked):
        content = make(*asked)
        Image.objects.all().delete()
        return content

    monkeypatch.setattr(renditions, "make", late)
    renditions.rendition(image, "1x1", 320, "jpg")

    assert not default_storage.exists(renditions.kept_in(image))


@pytest.mark.django_db
def test_a_maker_that_comes_late_keeps_nothing_of_the_former_credit():
    former, image = make_image(), Image.objects.get()
    image.credit = "Somebody else"
    image.save()
    renditions.rendition(image, "1x1", 320, "jpg")

    renditions.rendition(former, "1x1", 320, "jpg")

    assert renditions.folders(renditions.kept_in(image)) == [image.address_hash]
