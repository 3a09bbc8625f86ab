import django.utils.timezone
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from pgvector.django import HalfVectorField, HnswIndex, SparseVectorField, VectorExtension


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_rights_told")]

    operations = [
        VectorExtension(),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("stories", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=models.CASCADE,
                        primary_key=True,
                        related_name="likeness",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("meaning", HalfVectorField(dimensions=256)),
                ("words", SparseVectorField(dimensions=16777216)),
                ("prints", ArrayField(models.IntegerField(), size=64)),
                ("text_hash", models.BinaryField(max_length=16)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [
                    HnswIndex(
                        name="likeness_nearest",
                        fields=["meaning"],
                        opclasses=["halfvec_cosine_ops"],
                    )
                ],
            },
        ),
    ]
