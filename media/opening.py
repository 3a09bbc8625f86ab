"""Opening a picture file that may be anything: by content, never by name, and within limits."""

import io
import struct
import warnings
import zlib

from django.conf import settings
from django.core.exceptions import ValidationError
from PIL import Image as Picture

# WebP knows no longer side.
MAX_SIDE = 16_000
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"]
ACCEPTED = "JPEG, PNG, WebP, AVIF, GIF or TIFF"

# Pillow refuses twice its limit and only warns of once; here the limit is the limit, of
# which a publication may set a lower one.
Picture.MAX_IMAGE_PIXELS = 400_000_000
warnings.filterwarnings("error", category=Picture.DecompressionBombWarning)

# What decoders are known to raise over broken files.
BROKEN = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError),
    *(AttributeError, NotImplementedError, RuntimeError, struct.error, zlib.error, Warning),
)

UNKNOWN = (
    f"This is no picture that can be used here; save it as {ACCEPTED} and try again. "
    "(If it should be one of these, the file is damaged.)"
)
CUT_OFF = "This file is cut off or damaged in the middle; export it again."


def refusal(message: str, code: str) -> ValidationError:
    return ValidationError(message, code=code)


def too_large() -> ValidationError:
    return refusal(
        f"This picture is larger than {settings.PICTURE_MEGAPIXELS} megapixels or "
        f"{MAX_SIDE:,} pixels on a side; scale it down and try again.",
        "too-large",
    )


def open_picture(content: bytes) -> Picture.Image:
    """The picture with its size and facts; its pixels are not decoded yet."""
    try:
        picture = Picture.open(io.BytesIO(content), formats=FORMATS)
    except (Picture.DecompressionBombError, Picture.DecompressionBombWarning) as error:
        raise too_large() from error
    except BROKEN as error:
        raise refusal(UNKNOWN, "unknown") from error
    return picture


def refuse_large(picture: Picture.Image) -> None:
    """Before anything is decoded. What the library has opens though the limit is lowered."""
    most = settings.PICTURE_MEGAPIXELS * 1_000_000
    if picture.width * picture.height > most or max(picture.size) > MAX_SIDE:
        raise too_large()


def decode(picture: Picture.Image) -> None:
    """Decode the pixels, and refuse what breaks on the way."""
    try:
        picture.load()
    except (Picture.DecompressionBombError, Picture.DecompressionBombWarning) as error:
        raise too_large() from error
    except BROKEN as error:
        raise refusal(CUT_OFF, "cut-off") from error
