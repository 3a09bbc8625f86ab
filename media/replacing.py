"""Giving a picture of the library another file: better made, cropped otherwise, without a flaw."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import format_html

from media import renditions
from media.addresses import new_file_key
from media.intake import Received, discard, known_as_file, measure, receive, store
from media.models import FormerFile, Image

SAME_FILE = "This is the file that the picture has already; choose another."
SAID = "Replaced the file."
FILE = ["file", "file_hash", "uploaded_hash", "file_key", "width", "height", "from_file"]


def replace(image: Image, file: File | Received, *, by) -> Image:
    """Show another file wherever this picture is shown.

    The record stays with its facts, its focal point and all that uses it. Its addresses
    change, and the former ones lead to the new. The old file and what was made of it go
    once the new one is there for good. ValidationError for what is no picture, for the file
    that it has, and for one that the library knows as another picture.
    """
    received = file if isinstance(file, Received) else receive(file)
    refuse_known(image, received)
    with transaction.atomic():
        image = Image.objects.held([image.pk]).get()
        # Somebody else may have been quicker, with this picture or with this file.
        refuse_known(image, received)
        put_in_place(image, received, by)
    return image


def refuse_known(image: Image, received: Received) -> None:
    known = known_as_file(received)
    if known and known.pk == image.pk:
        raise ValidationError(SAME_FILE, code="same")
    if known:
        raise ValidationError(known_as(known), code="known")


def known_as(known: Image) -> str:
    return format_html(
        "This picture is in the library already, as number {}, with the credit “{}”. "
        '<a href="{}">Open it</a>',
        known.pk,
        known.credit,
        reverse("admin:media_image_change", args=[known.pk]),
    )


def put_in_place(image: Image, received: Received, by) -> None:
    former, former_key = image.file.name, image.file_key
    image.file_key, image.from_file = new_file_key(), []
    measure(image, received)
    store(image, received)
    try:
        with transaction.atomic():
            image.save(update_fields=FILE)
            FormerFile.objects.create(image=image, file_key=former_key)
            LogEntry.objects.log_actions(by.pk, [image], CHANGE, SAID, single_object=True)
    except Exception as error:
        discard(image)
        if isinstance(error, IntegrityError):
            refuse_known(image, received)
        raise
    transaction.on_commit(lambda: clear_away(image, former), robust=True)


def clear_away(image: Image, former: str) -> None:
    """The picture is right without this; a storage that fails leaves a file that nobody finds."""
    image.file.storage.delete(former)
    renditions.forget(image)
