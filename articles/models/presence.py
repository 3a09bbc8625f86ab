import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone

# A form tells every few seconds that it stands open, and once a minute from a tab that nobody
# looks at; one that is silent for longer is closed.
SILENCE = dt.timedelta(seconds=75)
# Somebody types until they have stopped for so long.
PAUSE = dt.timedelta(seconds=15)


class PresenceQuerySet(models.QuerySet):
    def open_now(self):
        return self.filter(seen_at__gt=timezone.now() - SILENCE)


class Presence(models.Model):
    """A story's form that stands open in somebody's tab: a row, as several processes serve."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sitting = models.UUIDField()
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    typed_at = models.DateTimeField(null=True, blank=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "user", "sitting"],
                name="presence_once_a_sitting",
                violation_error_message="This sitting is known already.",
            ),
        ]

    def __str__(self):
        return f"{self.user} at {self.article}"

    @property
    def is_typing(self):
        return self.typed_at is not None and self.typed_at > timezone.now() - PAUSE
