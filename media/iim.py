"""IPTC-IIM: the block in which agencies have written captions and credits since 1991.

Information Interchange Model, version 4.2: https://www.iptc.org/std/IIM/4.2/
"""

from collections.abc import Iterator
from itertools import islice

from PIL import Image as Picture

from media.letters import LONGEST, decoded, tidy
from media.opening import BROKEN

IN_PHOTOSHOP, IN_TIFF = 0x0404, 33723
# A convention of programs, which the standard of PNG does not know.
IN_PNG = "Raw profile type iptc"
TAG = 0x1C
# How record 2 is written, by what 1:90 says (ISO 2022).
CHARACTER_SETS = {
    b"\x1b%G": "utf-8",
    b"\x1b%/G": "utf-8",
    b"\x1b%/H": "utf-8",
    b"\x1b%/I": "utf-8",
    b"\x1b.A": "cp1252",
    b"\x1b-A": "cp1252",
    b"\x1b/A": "cp1252",
    b"\x1b.B": "iso8859-2",
    b"\x1b-B": "iso8859-2",
    b"\x1b.L": "iso8859-5",
    b"\x1b-L": "iso8859-5",
    b"\x1b-F": "iso8859-7",
    b"\x1b-b": "iso8859-15",
}
UTF8 = b"\x1b%G"
RESOURCE = b"8BIM" + IN_PHOTOSHOP.to_bytes(2)
# The block may have the size of the file; what stands further behind is no credit or caption.
LONGEST_BLOCK, MOST_DATASETS = 1_000_000, 1_000
BY_LINE, CREDIT, SOURCE, COPYRIGHT_NOTICE = 80, 110, 115, 116


class Datasets:
    """The application record of a picture; empty where there is none."""

    def __init__(self, picture: Picture.Image) -> None:
        self.values: dict[int, list[str]] = {}
        try:
            block = block_of(picture)[:LONGEST_BLOCK]
        except BROKEN:
            block = b""
        declared = ""
        for record, number, value in islice(datasets(block), MOST_DATASETS):
            if (record, number) == (1, 90):
                declared = CHARACTER_SETS.get(value.strip(), declared)
            elif record == 2 and (text := tidy(decoded(value, declared))):
                self.values.setdefault(number, []).append(text)

    def texts(self, number: int) -> list[str]:
        return self.values.get(number, [])

    def text(self, number: int) -> str:
        return ", ".join(self.texts(number))


def block_of(picture: Picture.Image) -> bytes:
    if block := picture.info.get("photoshop", {}).get(IN_PHOTOSHOP):
        return bytes(block)
    if raw := picture.info.get(IN_PNG):
        # A name, a length, and the bytes as hexadecimal digits.
        return in_resources(bytes.fromhex("".join(raw.split()[2:])))
    if picture.format != "TIFF":
        return b""
    # Photoshop calls the bytes numbers, of which Pillow's own door gives the first only.
    if block := picture.tag_v2._tagdata.get(IN_TIFF):  # noqa: SLF001
        return bytes(block)
    return bytes(picture.get_photoshop_blocks().get(IN_PHOTOSHOP, {}).get("data", b""))


def in_resources(data: bytes) -> bytes:
    """The block out of Photoshop's resources; programs write it with them and without."""
    at = data.find(RESOURCE)
    if at < 0:
        return data
    at += len(RESOURCE)
    # A name with its length before it, to an even number of bytes.
    at += (data[at] // 2 + 1) * 2
    size = int.from_bytes(data[at : at + 4])
    return data[at + 4 : at + 4 + size]


def datasets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Record, number and value of each, as far as the block is whole."""
    at = 0
    while at + 5 <= len(block) and block[at] == TAG:
        record, number, length = (
            block[at + 1],
            block[at + 2],
            int.from_bytes(block[at + 3 : at + 5]),
        )
        at += 5
        if length >= 0x8000:
            size = length & 0x7FFF
            length, at = int.from_bytes(block[at : at + size]), at + size
        yield record, number, block[at : at + min(length, LONGEST)]
        at += length


def segment(*, creator: str, credit: str, source: str, copyright_notice: str) -> bytes:
    """A JPEG segment with what is not empty, whole: a credit cut after 32 bytes names nobody."""
    facts = [
        *((BY_LINE, creator), (CREDIT, credit)),
        *((SOURCE, source), (COPYRIGHT_NOTICE, copyright_notice)),
    ]
    written = [dataset(2, number, tidy(text).encode()) for number, text in facts if tidy(text)]
    if not written:
        return b""
    block = b"".join([dataset(1, 90, UTF8), dataset(2, 0, b"\0\4"), *written])
    resource = RESOURCE + b"\0\0" + len(block).to_bytes(4) + block
    content = b"Photoshop 3.0\0" + resource + b"\0" * (len(block) % 2)
    return b"\xff\xed" + (len(content) + 2).to_bytes(2) + content


def dataset(record: int, number: int, value: bytes) -> bytes:
    return bytes([TAG, record, number]) + len(value).to_bytes(2) + value
