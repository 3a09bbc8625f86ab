from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from articles.document import Document


class Revision(models.Model):
    """A story as somebody saved it: the whole document, never changed afterwards.

    One kind is written over: an autosave, by the next autosave of the same sitting (a form
    that stands open in one tab), until somebody else builds on it.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="Counts from 1 within a story.")
    content = models.JSONField()
    note = models.CharField(max_length=200, blank=True, help_text="The name of this version.")

    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    is_autosave = models.BooleanField(default=False)
    # Of what was saved from a form; an import has none.
    sitting = models.UUIDField(null=True, blank=True)
    # Somebody has it before them and builds on it: what it says stays.
    is_sealed = models.BooleanField(default=False)
    # Another person read it and found it good, for the rule of four eyes.
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    # Fields that somebody else changed meanwhile, as the writer still has them on the form.
    unseen = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(
                fields=["sitting"],
                name="revision_of_a_sitting",
                condition=models.Q(sitting__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="revision_numbers_count_within_a_story",
                violation_error_message="The story has a revision of this number.",
            ),
        ]

    def __str__(self):
        return f"{self.article}, revision {self.number}"

    @property
    def document(self):
        return Document.from_json(self.content)

    @property
    def stamp(self):
        """Tells this text from every other: an autosave that is written over keeps its number."""
        return f"{self.number}@{self.saved_at.isoformat()}"

    @property
    def before_the_writer(self):
        """The document as its writer has it on the screen."""
        return Document.from_json(self.content | self.unseen)


class PictureUseQuerySet(models.QuerySet):
    def nearest(self):
        """Each story once, with what it shows readers where that is it; public ones first.

        A story of thousands of versions hides no other.
        """
        rows = self.filter(revision=None)
        standing = self.model.objects.filter(
            image=OuterRef("image"), article=OuterRef("article"), revision=None
        )
        versions = self.exclude(revision=None).exclude(Exists(standing))
        return [
            rows.order_by(F("article__published_at").desc(nulls_last=True), "pk"),
            versions.order_by("article").distinct("article"),
        ]


class AuthorUseQuerySet(models.QuerySet):
    def nearest(self):
        """Each story once, whatever the number of its versions."""
        return [self.order_by("revision__article").distinct("revision__article")]


class PictureUse(models.Model):
    """A document that shows a picture: a revision's, or the one that readers see."""

    image = models.ForeignKey("media.Image", models.PROTECT, related_name="uses")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="picture_uses")
    # Empty for the live row of the article.
    revision = models.ForeignKey(
        Revision, models.CASCADE, null=True, blank=True, related_name="picture_uses"
    )

    objects = PictureUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "article", "revision"],
                nulls_distinct=False,
                name="picture_use_once_a_document",
                violation_error_message="This use of the picture is kept already.",
            ),
        ]

    def __str__(self):
        return f"{self.image} in {self.revision or self.article}"

    @property
    def used_in(self):
        return self.article

    @property
    def used_as(self):
        """How near to readers, and in words."""
        if self.revision_id:
            return 3, "In versions that readers do not see"
        return self.article.used_as


class AuthorUse(models.Model):
    """A revision that names an author, who therefore stays."""

    author = models.ForeignKey("authors.Author", models.PROTECT, related_name="uses")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="author_uses")

    objects = AuthorUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "revision"],
                name="author_use_once_a_revision",
                violation_error_message="This use of the author is kept already.",
            ),
        ]

    def __str__(self):
        return f"{self.author} in {self.revision}"

    @property
    def used_in(self):
        return self.revision.article
