"""Files that are a picture and something else at once; only the picture is ever kept."""

import io
import re
import zipfile

MARKUP = re.compile(rb"<(!doctype html|html|script|svg)[\s>]", re.IGNORECASE)
KINDS = [
    ("a program", re.compile(rb"<\?php|^GIF8[79]a/\*", re.IGNORECASE)),
    ("a web page", MARKUP),
    # Readers look for its beginning in the first kilobyte.
    ("a PDF", re.compile(rb"\A.{0,1024}%PDF-\d", re.DOTALL)),
]


def besides(content: bytes) -> str:
    """What a program that does not look for a picture might take the file for; mostly nothing."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        return "an archive"
    return next((kind for kind, sign in KINDS if sign.search(content)), "")
