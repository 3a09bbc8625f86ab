import json
from hashlib import sha256

from django.db import migrations, models

import media.addresses


def former_key(file_hash: str) -> str:
    return sha256(json.dumps(["file", file_hash]).encode()).hexdigest()[:12]


def keep_addresses(apps, schema_editor):
    """Pictures that readers may know keep the address that they have."""
    images = apps.get_model("media", "Image").objects
    batch = []
    for image in images.only("file_hash").iterator(chunk_size=2000):
        image.file_key = former_key(image.file_hash)
        batch.append(image)
        if len(batch) == 2000:
            images.bulk_update(batch, ["file_key"])
            batch = []
    images.bulk_update(batch, ["file_key"])


class Migration(migrations.Migration):
    dependencies = [("media", "0005_rights_that_end")]

    operations = [
        migrations.AddField(
            "image",
            "file_key",
            models.CharField(max_length=12, default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(keep_addresses, migrations.RunPython.noop),
        migrations.AlterField(
            "image",
            "file_key",
            models.CharField(
                max_length=12,
                default=media.addresses.new_file_key,
                editable=False,
            ),
        ),
    ]
