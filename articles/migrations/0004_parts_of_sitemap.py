"""The parts of the sitemap, and the last change in each, are found without reading stories."""

from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_accents_and_kinds"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.OrderBy(models.F("address_year"), descending=True),
                models.OrderBy(models.F("address_month"), descending=True),
                models.OrderBy(models.F("id") / models.Value(50000), descending=True),
                models.OrderBy(Coalesce("updated_at", "published_at"), descending=True),
                condition=models.Q(("published_at__isnull", False)),
                name="article_parts_of_sitemap",
            ),
        ),
    ]
