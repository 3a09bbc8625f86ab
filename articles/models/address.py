from django.db import models


class FormerAddress(models.Model):
    """An address that a public story had before it was renamed; it leads to the story."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="former_addresses")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=100, allow_unicode=True)

    class Meta:
        verbose_name_plural = "former addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "month", "slug"],
                name="former_address_of_one_story",
                violation_error_message="Another story had this address.",
            ),
        ]

    def __str__(self):
        return f"/{self.year}/{self.month:02}/{self.slug}/"


class FormerSectionSlug(models.Model):
    """The end of the address that a section had before it was renamed."""

    section = models.ForeignKey("articles.Section", models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=60, unique=True)

    def __str__(self):
        return self.slug


class InnerLink(models.Model):
    """A link from the text that readers see to the address of a story of ours."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="inner_links")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    slug = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "month", "slug", "article"],
                name="inner_link_once_a_story",
                violation_error_message="This link is kept already.",
            ),
        ]

    def __str__(self):
        return f"{self.article} → /{self.year}/{self.month:02}/{self.slug}/"
