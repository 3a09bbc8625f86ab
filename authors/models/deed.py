from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from authors.models.user import User


class Deed(models.Model):
    """What somebody did: an entry of the log, which is only ever added to.

    The database refuses to change or remove one (`authors.0005`). What it was done to may be
    gone by now, so the entry keeps its name.
    """

    class Kind(models.TextChoices):
        BEGAN = "began", "Began"
        SAVED = "saved", "Saved"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned"
        APPROVED = "approved", "Approved"
        SCHEDULED = "scheduled", "Scheduled"
        UNSCHEDULED = "unscheduled", "Taken off the schedule"
        PUBLISHED = "published", "Published"
        OVERRODE = "overrode", "Overrode the checklist"
        HELD_BACK = "held back", "Held back"
        WITHDREW = "withdrew", "Withdrew"
        RESTORED = "restored", "Restored"
        CORRECTED = "corrected", "Corrected"
        EMBARGO = "embargo", "Changed the embargo"
        RENAMED = "renamed", "Renamed"
        MERGED = "merged", "Merged"
        LINKED = "linked", "Preview link"
        RIGHTS = "rights", "Rights of a picture"
        BIO = "bio", "Changed a bio"
        DELETED = "deleted", "Deleted"
        PERMISSIONS = "permissions", "Changed permissions"

    class Door(models.TextChoices):
        """From where."""

        DESK = "desk", "Desk"
        LIST = "list", "List"
        CLOCK = "clock", "Schedule"
        IMPORT = "import", "Import"
        SHELL = "shell", "Shell"

    kind = models.CharField(max_length=12, choices=Kind)
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    # Empty for what the clock did.
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="deeds")
    door = models.CharField(max_length=10, choices=Door)
    address = models.GenericIPAddressField("from", null=True)
    # Of what the clock did: how long after its moment, in seconds.
    late_by = models.FloatField(null=True)

    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    about_id = models.PositiveBigIntegerField(null=True)
    about = GenericForeignKey("about_type", "about_id")
    about_name = models.CharField(max_length=250)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="deed_newest"),
            models.Index(fields=["about_type", "about_id", "-at", "-id"], name="deed_about"),
            models.Index(fields=["kind", "-at", "-id"], name="deed_newest_of_kind"),
            models.Index(fields=["by", "-at", "-id"], name="deed_newest_by"),
            models.Index(
                fields=["-at", "-id"],
                condition=models.Q(late_by__isnull=False),
                name="deed_newest_of_the_clock",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.about_name}"
