from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.html import format_html

from media import addresses, rights
from media.credit_lines import credit_line
from media.finding import AsText, FoundQuerySet, word_index
from media.rights import Licence, Uses

FOUND_BY = [
    *("credit", "creator", "source", "copyright_notice", "title", "caption", "alt_text"),
    *("place_line", "city", "country", "usage_terms", "restrictions"),
    *("source_url", "licensor_url", AsText("keywords")),
]
# A caption of a megabyte is no caption, and no index holds its words.
LONGEST_TEXT = 5_000
# The ways in which stories stand on a picture, drafts too.
IN_STORIES = {"uses", "led_articles"}
THUMBNAIL = {"width": 96, "height": 54}


def stored_as(image, filename):
    """Originals lie by the hash of their bytes, so no name tells of a person and none clashes."""
    suffix = filename.rpartition(".")[2].lower()
    return f"originals/{image.file_hash[:2]}/{image.file_hash}.{suffix}"


def uses_of_pictures():
    """The ways in which records stand on a picture; what goes with it is a part of it."""
    relations = Image._meta.related_objects  # noqa: SLF001  Django documents _meta.
    return [relation for relation in relations if relation.on_delete is not models.CASCADE]


class ImageQuerySet(FoundQuerySet):
    def incomplete(self):
        """Without the credit that every story needs, or without words for who cannot see it."""
        return self.filter(Q(credit="") | Q(alt_text=""))

    def outside_rights(self, at):
        """What may not be shown at this moment, by its rights' words and dates."""
        return self.filter(rights.outside(at))

    def handed_on(self):
        """What is no longer its uploader's alone: readers see it, will see it or have seen it,
        somebody approved a story with it, or it stands in a bio, an ad or the publication's look.
        """
        found = Q(uses__article__published_at__isnull=False) | Q(
            uses__revision__approved_at__isnull=False
        )
        for relation in uses_of_pictures():
            if relation.name not in IN_STORIES:
                found |= Q(**{f"{relation.name}__isnull": False})
        return self.filter(found)

    def held(self, keys):
        """These, for as long as this transaction lasts nobody else's to change or to publish.

        In the order of their numbers, so that nobody waits in a circle.
        """
        return self.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")

    def ending(self, by):
        """Whose rights end by this moment, or have ended."""
        return self.filter(rights_until__lte=by)


