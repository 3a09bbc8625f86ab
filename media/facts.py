"""The facts that photographers and agencies write into a picture, read and written.

XMP is believed before IPTC, IPTC before EXIF. Only what a newsroom prints is read; the
rest of what a file tells (place, serial number, software) is never looked at.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring
from PIL import ExifTags, IptcImagePlugin
from PIL import Image as Picture

from media.opening import BROKEN

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

LONGEST_XMP = 1_000_000
UTF8_MARK = b"\x1b%G"
# XML has no place for them, and no credit needs them.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Facts:
    """What a file says of itself; empty where it says nothing."""

    credit: str = ""
    creator: str = ""
    copyright_notice: str = ""
    caption: str = ""
    alt_text: str = ""
    usage_terms: str = ""


def read_facts(picture: Picture.Image) -> Facts:
    xmp, iptc, exif = xmp_of(picture), iptc_of(picture), exif_of(picture)
    creator = xmp(DC, "creator") or iptc(80) or exif("Artist")
    return Facts(
        credit=(
            xmp(PHOTOSHOP, "Credit")
            or iptc(110)
            or creator
            or xmp(PHOTOSHOP, "Source")
            or iptc(115)
        ),
        creator=creator,
        copyright_notice=xmp(DC, "rights") or iptc(116) or exif("Copyright"),
        caption=xmp(DC, "description") or iptc(120) or exif("ImageDescription"),
        alt_text=xmp(IPTC_CORE, "AltTextAccessibility"),
        usage_terms=xmp(RIGHTS, "UsageTerms"),
    )


def tidy(text: str) -> str:
    return UNPRINTABLE.sub("", text).strip()


def xmp_of(picture: Picture.Image):
    """Reads one property, as an attribute or an element, in the default language."""
    root = None
    packet = picture.info.get("xmp") or b""
    if isinstance(packet, str):
        packet = packet.encode()
    try:
        if 0 < len(packet) <= LONGEST_XMP:
            root = fromstring(packet.strip(b"\0 \n\r\t"), forbid_dtd=True)
    except (ParseError, ValueError, LookupError, RecursionError):
        pass

    def read(namespace: str, name: str) -> str:
        for description in root.iter(f"{{{RDF}}}Description") if root is not None else []:
            if value := description.get(f"{{{namespace}}}{name}"):
                return tidy(value)
            element = description.find(f"{{{namespace}}}{name}")
            if element is not None and (value := written_in(element)):
                return value
        return ""

    return read


def written_in(element) -> str:
    items = element.findall(f".//{{{RDF}}}li")
    if element.find(f"{{{RDF}}}Alt") is not None:
        items = [item for item in items if item.get(LANG) == "x-default"] or items[:1]
    texts = [item.text or "" for item in items] or [element.text or ""]
    return ", ".join(filter(None, map(tidy, texts)))


def iptc_of(picture: Picture.Image):
    try:
        records = IptcImagePlugin.getiptcinfo(picture) or {}
    except BROKEN:
        records = {}
    encoding = "utf-8" if records.get((1, 90)) == UTF8_MARK else None

    def read(number: int) -> str:
        values = records.get((2, number)) or []
        values = values if isinstance(values, list) else [values]
        return ", ".join(filter(None, (tidy(decoded(value, encoding)) for value in values)))

    return read


def decoded(value: bytes, encoding: str | None) -> str:
    """Old files do not say how they are written: UTF-8 where it fits, else Windows' letters."""
    try:
        return value.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", errors="replace")


def exif_of(picture: Picture.Image):
    try:
        exif = dict(picture.getexif())
    except BROKEN:
        exif = {}

    def read(name: str) -> str:
        value = exif.get(ExifTags.Base[name])
        return tidy(value) if isinstance(value, str) else ""

    return read


def to_xmp(*, credit: str, creator: str, copyright_notice: str, usage_terms: str) -> bytes:
    """The packet that travels in every rendition."""
    properties = [
        listed("dc:creator", "Seq", creator),
        listed("dc:rights", "Alt", copyright_notice),
        listed("xmpRights:UsageTerms", "Alt", usage_terms),
        f"<photoshop:Credit>{xml(credit)}</photoshop:Credit>" if credit else "",
    ]
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="" xmlns:dc="{DC}"'
        f' xmlns:photoshop="{PHOTOSHOP}" xmlns:xmpRights="{RIGHTS}">'
        f"{''.join(properties)}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def listed(name: str, kind: str, text: str) -> str:
    if not text:
        return ""
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    item = f"<rdf:li{language}>{xml(text)}</rdf:li>"
    return f"<{name}><rdf:{kind}>{item}</rdf:{kind}></{name}>"


def xml(text: str) -> str:
    return escape(tidy(text))


def to_exif(*, creator: str, copyright_notice: str) -> Picture.Exif:
    """For programs that know no XMP. EXIF holds only ASCII; a mangled name is worse than none."""
    exif = Picture.Exif()
    for name, text in (("Artist", creator), ("Copyright", copyright_notice)):
        if text and text.isascii():
            exif[ExifTags.Base[name]] = tidy(text)
    return exif
