"""Words without accents and case, said once for Python and once for PostgreSQL."""

import re
import unicodedata

from django.conf import settings
from django.db.models import Func, TextField
from django.utils.translation import get_language_info

# The languages whose words PostgreSQL 15 brings to their stems; others it leaves as they are.
STEMMED = {
    *("arabic", "armenian", "basque", "catalan", "danish", "dutch", "english", "finnish"),
    *("french", "german", "greek", "hindi", "hungarian", "indonesian", "irish", "italian"),
    *("lithuanian", "nepali", "norwegian", "portuguese", "romanian", "russian", "serbian"),
    *("spanish", "swedish", "tamil", "turkish", "yiddish"),
}


# PostgreSQL's name for words as they are: none is left out, none brought to its stem.
AS_WRITTEN = "simple"


def configuration() -> str:
    """PostgreSQL's name for how the publication's language is searched."""
    # “British English”, “Norwegian Bokmål”
    words = get_language_info(settings.LANGUAGE_CODE)["name"].lower().split()
    return next((word for word in words if word in STEMMED), "simple")


# Accents and what is not seen. The ranges are those of Unicode's blocks.
UNSAID = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
# Parts of “data.gov” and “either/or” are words; those of “U.S.” and “3.5” are none.
JOINED = r"(?<=[a-z]{2})[./@_:]+(?=[a-z]{2})"
# PostgreSQL takes typographic quotes, dashes and the like for letters.
BETWEEN_WORDS = "\u00a1-\u00bf\u00d7\u00f7\u2000-\u206f\u2e00-\u2e7f\u3000-\u303f"


def fold(text: str) -> str:
    """“Straße” and “STRASSE” are one word, “García” and “garcia” another."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = re.sub(f"[{UNSAID}]", "", decomposed)
    lower = re.sub(f"[{BETWEEN_WORDS}]", " ", bare).lower().replace("ß", "ss")
    return re.sub(JOINED, " ", lower)


class Folded(Func):
    """The same for an expression of the database."""

    template = (
        "regexp_replace(replace(lower(regexp_replace(regexp_replace("
        f"normalize(%(expressions)s, NFKD), '[{UNSAID}]', '', 'g'), '[{BETWEEN_WORDS}]', ' ', 'g'"
        f")), 'ß', 'ss'), '{JOINED}', ' ', 'g')"
    )
    output_field = TextField()
