from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

import media.finding

# `array_to_string` may stand in no index: of dates and numbers it depends on settings.
AS_TEXT = """
CREATE FUNCTION newsroom_as_text(text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT array_to_string($1, ' ') $$
"""
FOUND_BY = [
    *("credit", "creator", "source", "copyright_notice", "title", "caption", "alt_text"),
    *("place_line", "city", "country", "usage_terms", "restrictions"),
    *("source_url", "licensor_url", media.finding.AsText("keywords")),
]


class Migration(migrations.Migration):
    dependencies = [("media", "0005_rights_that_end")]

    operations = [
        migrations.AddField(
            "image",
            "file_key",
            models.CharField(max_length=12, default="", editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            "image",
            "uploaded_hash",
            models.CharField(
                "SHA-256 of the file as it came",
                max_length=64,
                blank=True,
                db_index=True,
                editable=False,
            ),
        ),
        migrations.RunSQL(AS_TEXT, "DROP FUNCTION newsroom_as_text(text[])"),
        migrations.RemoveIndex("image", "image_words"),
        migrations.AddIndex("image", GinIndex(media.finding.Words(*FOUND_BY), name="image_words")),
    ]
