"""Slugs: what stands for a name in an address."""

import re
import unicodedata

# What an address takes: letters and digits of any script, hyphens; one letter or digit at least.
PATTERN = r"^[-\w]*[^\W_][-\w]*$"
# Names that would otherwise lose what tells them apart: “C++”, “C#” and “C”.
SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "%": " percent "}
# Letters that do not come apart into a plain letter and an accent.
PLAIN = str.maketrans(
    {
        "İ": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "đ": "d",
        "ı": "i",
    }
)
# What stands inside a word and does not part it.
SILENT = str.maketrans("", "", "'’\u200c\u200d")


def slug_for(name: str, *, length: int = 100) -> str:
    """A slug of whole words, at most `length` characters; empty when a name has no letter or digit.

    Latin accents fall (“Éducation” gives “education”); other scripts stay as they are, but for
    the signs between their letters (“हिन्दी” gives “हनद”), which no address of ours may hold.
    """
    text = "".join(SPOKEN.get(character, character) for character in name.lower())
    text = without_latin_accents(text.translate(PLAIN)).translate(SILENT)
    words = re.findall(r"[^\W_]+", "".join(c for c in text if not is_mark(c)))
    slug = "-".join(words)
    if len(slug) > length:
        slug = slug[: length + 1].rpartition("-")[0] or slug[:length]
    return slug


def without_latin_accents(text: str) -> str:
    """NFC text in which an accent on a Latin letter has fallen; й and が keep theirs.

    One sign for several letters (ﬁ, ℠) is those letters, small ones.
    """
    kept = []
    for character in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFKD", character)
        is_latin = len(parts) > 1 and parts[0].isascii()
        kept.append("".join(c for c in parts.lower() if not is_mark(c)) if is_latin else character)
    return unicodedata.normalize("NFC", "".join(kept))


def is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
