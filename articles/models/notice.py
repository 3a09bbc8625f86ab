from django.conf import settings
from django.db import models
from django.utils import timezone


class RightsTold(models.Model):
    """That a story shows a picture whose rights end then, or have ended, was told."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    image = models.ForeignKey("media.Image", models.CASCADE, related_name="+")
    # Empty for a picture that may be shown at no time.
    until = models.DateTimeField(null=True, blank=True)
    has_ended = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "image", "until", "has_ended"],
                nulls_distinct=False,
                name="rights_told_once",
                violation_error_message="This was told already.",
            ),
        ]

    def __str__(self):
        return f"{self.image} in {self.article}, until {self.until}"


class Notice(models.Model):
    """A mail to one person about one deed. It is sent once, or not at all.

    Whoever sends it claims it before and marks it afterwards. One that is claimed and not
    marked may have arrived, so it is not sent again where that would make two of it.
    """

    class Tells(models.TextChoices):
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned"
        PUBLISHED = "published", "Published"
        LATE = "late", "Published late"
        HELD_BACK = "held_back", "Held back"
        RIGHTS = "rights", "Rights of a picture end"

    tells = models.CharField(max_length=10, choices=Tells)
    # Why it was not sent, where it was not.
    left_out = models.TextField(blank=True)

    deed = models.ForeignKey("authors.Deed", models.PROTECT, related_name="notices")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")

    made_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deed", "to"],
                name="notice_once_a_deed_and_person",
                violation_error_message="This person is told of this deed already.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(sent_at=None, left_out=""),
                name="notice_not_sent",
            ),
        ]

    def __str__(self):
        return f"{self.get_tells_display()}: {self.deed.about_name}"

    @property
    def standing(self):
        """What has become of it, in words for the operator."""
        if self.sent_at:
            return "Sent."
        if self.left_out:
            return self.left_out
        return "Perhaps sent." if self.claimed_at else "Not sent yet."
