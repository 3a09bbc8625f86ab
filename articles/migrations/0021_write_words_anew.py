"""The words that stories are found by, as the search asks for them now."""

from django.db import migrations

from articles import search
from articles.models import Article

AT_ONCE = 500


def write(apps, schema_editor):
    """In batches: an archive is read whole, and each batch stays."""
    stories = Article.objects.filter(search__isnull=False, as_written=None).order_by("pk")
    while keys := list(stories.values_list("pk", flat=True)[:AT_ONCE]):
        search.write_words(Article.objects.filter(pk__in=keys))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0020_as_written")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