class Image(models.Model):
    """A picture of the library, with what must be printed wherever it is shown."""

    file = models.FileField(upload_to=stored_as, max_length=200)
    file_hash = models.CharField("SHA-256 of the file", max_length=64, unique=True, editable=False)
    uploaded_hash = models.CharField(
        "SHA-256 of the file as it came", max_length=64, blank=True, db_index=True, editable=False
    )
    file_key = models.CharField(
        max_length=addresses.KEY_LENGTH, default=addresses.new_file_key, editable=False
    )
    width = models.PositiveIntegerField("width in pixels", editable=False)
    height = models.PositiveIntegerField("height in pixels", editable=False)

    credit = models.CharField(
        max_length=200,
        blank=True,
        help_text="Printed wherever the picture is shown: “Ana Pérez / Reuters”.",
    )
    creator = models.CharField("photographer or artist", max_length=200, blank=True)
    copyright_notice = models.CharField(max_length=300, blank=True, help_text="“© 2026 Reuters”")
    source = models.CharField(
        max_length=200, blank=True, help_text="Whose the picture is, where the credit names others."
    )
    title = models.CharField(max_length=200, blank=True, help_text="Only the desk sees it.")
    caption = models.TextField(blank=True, max_length=LONGEST_TEXT)
    alt_text = models.CharField(
        "alternative text",
        max_length=500,
        blank=True,
        help_text="What the picture shows, for readers who cannot see it.",
    )
    place_line = models.CharField(max_length=100, blank=True, help_text="“Kyiv, Ukraine”")
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=100, blank=True)
    date_created = models.DateField("taken on", null=True, blank=True)
    keywords = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="Separated by commas; suggested as tags to stories that show the picture.",
    )
    source_url = models.URLField("source address", blank=True)

    licence = models.CharField(max_length=20, blank=True, choices=Licence)
    usage_terms = models.CharField(
        max_length=500, blank=True, help_text="“Editorial use only”, as whoever gave it wrote."
    )
    rights_url = models.URLField(
        "web statement of rights",
        blank=True,
        max_length=500,
        help_text="Where the licence is explained. Empty: the address of the Creative Commons.",
    )
    licensor_url = models.URLField(
        "address of the licensor",
        blank=True,
        max_length=500,
        help_text="Where others acquire a licence.",
    )
    allowed_uses = models.CharField(max_length=10, choices=Uses, default=Uses.ANY, blank=True)
    rights_from = models.DateTimeField("may be shown from", null=True, blank=True)
    rights_until = models.DateTimeField("may be shown until", null=True, blank=True)
    uses_bought = models.PositiveSmallIntegerField(
        "number of uses bought",
        null=True,
        blank=True,
        help_text="In how many stories readers may see it. Empty: in any number.",
    )
    restrictions = models.TextField(
        blank=True, max_length=LONGEST_TEXT, help_text="In words, for whoever chooses the picture."
    )
    # Facts that came from the file and nobody has written anew.
    from_file = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, editable=False
    )

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
    found_by = FOUND_BY

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__lte=100, focal_y__lte=100),
                name="image_focal_point_inside",
                violation_error_message="The focal point lies inside the picture: 0 to 100.",
            ),
            models.CheckConstraint(
                condition=Q(rights_until__gt=F("rights_from"))
                | Q(rights_from=None)
                | Q(rights_until=None),
                name="image_rights_end_after_they_begin",
                violation_error_message="The rights end before they begin.",
            ),
        ]
        indexes = [
            word_index(*FOUND_BY, name="image_words"),
            models.Index(fields=["-uploaded_at", "-id"], name="image_newest"),
            models.Index(
                fields=["-uploaded_at", "-id"],
                condition=Q(credit="") | Q(alt_text=""),
                name="image_newest_incomplete",
            ),
            models.Index(
                fields=["rights_until"],
                condition=Q(rights_until__isnull=False) | Q(allowed_uses=Uses.NONE),
                name="image_rights_end",
            ),
        ]

    def __str__(self):
        return self.title or self.caption or self.alt_text or f"Picture {self.pk}"

    def get_absolute_url(self):
        return self.rendition("original", addresses.STEPS[-1]).url("jpg")

    @property
    def place(self):
        """Where it was taken, as it is printed."""
        return self.place_line or ", ".join(filter(None, [self.city, self.country]))

    @property
    def credit_line(self):
        return credit_line(self)

    @property
    def licence_url(self):
        """Where the licence is explained: the picture's own address, else its licence's."""
        return self.rights_url or rights.ADDRESSES.get(self.licence, "")

    @property
    def problem(self):
        """Why it may not be shown now, as the end of a sentence; else empty."""
        return rights.problem(self, timezone.now())

    @property
    def conditions(self):
        """What whoever chooses it has to keep to, in words; empty where there is nothing."""
        kept = [self.restrictions.strip(), self.usage_terms.strip()]
        if self.allowed_uses == Uses.EDITORIAL:
            kept.insert(0, "Editorial use only.")
        return " ".join(dict.fromkeys(filter(None, kept)))

    @property
    def is_withheld(self):
        """Readers get words in its place, from the moment at which its rights end."""
        return settings.HIDE_ENDED_PICTURES and bool(self.problem)

    @property
    def version_key(self):
        """Differs whenever a rendition would: derived, so that no way of saving can miss it."""
        facts = [self.credit, self.creator, self.copyright_notice, self.usage_terms]
        facts += [self.source, self.licence, self.licence_url, self.licensor_url]
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


class FormerFile(models.Model):
    """A file that a picture had before; its addresses lead to the picture as it is."""

    image = models.ForeignKey(Image, models.CASCADE, related_name="former_files")
    file_key = models.CharField(max_length=addresses.KEY_LENGTH)

    class Meta:
        constraints = [
            # Two pictures may have had the same file, one after the other.
            models.UniqueConstraint(
                fields=["image", "file_key"],
                name="former_file_once_a_picture",
                violation_error_message="This former file is known already.",
            ),
        ]

    def __str__(self):
        return f"{self.file_key} of picture {self.image_id}"
