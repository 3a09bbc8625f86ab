"""Users are called logins at the desk, one and many."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("authors", "0003_masthead_order"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={"verbose_name": "login", "verbose_name_plural": "logins"},
        ),
    ]
