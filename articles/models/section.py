from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404

from media.routes import address_of


class SectionQuerySet(models.QuerySet):
    def at(self, slug):
        """The section of this slug, or the one that had it before; 404 when there is none."""
        named = self.filter(models.Q(slug=slug) | models.Q(former_slugs__slug=slug))
        found = sorted(named.distinct(), key=lambda section: section.slug != slug)
        if not found:
            raise Http404
        return found[0]


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

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("section", self.slug)

    def clean(self):
        """An address leads to one section for good, also after that section has another."""
        former = FormerSectionSlug.objects.filter(slug=self.slug).exclude(section=self.pk)
        if former.exists():
            raise ValidationError(
                {"slug": "Another section had this slug before, and its old links lead there."}
            )

    def rename_from(self, slug):
        """The address with this slug leads here from now on; the one it has now is its own."""
        self.former_slugs.filter(slug=self.slug).delete()
        if slug != self.slug:
            self.former_slugs.get_or_create(slug=slug)

    @property
    def printed_line(self):
        return self.line or self.name


class FormerSectionSlug(models.Model):
    """The end of the address that a section had before it was renamed."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=60, unique=True)

    def __str__(self):
        return self.slug
