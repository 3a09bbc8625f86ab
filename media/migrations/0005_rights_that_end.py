"""Pictures whose rights end are found without reading the others."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0004_former_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="image",
            index=models.Index(
                condition=models.Q(
                    ("rights_until__isnull", False), ("allowed_uses", "none"), _connector="OR"
                ),
                fields=["rights_until"],
                name="image_rights_end",
            ),
        ),
    ]
