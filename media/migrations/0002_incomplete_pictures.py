"""Pictures without credit or alternative text are found without reading the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="image",
            index=models.Index(
                condition=models.Q(("credit", ""), ("alt_text", ""), _connector="OR"),
                fields=["-uploaded_at", "-id"],
                name="image_newest_incomplete",
            ),
        ),
    ]
