"""What is asked in quotes is compared with the words as they are written."""

from django.contrib.postgres.search import SearchVectorField
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_one_letter_less")]

    operations = [
        migrations.AddField("article", "as_written", SearchVectorField(null=True, editable=False)),
    ]
