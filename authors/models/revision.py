from django.db import models
from django.utils import timezone

from authors.bio import Bio
from authors.models.author import Author
from authors.models.user import User

NOBODY = "Nobody at the desk"


class AuthorRevision(models.Model):
    """What was told of an author from one moment on: the whole bio, never changed afterwards."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="Counts from 1 within an author.")
    content = models.JSONField()
    # The one that the content names: while a revision has it, it stays in the library.
    portrait = models.ForeignKey(
        "media.Image", models.PROTECT, null=True, related_name="bio_revisions"
    )
    note = models.CharField(max_length=200, blank=True)

    # Empty for what nobody did at the desk: the demo edition, a script.
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "number"],
                name="revision_numbers_count_within_an_author",
                violation_error_message="The author has a revision of this number.",
            ),
        ]

    def __str__(self):
        return f"{self.author}, revision {self.number}"

    @property
    def bio(self):
        return Bio.from_json(self.content)

    @property
    def maker(self):
        return str(self.made_by) if self.made_by else NOBODY

    @property
    def used_in(self):
        return self.author
