"""Another file for a picture: its record, its uses and its former addresses stay good."""

import io
import threading

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image as Picture

from media import renditions, replacing
from media.forms import ReplaceForm
from media.intake import keep, receive, take_in
from media.models import FormerFile, Image
from media.replacing import replace
from tests.builders import make_article, make_user, picture_bytes

pytestmark = pytest.mark.django_db


def a_picture(color="steelblue", size=(1600, 900), **facts):
    return take_in(ContentFile(picture_bytes(*size, color)), **{"credit": "Ana"} | facts)


def a_file(color="darkred", size=(1200, 800)):
    return ContentFile(picture_bytes(*size, color))


def stored():
    """All files of the library."""
    folders, files = [""], []
    while folders:
        folder = folders.pop()
        inner, here = default_storage.listdir(folder)
        folders += [f"{folder}/{name}".lstrip("/") for name in inner]
        files += [f"{folder}/{name}".lstrip("/") for name in here]
    return sorted(files)


def test_the_file_is_another_and_everything_else_stays(django_capture_on_commit_callbacks):
    image = a_picture(caption="Typed", focal_x=20)
    story = make_article(lead_image=image)
    before, by = Image.objects.get(), make_user()
    renditions.rendition(image, "16x9", 320, "jpg")

    with django_capture_on_commit_callbacks(execute=True):
        replace(image, a_file(), by=by)

    after = Image.objects.get()
    assert (after.pk, after.width, after.height) == (before.pk, 1200, 800)
    assert after.file_hash != before.file_hash
    assert after.address_hash != before.address_hash
    assert (after.credit, after.caption, after.focal_x) == ("Ana", "Typed", 20)
    assert after.uploaded_at == before.uploaded_at
    assert stored() == [after.file.name]
    assert story.lead_image == after
    assert LogEntry.objects.get().get_change_message() == "Replaced the file."


def test_the_old_file_stays_until_the_change_is_there_for_good(django_capture_on_commit_callbacks):
    image = a_picture()
    old = image.file.name

    with django_capture_on_commit_callbacks() as later:
        replace(image, a_file(), by=make_user())

    assert default_storage.exists(old)
    for deed in later:
        deed()
    assert not default_storage.exists(old)


def test_every_former_address_leads_to_the_picture_as_it_is(client):
    image = a_picture()
    addresses = [image.rendition("16x9", 960).url("webp")]
    for color in ("darkred", "darkgreen"):
        image = replace(image, a_file(color), by=make_user())
        addresses.append(image.rendition("16x9", 960).url("webp"))

    answers = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [301, 301, 200]
    assert {answer.url for answer in answers[:2]} == {addresses[2]}
    red, green, _ = Picture.open(io.BytesIO(answers[2].content)).getpixel((90, 90))[:3]
    assert green > red


def test_a_former_address_of_a_step_that_is_gone_leads_to_the_widest(client):
    image = a_picture()
    address = image.rendition("original", 1920).url("jpg")

    image = replace(image, a_file(size=(700, 400)), by=make_user())

    assert client.get(address).url == image.rendition("original", 960).url("jpg")


def test_a_former_address_costs_one_query_more(client, django_assert_num_queries):
    image = a_picture()
    address = image.rendition("16x9", 320).url("webp")
    replace(image, a_file(), by=make_user())

    with django_assert_num_queries(2):
        assert client.get(address).status_code == 301


def test_the_first_file_again_leads_from_both_addresses(client):
    first = a_picture()
    second = replace(first, a_file(), by=make_user())

    third = replace(second, ContentFile(picture_bytes(1600, 900)), by=make_user())

    current = third.rendition("16x9", 320).url("webp")
    former = [image.rendition("16x9", 320).url("webp") for image in (first, second)]
    assert [client.get(address).url for address in former] == [current, current]


