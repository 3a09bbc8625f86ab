"""Keywords as they are typed: separated by commas, each once."""

from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError

from media.facts import MOST_KEYWORDS

SHOWN = 30


class KeywordsField(SimpleArrayField):
    def to_python(self, value):
        """A comma too many is none, and capitals make no other keyword."""
        if not isinstance(value, str):
            return super().to_python(value)
        words = list(filter(None, map(str.strip, value.split(self.delimiter))))
        longest = self.base_field.max_length
        for word in words:
            if len(word) > longest:
                raise ValidationError(
                    f"“{word[:SHOWN]}…” is no keyword: it has more than {longest} characters."
                )
        once = {}
        for word in words:
            once.setdefault(word.casefold(), word)
        if len(once) > MOST_KEYWORDS:
            raise ValidationError(f"These are {len(once)} keywords; {MOST_KEYWORDS} at most.")
        return list(once.values())
