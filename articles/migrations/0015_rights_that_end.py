"""The notice of rights that end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_returned_by"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="tells",
            field=models.CharField(
                choices=[
                    ("submitted", "Submitted"),
                    ("returned", "Returned"),
                    ("published", "Published"),
                    ("late", "Published late"),
                    ("held_back", "Held back"),
                    ("rights", "Rights of a picture end"),
                ],
                max_length=10,
            ),
        ),
    ]
