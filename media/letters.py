"""Text from files that do not all say how it is written."""

import codecs
import re
import unicodedata

# Of one fact; what is longer was not written to be read.
LONGEST = 64_000
# XML has no place for them, and no credit needs them.
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
# Marks of the order of bytes, in the middle of a text just noise.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Letters and signs that print as nothing.
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
NOISE = str.maketrans({"\ufeff": None, "\r": "\n"})
MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]


def tidy(text: str) -> str:
    return visible(UNPRINTABLE.sub("", text.replace("\r\n", "\n").translate(NOISE)))


def visible(text: str) -> str:
    """Without the signs that turn round what stands after them; empty where nothing is seen.

    A joiner that is not seen may be part of a Persian name.
    """
    text = TURNING.sub("", text).strip()
    return text if any(is_seen(letter) for letter in text) else ""


def is_seen(letter: str) -> bool:
    return letter not in BLANKS and unicodedata.category(letter)[0] not in "CZM"


def decoded(value: bytes, declared: str = "") -> str:
    """As the file says it is written, where it is; else UTF-8 where that fits, else Windows'.

    Old files say nothing, and some say what is not so.
    """
    for mark, encoding in MARKS:
        if value.startswith(mark):
            return value[len(mark) :].decode(encoding, "ignore")
    for encoding in filter(None, [declared, "utf-8"]):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            pass
    return cut_off(value, declared) or in_windows_letters(value)


def cut_off(value: bytes, declared: str) -> str:
    """UTF-8 of which a program with a limit in bytes has cut the last letter in two."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(value)
    except UnicodeDecodeError:
        return ""
    # Without another accent before it, the last letter may as well be one of Windows'.
    return text if declared == "utf-8" or not text.isascii() else ""


def in_windows_letters(value: bytes) -> str:
    """Windows' table has five holes, which the older one fills."""
    return "".join(bytes([byte]).decode(table(byte)) for byte in value)


def table(byte: int) -> str:
    return "latin-1" if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else "cp1252"