def test_a_storage_that_fails_to_clear_away_keeps_nobody_from_the_new_file(
    monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def fail(image):
        raise OSError("The disk is gone.")

    monkeypatch.setattr(renditions, "forget", fail)
    with django_capture_on_commit_callbacks(execute=True):
        image = replace(a_picture(), a_file(), by=make_user())

    assert Image.objects.get().file_hash == image.file_hash
    assert "The disk is gone." in caplog.text


def test_whoever_has_the_file_cannot_tell_its_address():
    assert Image(file_hash="a" * 64).file_key != Image(file_hash="a" * 64).file_key


@pytest.mark.parametrize("content", [b"<svg/>", b"", picture_bytes()[:-900]])
def test_what_no_upload_would_be_is_refused_and_changes_nothing(content):
    image = a_picture()

    with pytest.raises(ValidationError):
        replace(image, ContentFile(content), by=make_user())

    assert stored() == [Image.objects.get().file.name]
    assert Image.objects.get().file_hash == image.file_hash


def test_the_file_it_has_already_is_refused():
    with pytest.raises(ValidationError, match="has already"):
        replace(a_picture(), ContentFile(picture_bytes()), by=make_user())


def test_the_file_of_another_picture_is_refused_with_a_link_to_that(db):
    image, other = a_picture(), a_picture("darkred", credit="<Bo>")

    with pytest.raises(ValidationError) as refusal:
        replace(image, ContentFile(picture_bytes(1600, 900, "darkred")), by=make_user())

    assert refusal.value.code == "known"
    assert f'<a href="/admin/media/image/{other.pk}/change/">' in refusal.value.message
    assert "“&lt;Bo&gt;”" in refusal.value.message


def test_a_change_that_fails_leaves_no_file(monkeypatch):
    image = a_picture()

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(replacing.LogEntry.objects, "log_actions", fail)

    with pytest.raises(RuntimeError):
        replace(image, a_file(), by=make_user())

    assert stored() == [Image.objects.get().file.name] == [image.file.name]
    assert not FormerFile.objects.exists()


def test_a_picture_that_is_replaced_while_it_is_made_is_led_on(client, monkeypatch):
    image = a_picture()
    address = image.rendition("16x9", 320).url("jpg")
    rendition = renditions.rendition

    def late(asked, *which):
        replace(image, a_file(), by=make_user())
        default_storage.delete(asked.file.name)
        return rendition(asked, *which)

    monkeypatch.setattr(renditions, "rendition", late)

    answer = client.get(address)

    assert (answer.status_code, answer.url) == (
        301,
        Image.objects.get().rendition("16x9", 320).url("jpg"),
    )


def test_the_slower_of_two_uploads_leaves_the_file_of_the_quicker(settings):
    """Also in a storage that keeps one file a name."""
    one_a_name = settings.STORAGES["default"] | {"OPTIONS": {"allow_overwrite": True}}
    settings.STORAGES = settings.STORAGES | {"default": one_a_name}
    quicker = a_picture()
    received = receive(ContentFile(picture_bytes(1600, 900)))

    slower = keep(Image(credit="Bo"), received)

    assert slower == quicker
    assert stored() == [quicker.file.name]


def test_the_slower_of_two_uploads_leaves_no_file_of_its_own():
    quicker = a_picture()

    keep(Image(credit="Bo"), receive(ContentFile(picture_bytes(1600, 900))))

    assert stored() == [quicker.file.name]


@pytest.mark.django_db(transaction=True)
def test_of_two_pictures_that_get_the_same_file_at_once_one_is_refused():
    by, start, told = make_user(), threading.Barrier(2), []

    def give(image):
        try:
            start.wait()
            replace(image, a_file(), by=by)
        except ValidationError as error:
            told.append(error.code)
        finally:
            connection.close()

    images = [a_picture(), a_picture("darkgreen")]
    threads = [threading.Thread(target=give, args=[image]) for image in images]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert told == ["known"]
    assert stored() == sorted(Image.objects.values_list("file", flat=True))


def form_with(image, content):
    return ReplaceForm({}, {"file": SimpleUploadedFile("x.jpg", content)}, image=image)


def test_the_form_replaces():
    image = a_picture()

    form = form_with(image, picture_bytes(900, 600, "darkred"))

    assert form.is_valid()
    assert form.replace(by=make_user()).width == 900


@pytest.mark.parametrize("content", [b"<svg/>", picture_bytes(), picture_bytes(60, 60, "darkred")])
def test_the_form_says_at_its_field_why_not(content):
    image = a_picture()
    a_picture("darkred", (60, 60))

    form = form_with(image, content)

    assert not form.is_valid()
    assert list(form.errors) == ["file"]
