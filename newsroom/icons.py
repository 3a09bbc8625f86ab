"""The publication's mark for tabs and home screens.

Its icon where it has one; else the first letter of its name, in its own type and
paper-white on its accent.
"""

import io
import logging
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.staticfiles import finders
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from media import renditions
from media.opening import open_picture
from newsroom.colours import readable
from newsroom.look import CUTS, FIRST_FACES, LIGHT

SIDES = (192, 512)
APPLE_SIDE = 180
TAB_SIDES = (16, 32, 48)
PAPER = LIGHT["paper"]
# The letter's share of the side, across or down. Home screens cut off corners, some to a circle.
LETTER = 0.6
# Drawn four times as large and made smaller, so that edges are smooth at 16 pixels too.
FINER = 4
# No typeface has it: what is drawn for it stands for any letter that is missing.
NO_LETTER = "\uffff"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mark:
    """What is drawn for a publication without an icon."""

    letter: str
    type_pair: str
    ground: str


def png(publication, side: int) -> bytes:
    return png_of(source_of(publication, side), side)


def apple_png(publication) -> bytes:
    return apple_png_of(source_of(publication, APPLE_SIDE))


def ico(publication) -> bytes:
    return ico_of(source_of(publication, TAB_SIDES[-1]))


def source_of(publication, side: int) -> Mark | bytes:
    """What to draw, or the file of the icon's square at least as large as asked for."""
    if publication.icon:
        step = publication.icon.rendition("1x1", side).step
        try:
            return renditions.rendition(publication.icon, "1x1", step, "webp")
        except FileNotFoundError:
            logger.exception("The icon, picture %s, is not in storage.", publication.icon.pk)
    return mark_of(publication)


def mark_of(publication) -> Mark:
    name = unicodedata.normalize("NFC", publication.name).upper()
    letter = next((character for character in name if character.isalnum()), "")
    look = publication.look
    return Mark(letter, look.type_pair, readable(look.accent, on=PAPER))


@lru_cache(maxsize=8)
def png_of(source: Mark | bytes, side: int) -> bytes:
    return saved(at_size(source, side), "PNG", optimize=True)


@lru_cache(maxsize=2)
def apple_png_of(source: Mark | bytes) -> bytes:
    """On paper: what is transparent would be black on those home screens."""
    picture = at_size(source, APPLE_SIDE)
    on_paper = Picture.new("RGB", picture.size, PAPER)
    on_paper.paste(picture, mask=picture.getchannel("A"))
    return saved(on_paper, "PNG", optimize=True)


@lru_cache(maxsize=2)
def ico_of(source: Mark | bytes) -> bytes:
    *smaller, largest = (at_size(source, side) for side in TAB_SIDES)
    sizes = [(side, side) for side in TAB_SIDES]
    return saved(largest, "ICO", sizes=sizes, append_images=smaller)


def saved(picture: Picture.Image, format_: str, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format_, **options)
    return buffer.getvalue()


def at_size(source: Mark | bytes, side: int) -> Picture.Image:
    if isinstance(source, Mark):
        picture = drawn(source, side * FINER)
    else:
        picture = open_picture(source).convert("RGBA")
    return picture.resize((side, side), Picture.Resampling.LANCZOS)


def drawn(mark: Mark, side: int) -> Picture.Image:
    picture = Picture.new("RGBA", (side, side), mark.ground)
    draw = ImageDraw.Draw(picture)
    font = font_with(mark.letter, mark.type_pair, side * LETTER)
    if font:
        left, top, right, bottom = font.getbbox(mark.letter)
        corner = (side - left - right) / 2, (side - top - bottom) / 2
        draw.text(corner, mark.letter, fill=PAPER, font=font)
    else:
        inset = side * (1 - LETTER) / 2
        draw.ellipse((inset, inset, side - inset, side - inset), fill=PAPER)
    return picture


def font_with(letter: str, type_pair: str, extent: float) -> ImageFont.FreeTypeFont | None:
    """The publication's own type, or Pillow's, at the size that gives the letter its extent."""
    face = FIRST_FACES[type_pair][0]
    for name in (*(f"{face}-{cut}" for cut in CUTS), ""):
        font = typeface(name, round(extent))
        if letter and bytes(font.getmask(letter)) != bytes(font.getmask(NO_LETTER)):
            left, top, right, bottom = font.getbbox(letter)
            return typeface(name, round(extent * extent / max(right - left, bottom - top)))
    return None


def typeface(name: str, size: int) -> ImageFont.FreeTypeFont:
    if not name:
        return ImageFont.load_default(size)
    return ImageFont.truetype(finders.find(f"site/type/{name}.woff2"), size)
