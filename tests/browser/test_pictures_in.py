"""Many pictures at once, as the picture desk takes them in."""

import io

import pytest
from PIL import ExifTags
from PIL import Image as Picture

from media.models import Image
from tests.builders import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def a_file(name, colour, artist=""):
    exif = Picture.Exif()
    if artist:
        exif[ExifTags.Base.Artist] = artist
    buffer = io.BytesIO()
    Picture.new("RGB", (400, 300), colour).save(buffer, "JPEG", exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def test_each_file_has_its_own_line_and_answer_while_the_others_go_on(open_desk):
    page = open_desk(make_user("Picture editor"))
    page.goto("/admin/media/image/add/")
    broken = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"<svg></svg>"}
    files = [a_file("ana.jpg", "red", "Ana"), broken, a_file("bare.jpg", "blue")]
    page.locator("input[name=file]").set_input_files([*files, a_file("again.jpg", "red", "Ana")])
    page.get_by_text("Rights", exact=True).click()
    page.get_by_label("Licence").select_option("agency")
    page.get_by_role("button", name="Take them in").click()
    page.get_by_text("2 of 4 taken in, 2 not.").wait_for()

    def line(name):
        return page.locator(".upload-line", has_text=name)

    assert "Image Credit: Ana" in line("ana.jpg").inner_text()
    assert "From the file:" in line("ana.jpg").inner_text()
    assert "This is no picture" in line("broken.jpg").inner_text()
    assert "in the library already" in line("again.jpg").inner_text()
    bare = line("bare.jpg")
    bare.get_by_label("Credit").fill("Bo Lund")
    bare.get_by_role("button", name="Try bare.jpg again").click()
    page.get_by_text("3 of 4 taken in, 1 not.").wait_for()

    assert set(Image.objects.values_list("credit", "licence")) == {
        ("Ana", "agency"),
        ("Bo Lund", "agency"),
    }
    assert bare.get_by_role("link", name="Edit its facts").is_visible()


def test_who_is_logged_out_meanwhile_is_told_at_the_line_and_loses_nothing(open_desk):
    user = make_user("Picture editor")
    page = open_desk(user)
    page.goto("/admin/media/image/add/")
    page.locator("input[name=file]").set_input_files([a_file("ana.jpg", "red", "Ana")])
    user.groups.clear()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Your role may not do this").wait_for()
    assert not Image.objects.exists()

    user.groups.set(make_user("Picture editor").groups.all())
    page.get_by_role("button", name="Try ana.jpg again").press("Enter")
    page.get_by_text("1 of 1 taken in.").wait_for()

    assert Image.objects.get().credit == "Ana"
