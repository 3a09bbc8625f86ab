from django.db import migrations

AS_ON_THE_ROW = [
    *("name", "slug", "title", "sign_off", "bio", "links", "contact", "standing", "position"),
]
AT_ONCE = 500


def write_first_revisions(apps, schema_editor):
    """What is told of each author so far is the first thing to go back to."""
    authors = apps.get_model("authors.Author").objects.filter(revisions=None)
    revisions = apps.get_model("authors.AuthorRevision").objects
    revisions.bulk_create(
        (
            revisions.model(
                author_id=author.pk,
                number=1,
                content=content_of(author),
                portrait_id=author.portrait_id,
            )
            for author in authors.iterator(AT_ONCE)
        ),
        batch_size=AT_ONCE,
    )


def content_of(author):
    content = {name: getattr(author, name) for name in AS_ON_THE_ROW}
    for name in ("bio", "sign_off"):
        content[name] = content[name].replace("\r\n", "\n")
    return {"shape": 1, "portrait": author.portrait_id} | content


def take_them_away(apps, schema_editor):
    """The table goes with the migration before; what the rows say stays."""
    apps.get_model("authors.AuthorRevision").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("authors", "0006_bios_are_revisions")]

    operations = [migrations.RunPython(write_first_revisions, take_them_away)]
