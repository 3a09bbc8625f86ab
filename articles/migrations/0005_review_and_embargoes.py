"""What waits in review and what an embargo holds back is found without reading other stories."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_parts_of_sitemap"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("published_at__isnull", True), ("submitted_at__isnull", False)),
                fields=["submitted_at", "id"],
                name="article_in_review",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("embargo_until__isnull", False)),
                fields=["embargo_until"],
                name="article_embargoed",
            ),
        ),
    ]
