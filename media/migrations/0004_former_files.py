"""The former files of a picture, whose addresses lead on; captions end after 5,000 letters."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0003_rights_and_facts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="image",
            name="caption",
            field=models.TextField(blank=True, max_length=5000),
        ),
        migrations.AlterField(
            model_name="image",
            name="restrictions",
            field=models.TextField(
                blank=True, help_text="In words, for whoever chooses the picture.", max_length=5000
            ),
        ),
        migrations.CreateModel(
            name="FormerFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_key", models.CharField(max_length=12)),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_files",
                        to="media.image",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("image", "file_key"),
                        name="former_file_once_a_picture",
                        violation_error_message="This former file is known already.",
                    )
                ],
            },
        ),
    ]
