"""XMP: the packet in which a picture's file says what it is and whose.

ISO 16684-1; the properties are those of IPTC's Photo Metadata Standard.
"""

import codecs
import re
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

from media.letters import UNPRINTABLE, decoded, tidy
from media.png import chunk

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
EXIF = "http://ns.adobe.com/exif/1.0/"
PLUS = "http://ns.useplus.org/ldf/xmp/1.0/"
CC = "http://creativecommons.org/ns#"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

LONGEST = 1_000_000
GIF_BEGIN, GIF_END = b"\x21\xff\x0bXMP DataXMP", b"\x01\xff\xfe\xfd"
# UTF-32's mark begins as UTF-16's does. Without a mark, the zeros beside the first < tell.
WRITTEN_IN = [
    *((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
    *((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    *((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be")),
    *((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")),
]
ROOT = re.compile(r"<(?![?!])")


class Packet:
    """What stands in a packet; nothing where it is no XMP that can be read."""

    def __init__(self, packet: bytes | str) -> None:
        root = parsed(packet)
        self.descriptions = [
            description
            for rdf in ([] if root is None else root.iter(f"{{{RDF}}}RDF"))
            for description in rdf.findall(f"{{{RDF}}}Description")
        ]

    def texts(self, namespace: str, name: str) -> list[str]:
        """A property written as an attribute or an element; of languages, the default one."""
        wanted = f"{{{namespace}}}{name}"
        for description in self.descriptions:
            found = [tidy(description.get(wanted, ""))]
            for element in description.findall(wanted):
                found += texts_of(element)
            if found := list(filter(None, found)):
                return found
        return []

    def text(self, namespace: str, name: str) -> str:
        return ", ".join(self.texts(namespace, name))

    def within(self, structure: tuple[str, str], namespace: str, name: str) -> str:
        """The first such property in a structure, or in a list of structures."""
        outer, inner = f"{{{structure[0]}}}{structure[1]}", f"{{{namespace}}}{name}"
        for description in self.descriptions:
            for part in (part for one in description.findall(outer) for part in one.iter()):
                texts = texts_of(part) if part.tag == inner else [tidy(part.get(inner, ""))]
                if text := ", ".join(filter(None, texts)):
                    return text
        return ""


def in_gif(content: bytes) -> bytes:
    """The packet of a GIF's application extension, before the bytes that make a reader skip it."""
    start, end = content.find(GIF_BEGIN), content.find(GIF_END)
    return content[start + len(GIF_BEGIN) : end] if 0 <= start < end else b""


def parsed(packet: bytes | str) -> Element | None:
    if not 0 < len(packet) <= LONGEST:
        return None
    text = packet if isinstance(packet, str) else in_letters(packet)
    # What stands before and after is padding; its own word on how it is written is spent.
    start, end = ROOT.search(text), text.rfind(">") + 1
    try:
        return fromstring(text[start.start() : end], forbid_dtd=True) if start else None
    except (ParseError, ValueError, LookupError, RecursionError):
        return None


def in_letters(packet: bytes) -> str:
    packet = packet.strip(b" \n\r\t") if packet[:1] in b" \n\r\t" else packet
    for beginning, encoding in WRITTEN_IN:
        if packet.startswith(beginning):
            return UNPRINTABLE.sub("", packet.decode(encoding, "ignore"))
    return UNPRINTABLE.sub("", decoded(packet))


def texts_of(element: Element) -> list[str]:
    items = [item for kind in element for item in kind.findall(f"{{{RDF}}}li")]
    if element.find(f"{{{RDF}}}Alt") is not None:
        # The default language first, then whatever there is.
        items.sort(key=lambda item: item.get(LANG) != "x-default")
        items = [item for item in items if text_of(item)][:1]
    return [text for item in items or [element] if (text := text_of(item))]


def text_of(element: Element) -> str:
    """Its text, its address, or its value where something else is said of that, too."""
    value = element.find(f"{{{RDF}}}value")
    text = element.text if value is None else value.text
    return tidy(text or "") or tidy(element.get(f"{{{RDF}}}resource", ""))


def packet(
    *,
    creator: str,
    credit: str,
    source: str,
    copyright_notice: str,
    usage_terms: str,
    rights_url: str,
    licensor_url: str,
    is_protected: bool | None,
) -> bytes:
    """The packet that travels in every rendition; it holds what is not empty.

    `is_protected`: whether somebody holds the copyright; None where nobody knows.
    """
    marked = "" if is_protected is None else str(is_protected)
    properties = [
        listed("dc:creator", "Seq", creator),
        listed("dc:rights", "Alt", copyright_notice),
        listed("xmpRights:UsageTerms", "Alt", usage_terms),
        plain("xmpRights:Marked", marked),
        plain("xmpRights:WebStatement", rights_url),
        plain("photoshop:Credit", credit),
        plain("photoshop:Source", source),
        licensor(licensor_url),
    ]
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="" xmlns:dc="{DC}"'
        f' xmlns:photoshop="{PHOTOSHOP}" xmlns:xmpRights="{RIGHTS}" xmlns:plus="{PLUS}">'
        f"{''.join(properties)}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def segment(packet: bytes) -> bytes:
    """The packet as a segment of a JPEG (XMP specification, part 3)."""
    content = b"http://ns.adobe.com/xap/1.0/\0" + packet
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2) + content


def in_png(packet: bytes) -> bytes:
    """The packet as a chunk of a PNG: not compressed, in no language."""
    return chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet)


def plain(name: str, text: str) -> str:
    return f"<{name}>{xml(text)}</{name}>" if text else ""


def listed(name: str, kind: str, text: str) -> str:
    if not text:
        return ""
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    item = f"<rdf:li{language}>{xml(text)}</rdf:li>"
    return f"<{name}><rdf:{kind}>{item}</rdf:{kind}></{name}>"


def licensor(address: str) -> str:
    if not address:
        return ""
    item = f'<rdf:li rdf:parseType="Resource">{plain("plus:LicensorURL", address)}</rdf:li>'
    return f"<plus:Licensor><rdf:Seq>{item}</rdf:Seq></plus:Licensor>"


def xml(text: str) -> str:
    return escape(tidy(text))
