"""Words that one letter parts are found by what they are without it."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from articles.models.likeness import OneLetterLess

ONE_LETTER_LESS = """
CREATE FUNCTION newsroom_one_letter_less(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY(
        SELECT left(word, place - 1) || substr(word, place + 1)
        FROM generate_series(1, length(word)) AS place
    ) || word
$$
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_never_more")]

    operations = [
        migrations.RunSQL(ONE_LETTER_LESS, "DROP FUNCTION newsroom_one_letter_less(text)"),
        migrations.AddIndex("term", GinIndex(OneLetterLess("word"), name="term_one_letter_less")),
    ]
