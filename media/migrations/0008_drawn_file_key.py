from django.db import migrations, models

import media.addresses


class Migration(migrations.Migration):
    dependencies = [("media", "0007_keep_addresses")]

    operations = [
        migrations.AlterField(
            "image",
            "file_key",
            models.CharField(max_length=12, default=media.addresses.new_file_key, editable=False),
        ),
    ]
