"""A JPEG without anything but its picture: every segment that could tell of a person is dropped."""

from collections.abc import Iterator
from contextlib import suppress

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, APP14 = 0xE0, 0xEE
# Frames, and the tables by which they are decoded (ITU-T T.81, B.1.1.3).
OF_THE_PICTURE = {*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD} - {0xC8}
RESTARTS = range(0xD0, 0xD8)
# Markers without a length, of no meaning between segments.
ALONE = {0x00, 0x01, *RESTARTS}
# Magic, version, density and no thumbnail.
JFIF_HEADER = 14
# Name, version, flags, and how the colours are stored.
ADOBE_HEADER = 12


# Progressive pictures have about ten. Each costs the decoder a pass over the whole picture,
# and a few hundred bytes are enough for one.
MOST_SCANS = 100


def bare_jpeg(content: bytes) -> bytes:
    """The same compressed picture, pixel for pixel, without EXIF, XMP, IPTC, profile and comments.

    What follows the end of the picture (previews with places of their own, a phone's film)
    is left out too. ValueError when the file is not built as a JPEG is.
    """
    kept = [content[:2]]
    for marker, segment, written in segments(content):
        if marker in {SOS, EOI}:
            kept.append(written)
        elif marker == APP0 and segment[2:7] == b"JFIF\0":
            kept.append(bytes([0xFF, APP0, 0, JFIF_HEADER + 2]) + segment[2:14] + b"\0\0")
        # APP14 is Adobe's and says how the colours are stored.
        elif marker == APP14 and segment[2:7] == b"Adobe":
            kept.append(bytes([0xFF, APP14, 0, ADOBE_HEADER + 2]) + segment[2:14])
        elif marker in OF_THE_PICTURE:
            kept.append(bytes([0xFF, marker]) + segment)
    return b"".join(kept)


def has_too_many_scans(content: bytes) -> bool:
    number = 0
    # Whether it is whole is seen when it is decoded.
    with suppress(ValueError, IndexError):
        for marker, _, _ in segments(content):
            number += marker == SOS
            if number > MOST_SCANS:
                return True
    return False


def segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, content with its length, and all bytes of each, to the end of the picture."""
    if content[:2] != bytes([0xFF, SOI]):
        raise ValueError("A JPEG begins with its start marker.")
    at = 2
    while at < len(content):
        # Decoders pass over noise between the segments; it is left out.
        start = at = content.index(0xFF, at)
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker in ALONE:
            continue
        if marker == EOI:
            yield marker, b"", bytes([0xFF, EOI])
            return
        length = int.from_bytes(content[at : at + 2])
        segment, at = content[at : at + length], at + length
        if marker == SOS:
            at = end_of_scan(content, at)
        yield marker, segment, content[start:at]
    raise ValueError("The end of the picture is missing.")


def with_segment(content: bytes, segment: bytes) -> bytes:
    """The same JPEG with one more segment, after the one that has to be the first."""
    at = 2
    if content[2:4] == bytes([0xFF, APP0]):
        at += 2 + int.from_bytes(content[4:6])
    return content[:at] + segment + content[at:]


def end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker begins that is neither a restart nor a stuffed zero."""
    while True:
        at = content.index(0xFF, at)
        following = content[at + 1]
        if following != 0 and following not in RESTARTS and following != 0xFF:
            return at
        at += 1 if following == 0xFF else 2
