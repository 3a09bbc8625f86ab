"""Everything that a file says of a picture, and until when it may be shown."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models

import media.finding


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0002_incomplete_pictures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="image",
            name="image_words",
        ),
        # What a licence said in words is its usage terms; its kind is chosen from now on.
        migrations.RenameField(model_name="image", old_name="licence", new_name="usage_terms"),
        migrations.AlterField(
            model_name="image",
            name="usage_terms",
            field=models.CharField(
                blank=True,
                help_text="“Editorial use only”, as whoever gave it wrote.",
                max_length=500,
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="allowed_uses",
            field=models.CharField(
                choices=[
                    ("any", "Any use"),
                    (
                        "editorial",
                        "Editorial only: not in ads, promo lines and the publication's look",
                    ),
                    ("none", "Nothing: it may not be shown"),
                ],
                blank=True,
                default="any",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="city",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="image",
            name="country",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="image",
            name="date_created",
            field=models.DateField(blank=True, null=True, verbose_name="taken on"),
        ),
        migrations.AddField(
            model_name="image",
            name="from_file",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, editable=False
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="keywords",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                default=list,
                help_text="Separated by commas; suggested as tags to stories that show the picture.",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="licensor_url",
            field=models.URLField(
                blank=True,
                help_text="Where others acquire a licence.",
                max_length=500,
                verbose_name="address of the licensor",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="restrictions",
            field=models.TextField(
                blank=True, help_text="In words, for whoever chooses the picture."
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="rights_from",
            field=models.DateTimeField(blank=True, null=True, verbose_name="may be shown from"),
        ),
        migrations.AddField(
            model_name="image",
            name="rights_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="may be shown until"),
        ),
        migrations.AddField(
            model_name="image",
            name="rights_url",
            field=models.URLField(
                blank=True,
                help_text="Where the licence is explained. Empty: the address of the Creative Commons.",
                max_length=500,
                verbose_name="web statement of rights",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="source",
            field=models.CharField(
                blank=True,
                help_text="Whose the picture is, where the credit names others.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="title",
            field=models.CharField(blank=True, help_text="Only the desk sees it.", max_length=200),
        ),
        migrations.AddField(
            model_name="image",
            name="uses_bought",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="In how many stories readers may see it. Empty: in any number.",
                null=True,
                verbose_name="number of uses bought",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="licence",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own", "Own picture"),
                    ("agency", "Agency"),
                    ("handout", "Handout"),
                    ("cc-by", "Creative Commons BY 4.0"),
                    ("cc-by-sa", "Creative Commons BY-SA 4.0"),
                    ("cc-by-nd", "Creative Commons BY-ND 4.0"),
                    ("cc-by-nc", "Creative Commons BY-NC 4.0"),
                    ("cc-by-nc-sa", "Creative Commons BY-NC-SA 4.0"),
                    ("cc-by-nc-nd", "Creative Commons BY-NC-ND 4.0"),
                    ("cc0", "Creative Commons Zero"),
                    ("public-domain", "Public domain"),
                    ("other", "Other"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="image",
            index=django.contrib.postgres.indexes.GinIndex(
                media.finding.Words(
                    "credit",
                    "creator",
                    "source",
                    "copyright_notice",
                    "title",
                    "caption",
                    "alt_text",
                    "place_line",
                    "city",
                    "country",
                    "usage_terms",
                    "restrictions",
                ),
                name="image_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rights_until__gt", models.F("rights_from")),
                    ("rights_from", None),
                    ("rights_until", None),
                    _connector="OR",
                ),
                name="image_rights_end_after_they_begin",
                violation_error_message="The rights end before they begin.",
            ),
        ),
    ]
