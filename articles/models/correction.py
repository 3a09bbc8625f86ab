from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article


class CorrectionQuerySet(models.QuerySet):
    def told(self):
        """What readers may know by now, of stories that they may see."""
        by_now = self.filter(published_at__lte=timezone.now())
        return by_now.filter(article__in=Article.objects.published())


class Correction(models.Model):
    """What was wrong in a story or has changed since, told to readers under it."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        UPDATE = "update", "Update"
        NOTE = "note", "Editor's note"

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(help_text="What was wrong, and what is right.")
    published_at = models.DateTimeField("date", default=timezone.now)

    # The text that came with it, where one did.
    revision = models.ForeignKey(
        "articles.Revision",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="corrections",
        editable=False,
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["-published_at", "-id"], name="correction_newest")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.article}"

    def is_of_a_mistake(self):
        """Something was wrong; the other kinds only add to what was right."""
        return self.kind == self.Kind.CORRECTION
