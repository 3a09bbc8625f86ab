"""Making the sizes of a picture that readers load: on first request, once, and kept in storage.

A rendition is AVIF, WebP or JPEG, and carries the credit and rights of its picture as XMP, a
JPEG as IPTC-IIM too. Nothing else can come along: originals are kept without metadata. The
transparent parts of a graphic stay transparent and become white in JPEG.
"""

import io
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from PIL import Image as Picture

from media import addresses, iim, rights, xmp
from media.exif import to_exif
from media.jpeg import with_segment
from media.models import Image
from media.opening import decode, open_picture
from media.png import with_chunk
from media.turns import in_turn

# Judged on a photograph of rocks and grass at 1280 by 853: 198 and 156 KB, and no difference
# seen at twice the size. 75 and 74 would save a seventh. AVIF is a quarter smaller than WebP at
# speed 7, which takes half the time of 6 for 3% more bytes; at 8 the drawings lose the gain.
SAVING = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 7},
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
}


def kept_in(image: Image) -> str:
    return f"pictures/{image.pk}"


def file_name(image: Image, shape: str, step: int, format_: str) -> str:
    return f"{kept_in(image)}/{image.address_hash}/{shape}-{step}.{format_}"


def rendition(image: Image, shape: str, step: int, format_: str) -> bytes:
    """The file of one rendition; made when this is the first time that it is asked for."""
    name = file_name(image, shape, step, format_)
    if content := kept(name):
        return content
    with one_maker(image):
        if content := kept(name):
            return content
        content = make(image, shape, step, format_)
        current = Image.objects.filter(pk=image.pk).first()
        if current is None or current.address_hash != image.address_hash:
            # Deleted or changed meanwhile; nobody would remove what is kept now.
            return content
        # Half a file of a maker that was stopped would stand in the way.
        default_storage.delete(name)
        forget_former(image)
        default_storage.save(name, ContentFile(content))
    return content


def kept(name: str) -> bytes | None:
    """What is in storage, unless it is half a file: one that is being written, or was."""
    try:
        with default_storage.open(name) as file:
            content = file.read()
    except FileNotFoundError:
        return None
    return content if is_whole(content) else None


def is_whole(content: bytes) -> bool:
    if content.startswith(b"RIFF"):
        return int.from_bytes(content[4:8], "little") + 8 == len(content)
    if content[4:8] == b"ftyp":
        return boxes_end(content) == len(content)
    return content.startswith(b"\xff\xd8") and content.endswith(b"\xff\xd9")


def boxes_end(content: bytes) -> int:
    """Where the last box of an AVIF file would end (ISO/IEC 14496-12, 4.2)."""
    end = 0
    while end + 8 <= len(content):
        end += max(int.from_bytes(content[end : end + 4]), 8)
    return end


@contextmanager
def one_maker(image: Image):
    """Of all processes one at a time works on a picture; the others wait and find it made."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('rendition', %s))", [image.pk]
        )
        yield


def make(image: Image, shape: str, step: int, format_: str) -> bytes:
    with image.file.open() as file:
        picture = open_picture(file.read())
    with in_turn(image.width * image.height):
        return drawn(picture, image, shape, step, format_)


def drawn(picture: Picture.Image, image: Image, shape: str, step: int, format_: str) -> bytes:
    size = addresses.sizes(image.width, image.height, shape)[step]
    picture = cropped(picture, image, shape, size)
    if format_ == "jpg" and picture.mode == "RGBA":
        on_white = Picture.new("RGB", picture.size, "white")
        on_white.paste(picture, mask=picture.getchannel("A"))
        picture = on_white
    buffer = io.BytesIO()
    picture.save(buffer, **SAVING[format_], **words(image))
    content = buffer.getvalue()
    return with_segment(content, iptc(image)) if format_ == "jpg" else content


def original(image: Image) -> bytes:
    """The original, pixel for pixel, with the same words as its renditions."""
    with image.file.open() as file:
        content = file.read()
    if content.startswith(b"\xff\xd8"):
        return with_segment(with_segment(content, iptc(image)), xmp.segment(packet(image)))
    return with_chunk(content, xmp.in_png(packet(image)))


def words(image: Image) -> dict:
    """What is printed beside the picture, and where its licence is explained and acquired."""
    exif = to_exif(creator=image.creator, copyright_notice=image.copyright_notice)
    return {"exif": exif, "xmp": packet(image)}


def packet(image: Image) -> bytes:
    return xmp.packet(
        creator=image.creator,
        credit=image.credit,
        source=image.source,
        copyright_notice=image.copyright_notice,
        usage_terms=image.usage_terms,
        rights_url=image.licence_url,
        licensor_url=image.licensor_url,
        is_protected=rights.is_protected(image),
    )


def iptc(image: Image) -> bytes:
    return iim.segment(
        creator=image.creator,
        credit=image.credit,
        source=image.source,
        copyright_notice=image.copyright_notice,
    )


def cropped(
    picture: Picture.Image, image: Image, shape: str, size: tuple[int, int]
) -> Picture.Image:
    """The part of the picture that has the shape, scaled down to the size."""
    box = addresses.crop_box(image.width, image.height, shape, (image.focal_x, image.focal_y))
    # A JPEG is decoded at a half, a quarter or an eighth where that is still twice the size.
    need = 2 * size[0] / (box[2] - box[0])
    across, down = int(image.width * need), int(image.height * need)
    picture.draft(picture.mode, (max(1, across), max(1, down)))
    decode(picture)
    scale_x, scale_y = picture.width / image.width, picture.height / image.height
    left, top, right, bottom = box
    return picture.resize(
        size,
        Picture.Resampling.LANCZOS,
        box=(
            left * scale_x,
            top * scale_y,
            min(right * scale_x, picture.width),
            min(bottom * scale_y, picture.height),
        ),
        reducing_gap=3.0,
    )


def forget_former(image: Image) -> None:
    """Remove what was made before the credit or the focal point changed."""
    for former in folders(kept_in(image)):
        if former != image.address_hash:
            forget_folder(f"{kept_in(image)}/{former}")


def forget(image: Image) -> None:
    """Remove every rendition of a picture."""
    with one_maker(image):
        for folder in folders(kept_in(image)):
            forget_folder(f"{kept_in(image)}/{folder}")
        default_storage.delete(kept_in(image))


def folders(path: str) -> list[str]:
    try:
        return default_storage.listdir(path)[0]
    except FileNotFoundError:
        return []


def forget_folder(path: str) -> None:
    for name in default_storage.listdir(path)[1]:
        default_storage.delete(f"{path}/{name}")
    default_storage.delete(path)
