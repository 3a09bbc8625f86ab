"""The log tells of the rights of pictures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("authors", "0007_first_revisions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="deed",
            name="kind",
            field=models.CharField(
                choices=[
                    ("began", "Began"),
                    ("saved", "Saved"),
                    ("submitted", "Submitted"),
                    ("returned", "Returned"),
                    ("approved", "Approved"),
                    ("scheduled", "Scheduled"),
                    ("unscheduled", "Taken off the schedule"),
                    ("published", "Published"),
                    ("overrode", "Overrode the checklist"),
                    ("held back", "Held back"),
                    ("withdrew", "Withdrew"),
                    ("restored", "Restored"),
                    ("corrected", "Corrected"),
                    ("embargo", "Changed the embargo"),
                    ("renamed", "Renamed"),
                    ("linked", "Preview link"),
                    ("rights", "Rights of a picture"),
                    ("bio", "Changed a bio"),
                    ("deleted", "Deleted"),
                    ("permissions", "Changed permissions"),
                ],
                max_length=12,
            ),
        ),
    ]
