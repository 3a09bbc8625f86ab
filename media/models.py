from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html

from media import addresses
from media.finding import FoundQuerySet, word_index

THUMBNAIL = {"width": 96, "height": 54}


def stored_as(image, filename):
    """Originals lie by the hash of their bytes, so no name tells of a person and none clashes."""
    suffix = filename.rpartition(".")[2].lower()
    return f"originals/{image.file_hash[:2]}/{image.file_hash}.{suffix}"


class ImageQuerySet(FoundQuerySet):
    def incomplete(self):
        """Without the credit that every story needs, or without words for who cannot see it."""
        return self.filter(Q(credit="") | Q(alt_text=""))


class Image(models.Model):
    """A picture of the library, with what must be printed wherever it is shown."""

    file = models.FileField(upload_to=stored_as, max_length=200)
    file_hash = models.CharField("SHA-256 of the file", max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField("width in pixels", editable=False)
    height = models.PositiveIntegerField("height in pixels", editable=False)

    credit = models.CharField(
        max_length=200,
        blank=True,
        help_text="Printed wherever the picture is shown: “Ana Pérez / Reuters”.",
    )
    creator = models.CharField("photographer or artist", max_length=200, blank=True)
    copyright_notice = models.CharField(max_length=300, blank=True, help_text="“© 2026 Reuters”")
    caption = models.TextField(blank=True)
    alt_text = models.CharField(
        "alternative text",
        max_length=500,
        blank=True,
        help_text="What the picture shows, for readers who cannot see it.",
    )
    place_line = models.CharField(max_length=100, blank=True, help_text="“Kyiv, Ukraine”")
    licence = models.CharField(max_length=200, blank=True)
    source_url = models.URLField("source address", blank=True)
    focal_x = models.PositiveSmallIntegerField(
        "focal point, percent from the left", default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point, percent from the top", default=50, validators=[MaxValueValidator(100)]
    )

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="uploads",
        editable=False,
    )
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ImageQuerySet.as_manager()
    found_by = ["credit", "creator", "caption", "alt_text", "place_line"]

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__lte=100, focal_y__lte=100),
                name="image_focal_point_inside",
                violation_error_message="The focal point lies inside the picture: 0 to 100.",
            ),
        ]
        indexes = [
            word_index(
                "credit", "creator", "caption", "alt_text", "place_line", name="image_words"
            ),
            models.Index(fields=["-uploaded_at", "-id"], name="image_newest"),
            models.Index(
                fields=["-uploaded_at", "-id"],
                condition=Q(credit="") | Q(alt_text=""),
                name="image_newest_incomplete",
            ),
        ]

    def __str__(self):
        return self.caption or self.alt_text or f"Picture {self.pk}"

    def get_absolute_url(self):
        return self.rendition("original", addresses.STEPS[-1]).url("jpg")

    @property
    def file_key(self):
        return addresses.file_key(self.file_hash)

    @property
    def version_key(self):
        """Differs whenever a rendition would: derived, so that no way of saving can miss it."""
        facts = [self.credit, self.creator, self.copyright_notice, self.licence]
        version = addresses.digest(addresses.RECIPE, self.focal_x, self.focal_y, *facts)
        return version[: addresses.VERSION_LENGTH]

    @property
    def address_hash(self):
        return self.file_key + self.version_key

    def renditions(self, shape="original"):
        """What is offered in a shape, narrowest first."""
        address = f"/pictures/{self.pk}-{self.address_hash}/"
        return [
            addresses.Rendition(address, shape, step, *size)
            for step, size in addresses.sizes(self.width, self.height, shape).items()
        ]

    def rendition(self, shape, width):
        """The narrowest that is at least so wide, or the widest there is."""
        offered = self.renditions(shape)
        return next((made for made in offered if made.step >= width), offered[-1])

    def preview(self):
        """For forms of the desk: the whole picture, at most 640 pixels wide."""
        made = self.rendition("original", 640)
        return format_html(
            '<img class="preview" src="{}" width="{}" height="{}" alt="{}">',
            made.url("webp"),
            made.width,
            made.height,
            self.alt_text,
        )

    def thumbnail(self):
        """For lists of the desk, which say in words what the picture is of."""
        return format_html(
            '<img class="thumbnail" src="{}" width="{}" height="{}" alt="" loading="lazy">',
            self.rendition("16x9", 320).url("webp"),
            *THUMBNAIL.values(),
        )
