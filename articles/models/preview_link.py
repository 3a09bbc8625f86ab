from django.conf import settings
from django.db import models
from django.utils import timezone


class PreviewLinkQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class PreviewLink(models.Model):
    """An address under which somebody without a login may read a story that is not public.

    Only a digest of the secret is kept: who reads the database cannot open the link.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="preview_links")
    digest = models.CharField(max_length=64, unique=True)
    note = models.CharField(max_length=200, blank=True, help_text="For whom it is.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["article", "-made_at"], name="preview_links_of_story")]

    def __str__(self):
        return f"Preview of {self.article}"

    @property
    def is_open(self):
        return self.revoked_at is None and self.expires_at > timezone.now()
