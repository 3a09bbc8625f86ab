"""The facts that photographers and agencies write into a picture.

XMP is believed before IPTC-IIM, also where an old program changed the latter alone, and both
before EXIF, which IPTC's standard knows only as a neighbour:
https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata. Which property says
what is from there too, and from what Google reads of a picture to name its creator, credit,
copyright and licence:
https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
and https://iptc.org/standards/photo-metadata/quick-guide-to-iptc-photo-metadata-and-google-images/

Only what a newsroom prints or searches is read; the rest of what a file tells (position,
serial number, software) is never looked at. What cannot be read is as if it were not there.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from PIL import Image as Picture

from media import rights
from media.exif import Exif
from media.iim import Datasets
from media.xmp import CC, DC, EXIF, IPTC_CORE, IPTC_EXT, PHOTOSHOP, PLUS, RIGHTS, Packet, in_gif

MOST_KEYWORDS, LONGEST_KEYWORD = 50, 100
LONGEST_ADDRESS = 500
is_web_address = URLValidator(schemes=["http", "https"])
# A month or a year alone is no day; what follows the day is the time.
A_DAY = re.compile(r"(\d{4})([-:]?)(\d{2})\2(\d{2})(?=$|[T ])")
CREATIVE_COMMONS = re.compile(
    r"https?://(www\.)?creativecommons\.org"
    r"(?P<path>/(licenses|publicdomain)/[a-z-]+/\d\.\d)(/(deed|legalcode)?[\w.-]*)?$",
    re.IGNORECASE,
)
LICENCES = {
    address.removeprefix("https://creativecommons.org").rstrip("/"): kind
    for kind, address in rights.ADDRESSES.items()
}


@dataclass(frozen=True)
class Facts:
    """What a file says of itself; empty where it says nothing."""

    credit: str = ""
    creator: str = ""
    copyright_notice: str = ""
    source: str = ""
    title: str = ""
    caption: str = ""
    alt_text: str = ""
    city: str = ""
    country: str = ""
    date_created: dt.date | None = None
    keywords: tuple[str, ...] = ()
    licence: str = ""
    usage_terms: str = ""
    restrictions: str = ""
    rights_url: str = ""
    licensor_url: str = ""


def read_facts(picture: Picture.Image, content: bytes = b"") -> Facts:
    """What the picture says of itself; of a GIF only the whole `content` tells."""
    xmp, iim, exif = Packet(packet_of(picture, content)), Datasets(picture), Exif(picture)
    creator = xmp.text(DC, "creator") or iim.text(80) or exif.text("Artist", "XPAuthor")
    source = xmp.text(PHOTOSHOP, "Source") or iim.text(115)
    rights_url = address(xmp.text(RIGHTS, "WebStatement"), xmp.text(CC, "license"))
    return Facts(
        credit=xmp.text(PHOTOSHOP, "Credit") or iim.text(110) or creator or source,
        creator=creator,
        copyright_notice=xmp.text(DC, "rights") or iim.text(116) or exif.text("Copyright"),
        source=source,
        title=title_of(xmp, iim, exif),
        caption=xmp.text(DC, "description") or iim.text(120) or exif.caption(),
        alt_text=(
            xmp.text(IPTC_CORE, "AltTextAccessibility")
            or xmp.text(IPTC_CORE, "ExtDescrAccessibility")
        ),
        city=xmp.text(PHOTOSHOP, "City") or iim.text(90) or place(xmp, "City"),
        country=xmp.text(PHOTOSHOP, "Country") or iim.text(101) or place(xmp, "CountryName"),
        date_created=date_created(xmp, iim, exif),
        keywords=keywords(xmp.texts(DC, "subject") or iim.texts(25) or exif.texts("XPKeywords")),
        licence=licence_at(rights_url),
        usage_terms=xmp.text(RIGHTS, "UsageTerms"),
        # “News magazines out”, “No sales”: what IPTC calls instructions.
        restrictions=xmp.text(PHOTOSHOP, "Instructions") or iim.text(40),
        rights_url=rights_url,
        licensor_url=address(
            xmp.within((PLUS, "Licensor"), PLUS, "LicensorURL"), xmp.text(PLUS, "LicensorURL")
        ),
    )


def packet_of(picture: Picture.Image, content: bytes) -> bytes | str:
    packet = in_gif(content) if picture.format == "GIF" else picture.info.get("xmp")
    return packet if isinstance(packet, bytes | str) else b""


def title_of(xmp: Packet, iim: Datasets, exif: Exif) -> str:
    return (
        xmp.text(DC, "title")
        or iim.text(5)
        or xmp.text(PHOTOSHOP, "Headline")
        or iim.text(105)
        or exif.text("XPTitle")
    )


def place(xmp: Packet, name: str) -> str:
    """Where the camera stood, else what it looked at, by the newer properties."""
    return xmp.within((IPTC_EXT, "LocationCreated"), IPTC_EXT, name) or xmp.within(
        (IPTC_EXT, "LocationShown"), IPTC_EXT, name
    )


def date_created(xmp: Packet, iim: Datasets, exif: Exif) -> dt.date | None:
    written = [
        *(xmp.text(PHOTOSHOP, "DateCreated"), iim.text(55)),
        *(exif.text("DateTimeOriginal"), xmp.text(EXIF, "DateTimeOriginal")),
    ]
    return next(filter(None, map(day, written)), None)


def day(written: str) -> dt.date | None:
    if found := A_DAY.match(written):
        try:
            return dt.date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            pass
    return None


def keywords(written: list[str]) -> tuple[str, ...]:
    """Each once, whatever its case. Some programs write all of them into one."""
    words: dict[str, str] = {}
    for word in (part.strip() for text in written for part in re.split("[,;\n]", text)):
        if len(words) == MOST_KEYWORDS:
            break
        if 0 < len(word) <= LONGEST_KEYWORD:
            words.setdefault(word.casefold(), word)
    return tuple(words.values())


def address(*written: str) -> str:
    """The first that a browser can open."""
    for text in written:
        try:
            is_web_address(text)
        except ValidationError:
            continue
        if len(text) <= LONGEST_ADDRESS:
            return text
    return ""


def licence_at(url: str) -> str:
    found = CREATIVE_COMMONS.match(url)
    return LICENCES.get(found["path"].lower(), "") if found else ""
