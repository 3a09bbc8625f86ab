from django.db import models


class FormerAddressQuerySet(models.QuerySet):
    def story_once_at(self, year, month, slug):
        """The story that had this address before it was renamed; None when none had."""
        found = self.select_related("article__section").filter(year=year, month=month, slug=slug)
        former = found.first()
        return former and former.article


class FormerAddress(models.Model):
    """An address that a public story had before it was renamed; it leads to the story."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="former_addresses")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=100, allow_unicode=True)

    objects = FormerAddressQuerySet.as_manager()

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
