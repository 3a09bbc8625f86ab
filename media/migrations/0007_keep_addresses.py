import json
from hashlib import sha256
from itertools import batched

from django.db import migrations

AT_ONCE = 2000


def keep_addresses(apps, schema_editor):
    """Pictures that readers may know keep the address that they have."""
    images = apps.get_model("media", "Image").objects
    for some in batched(images.only("file_hash").iterator(AT_ONCE), AT_ONCE, strict=False):
        for image in some:
            image.file_key = derived(image.file_hash)
        images.bulk_update(some, ["file_key"])


def derived(file_hash: str) -> str:
    return sha256(json.dumps(["file", file_hash]).encode()).hexdigest()[:12]


class Migration(migrations.Migration):
    dependencies = [("media", "0006_file_key_and_words")]

    # Backwards the column goes.
    operations = [migrations.RunPython(keep_addresses, migrations.RunPython.noop)]
