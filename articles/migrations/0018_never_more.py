from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_likeness")]

    operations = [
        migrations.AddField("article", "never_more", models.BooleanField(default=False)),
    ]
