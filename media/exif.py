"""EXIF: what cameras write into a picture. Of names and words it is believed last."""

import contextlib

from PIL import ExifTags
from PIL import Image as Picture

from media.letters import LONGEST, decoded, tidy
from media.opening import BROKEN

# What cameras say of every picture.
SAID_BY_CAMERAS = {
    *("olympus digital camera", "sony dsc", "digital camera", "samsung csc"),
    *("minolta digital camera", "konica minolta digital camera", "kodak digital still camera"),
    *("untitled", "default", "exif_jpeg_picture", "screenshot"),
}


class Exif:
    def __init__(self, picture: Picture.Image) -> None:
        try:
            self.blocks = [exif := picture.getexif(), exif.get_ifd(ExifTags.IFD.Exif)]
        except BROKEN:
            self.blocks = []

    def texts(self, *names: str) -> list[str]:
        read = (as_text(self.value(ExifTags.Base[name]), name) for name in names)
        return list(filter(None, read))

    def value(self, tag: int) -> object:
        for block in self.blocks:
            with contextlib.suppress(*BROKEN):
                return block[tag]
        return None

    def text(self, *names: str) -> str:
        return next(iter(self.texts(*names)), "")

    def caption(self) -> str:
        said = self.texts("ImageDescription", "XPComment", "XPSubject")
        return next((text for text in said if text.lower() not in SAID_BY_CAMERAS), "")


def as_text(value: object, name: str) -> str:
    """EXIF is ASCII by its rules and anything in practice; a zero ends it, or parts two names."""
    if isinstance(value, bytes | tuple | str):
        value = value[:LONGEST]
    if name.startswith("XP") and isinstance(value, bytes | tuple):
        try:
            return tidy(bytes(value).decode("utf-16-le", "ignore"))
        except (ValueError, TypeError):
            return ""
    if isinstance(value, str):
        value = value.encode("latin-1", "ignore")
    if not isinstance(value, bytes):
        return ""
    return ", ".join(filter(None, (tidy(decoded(part)) for part in value.split(b"\0"))))


def to_exif(*, creator: str, copyright_notice: str) -> bytes:
    """For programs that know no XMP. EXIF holds only ASCII; a mangled name is worse than none."""
    exif = Picture.Exif()
    for name, text in (("Artist", creator), ("Copyright", copyright_notice)):
        if text and text.isascii():
            exif[ExifTags.Base[name]] = tidy(text)
    return exif.tobytes() if len(exif) else b""
