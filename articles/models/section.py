from django.core.exceptions import ValidationError
from django.db import models

from articles.models.address import FormerSectionSlug
from media.routes import address_of


class Section(models.Model):
    """A part of the publication that stories stand in."""

    class Accent(models.TextChoices):
        """The colours of `static/site/tokens.css`, each in a light and a dark cut."""

        VERMILION = "vermilion", "Vermilion"
        CLAY = "clay", "Clay"
        OCHRE = "ochre", "Ochre"
        MOSS = "moss", "Moss"
        SEA = "sea", "Sea"
        SKY = "sky", "Sky"
        PLUM = "plum", "Plum"
        ROSE = "rose", "Rose"
        SLATE = "slate", "Slate"

    name = models.CharField(max_length=60)
    slug = models.SlugField(
        max_length=60,
        unique=True,
        error_messages={"unique": "Another section has this slug; choose a different one."},
    )
    line = models.CharField(
        "section line",
        max_length=120,
        blank=True,
        help_text="Printed above its stories instead of the name: "
        "“Smart Bombs: Military, Defense and National Security”.",
    )
    description = models.TextField(blank=True, help_text="For readers, above the section's list.")
    accent = models.CharField(
        max_length=10,
        choices=Accent,
        blank=True,
        help_text="The colour of its line; without one it has the publication’s.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Sections stand in the navigation in this order, lowest first."
    )

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("section", self.slug)

    def clean(self):
        """An address that led to one section never leads to another."""
        others = FormerSectionSlug.objects.filter(slug=self.slug).exclude(section=self.pk)
        if other := others.select_related("section").first():
            message = f"This was the slug of “{other.section}”, and still leads there."
            raise ValidationError({"slug": f"{message} Choose a different one."})

    @property
    def printed_line(self):
        return self.line or self.name

    def leave(self, slug):
        """The address that ended so leads to the one that the section has now."""
        FormerSectionSlug.objects.filter(slug__in=[slug, self.slug]).delete()
        self.former_slugs.create(slug=slug)
