from django.db import migrations

from articles.inner_links import places

BATCH = 500


def write_links(apps, schema_editor):
    """What was published before links were kept leads readers somewhere too."""
    links = apps.get_model("articles", "InnerLink")
    public = apps.get_model("articles", "Article").objects.filter(
        published_at__isnull=False, inner_links=None
    )
    found = []
    for number, body in public.values_list("pk", "body").iterator(BATCH):
        found += [
            links(article_id=number, year=year, month=month, slug=slug)
            for year, month, slug in dict.fromkeys(places(body).values())
        ]
        if len(found) >= BATCH:
            links.objects.bulk_create(found, ignore_conflicts=True)
            found = []
    links.objects.bulk_create(found, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_presence_by_user")]

    operations = [migrations.RunPython(write_links, migrations.RunPython.noop)]
