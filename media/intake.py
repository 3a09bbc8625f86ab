"""What comes into the library: anything that claims to be a picture, or a refusal in plain words.

What is stored is a cleaned original: upright, in sRGB with eight bits, and without a word of
metadata. Place, serial numbers, names and previews are gone; what must be printed lives in the
record and is written into each rendition. A JPEG that is upright and in sRGB keeps its
compressed picture bit for bit; everything else is decoded and written again: photographs as
JPEG, graphics and whatever is transparent as PNG. Of an animation the first picture is kept, and
whoever uploads it is told.

Memory at 100 megapixels, the most that is taken, beside the 75 MB of the process: a JPEG that is
ready 20 MB (progressive 300), a PNG 390 to 510, a sixteen-bit one 320, what is turned or comes
from CMYK 790, an AVIF 880, a WebP 1,530, of which its decoder alone keeps three copies. So
pictures of more than 25 megapixels come in one after the other, whichever process they come to
(`media/turns.py`): the second upload waits, and the machine needs the memory of one.
"""

import contextlib
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models import Q
from PIL import ExifTags, ImageCms, ImageOps
from PIL import Image as Picture

from media import polyglots
from media.facts import Facts, read_facts
from media.jpeg import bare_jpeg, has_too_many_scans
from media.models import Image
from media.opening import BROKEN, CUT_OFF, UNKNOWN, decode, open_picture, refusal, refuse_large
from media.turns import in_turn

# A second compression of a photograph that nobody sees.
ORIGINAL_QUALITY = 92
GRAPHICS = {"PNG", "GIF"}
# Of EXIF's eight; whatever else is written there says nothing.
TURNED = range(2, 9)
MOVING = {"GIF", "PNG", "WEBP", "AVIF"}
# Rows of a picture that are converted at once.
BAND = 256
TOO_MANY_SCANS = "This JPEG is built in far too many layers; export it again."
SRGB = ImageCms.createProfile("sRGB")
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class Received:
    """A picture that has passed: what to store, and what its file said."""

    content: bytes
    suffix: str
    width: int
    height: int
    facts: Facts
    # Of the file as it came: what is written anew may differ with the next release of a library.
    uploaded_hash: str
    # Only its first picture is kept.
    was_moving: bool = False
    # What the file was besides.
    besides: str = ""

    @property
    def file_hash(self) -> str:
        return sha256(self.content)

    def as_file(self) -> ContentFile:
        return ContentFile(self.content, name=f"{self.file_hash}.{self.suffix}")


def receive(file: File) -> Received:
    """Read an upload, clean it and take its facts, or raise a ValidationError for the editor."""
    most = settings.PICTURE_MEGABYTES
    if file.size > most * 1_000_000:
        raise refusal(
            f"This file has {file.size / 1_000_000:.0f} MB; up to {most} MB "
            "can be taken. Save it smaller and try again.",
            "too-many-bytes",
        )
    file.seek(0)
    content = file.read()
    if not content:
        raise refusal("This file is empty; choose another.", "empty")
    picture = open_picture(content)
    refuse_large(picture)
    with in_turn(picture.width * picture.height):
        received = cleaned(picture, content)
    return replace(received, besides=polyglots.besides(content))


def cleaned(picture: Picture.Image, content: bytes) -> Received:
    facts, is_moving = read_facts(picture, content), moves(picture)
    if picture.format in {"JPEG", "MPO"} and has_too_many_scans(content):
        raise refusal(TOO_MANY_SCANS, "too-many-scans")
    if is_ready(picture):
        check_all_of(picture)
        size = open_picture(content).size
        return Received(bare(content), "jpg", *size, facts, sha256(content))
    decode(picture)
    if picture.format == "PNG":
        # Its words may stand behind its pixels.
        facts = read_facts(picture)
    try:
        picture, format_ = to_web(picture)
    # Pillow knows more ways to keep colours than to convert them.
    except BROKEN as error:
        raise refusal(UNKNOWN, "unknown") from error
    made = written(picture, format_)
    return Received(*made, *picture.size, facts, sha256(content), is_moving)


def moves(picture: Picture.Image) -> bool:
    """Pages of a TIFF and the second picture of a phone's JPEG are no animation."""
    try:
        return picture.format in MOVING and picture.is_animated
    except BROKEN:
        return False


def is_ready(picture: Picture.Image) -> bool:
    """A JPEG that any browser shows as it was meant, without turning or converting."""
    return (
        picture.format in {"JPEG", "MPO"}
        and picture.mode in {"RGB", "L"}
        and orientation(picture) not in TURNED
        and is_srgb(picture.info.get("icc_profile"))
    )


def orientation(picture: Picture.Image) -> int:
    try:
        return picture.getexif().get(ExifTags.Base.Orientation, 1)
    except BROKEN:
        return 1


def is_srgb(profile: bytes | None) -> bool:
    if not profile:
        return True
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, *BROKEN):
        return True
    return name.strip().lower().startswith("srgb")


def check_all_of(picture: Picture.Image) -> None:
    """Read the JPEG to its end; an eighth of its pixels is enough to see that it has one."""
    picture.draft(picture.mode, (max(1, picture.width // 8), max(1, picture.height // 8)))
    decode(picture)


def bare(content: bytes) -> bytes:
    try:
        return bare_jpeg(content)
    except (ValueError, IndexError) as error:
        raise refusal(CUT_OFF, "cut-off") from error


def to_web(picture: Picture.Image) -> tuple[Picture.Image, str]:
    """Upright, eight bits, sRGB; with transparency only where there is some."""
    format_, profile = picture.format, picture.info.get("icc_profile")
    # The picture is whole even where what it says about its position is not.
    with contextlib.suppress(*BROKEN):
        ImageOps.exif_transpose(picture, in_place=True)
    picture = in_srgb(eight_bits(picture), profile)
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    if picture.mode == "RGBA" or format_ in GRAPHICS:
        return picture, "PNG"
    return picture, "JPEG"


def eight_bits(picture: Picture.Image) -> Picture.Image:
    match picture.mode:
        case "I;16" | "I;16L" | "I;16B" | "I;16N":
            return from_sixteen_bits(picture)
        case "1":
            return picture.convert("L")
        case "I" | "F":
            raise refusal(UNKNOWN, "unknown")
        case "P" | "PA" | "LA" | "La" | "RGBa" | "RGBX":
            return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        case "L" | "RGB" if picture.has_transparency_data:
            return picture.convert("RGBA")
    return picture


def from_sixteen_bits(picture: Picture.Image) -> Picture.Image:
    """Band by band: as a whole it would be there three times on the way."""
    light = Picture.new("L", picture.size)
    for top in range(0, picture.height, BAND):
        band = picture.crop((0, top, picture.width, min(top + BAND, picture.height)))
        band = band.convert("I").point(lambda light: light * (1 / 256)).convert("L")
        light.paste(band, (0, top))
    return light


def in_srgb(picture: Picture.Image, profile: bytes | None) -> Picture.Image:
    """By the file's own profile where it has one that works, else by the usual rule."""
    wanted = picture.mode if picture.mode in {"L", "RGBA"} else "RGB"
    if profile is None and picture.mode == "LAB":
        profile = LAB
    if profile and not is_srgb(profile):
        by_profile = "RGBA" if wanted == "RGBA" else "RGB"
        try:
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                SRGB,
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode=by_profile,
                # Half the memory, where a pixel takes as much as before.
                inPlace=picture.mode == by_profile,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImageCms.PyCMSError, *BROKEN):
            pass
        else:
            return converted or picture
    return picture if picture.mode == wanted else picture.convert(wanted)


def written(picture: Picture.Image, format_: str) -> tuple[bytes, str]:
    # Some of what Pillow knows of a picture it writes again unasked.
    picture.info = {}
    buffer = io.BytesIO()
    if format_ == "PNG":
        picture.save(buffer, "PNG")
        return buffer.getvalue(), "png"
    picture.save(buffer, "JPEG", quality=ORIGINAL_QUALITY, subsampling=0)
    return buffer.getvalue(), "jpg"


def take_in(file: File, *, uploaded_by=None, **facts) -> Image:
    """Add a picture to the library; what is not given is taken from the file.

    The same picture a second time is the one that is there already, with its facts as they
    stand: nobody changes them by uploading again.
    """
    received = receive(file)
    if known := known_as_file(received):
        return known
    image = Image(uploaded_by=uploaded_by, **facts)
    fill_from_file(image, received.facts)
    measure(image, received)
    image.full_clean(exclude=["file"], validate_unique=False, validate_constraints=False)
    return keep(image, received)


def keep(image: Image, received: Received) -> Image:
    """Put the picture and its file into the library; of two uploads at once the first stays."""
    measure(image, received)
    store(image, received)
    try:
        with transaction.atomic():
            image.save()
    except IntegrityError:
        discard(image)
        if known := known_as_file(received):
            return known
        raise
    return image


def known_as_file(received: Received) -> Image | None:
    """The picture that came of this file: the same bytes, or the same once they were cleaned."""
    same = Q(file_hash=received.file_hash) | Q(uploaded_hash=received.uploaded_hash)
    return Image.objects.filter(same).order_by("pk").first()


def store(image: Image, received: Received) -> None:
    image.file.save(f"original.{received.suffix}", received.as_file(), save=False)


def discard(image: Image) -> None:
    """Remove a file that did not get into the library, unless the one who was quicker has it:
    some storages keep one file a name.
    """
    if not Image.objects.filter(file=image.file.name).exists():
        image.file.storage.delete(image.file.name)


def measure(image: Image, received: Received) -> None:
    image.file_hash, image.uploaded_hash = received.file_hash, received.uploaded_hash
    image.width, image.height = received.width, received.height


def fill_from_file(image: Image, facts: Facts) -> list[str]:
    """Fill what nobody wrote with what the file says; the names of the filled fields.

    What somebody wrote of the licence is not given an address that says something else.
    """
    filled = []
    for name in (field.name for field in fields(Facts)):
        said = getattr(facts, name)
        if said and not getattr(image, name) and not contradicts(image, facts, name):
            setattr(image, name, fitting(name, said))
            filled.append(name)
    image.from_file = filled
    return filled


def contradicts(image: Image, facts: Facts, name: str) -> bool:
    if name == "licence":
        return image.rights_url not in {"", facts.rights_url}
    return name == "rights_url" and bool(image.licence) and image.licence != facts.licence


def fitting(name: str, said):
    if not isinstance(said, str):
        return list(said) if isinstance(said, tuple) else said
    return said[: Image._meta.get_field(name).max_length]  # noqa: SLF001  Documented.


def written_anew(image: Image, names: Iterable[str]) -> None:
    """These facts are a person's word from now on, no longer the file's."""
    anew = set(names)
    image.from_file = [name for name in image.from_file if name not in anew]
