from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles import body
from authors.links import LinksField
from media.rights import Uses
from media.routes import address_of

NOT_FOR_THIS = "The rights of this picture are for stories alone; choose another."

# The first segments of the site's own addresses; years are reserved besides.
RESERVED_SLUGS = {
    *("admin", "authors", "corrections", "feed", "healthz", "latest", "news-sitemap"),
    *("pictures", "preview", "readyz", "robots", "search", "sections", "sitemap"),
    *("static", "tags"),
}

hex_colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}\Z", "Write the colour as # and six digits or letters: “#9b1c14”."
)


class Publication(models.Model):
    """The paper itself: one row, which the whole site prints its name and looks from."""

    class TypePair(models.TextChoices):
        """The families of `static/site/type/`."""

        BROADSHEET = "broadsheet", "Broadsheet: Newsreader for headlines and text"
        REVIEW = "review", "Review: Young Serif over Newsreader"
        SIGNAL = "signal", "Signal: Archivo Narrow over Literata"

    class Masthead(models.TextChoices):
        NAMEPLATE = "nameplate", "Nameplate: the name large and centred between rules"
        BAND = "band", "Band: the name on a broad band of the accent"
        LINE = "line", "Line: the name small at the left, the sections beside it"

    name = models.CharField(max_length=80, default="Newsroom")
    tagline = models.CharField(max_length=150, blank=True)
    logo = models.ForeignKey(
        "media.Image", models.PROTECT, null=True, blank=True, related_name="logo_of"
    )
    icon = models.ForeignKey(
        "media.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="icon_of",
        help_text="A square picture for browser tabs and home screens; "
        "without one it is the first letter of the name on the accent.",
    )
    accent = models.CharField(
        max_length=7,
        default="#9b1c14",
        validators=[hex_colour],
        help_text="Rules, links and marks; made lighter or darker where it would be hard to read.",
    )
    type_pair = models.CharField(max_length=10, choices=TypePair, default=TypePair.BROADSHEET)
    masthead = models.CharField(max_length=10, choices=Masthead, default=Masthead.NAMEPLATE)
    social_links = LinksField(
        blank=True,
        help_text="“Connect with us”, one a line: a word, then the address. "
        "“Mastodon https://example.social/@paper”",
    )
    footer_text = models.TextField(blank=True)
    promo_after = models.PositiveSmallIntegerField(
        "promo line after paragraph", default=3, help_text="0 leaves the promo line out."
    )

    class Meta:
        verbose_name = "publication"
        verbose_name_plural = "publication"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="publication_is_one",
                violation_error_message="There is one publication; change it instead.",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        refuse_editorial(self, "logo", "icon")


def refuse_editorial(record, *names):
    """What was given for the news sells nothing and stands for nobody."""
    for name in names:
        image = getattr(record, name)
        if image and image.allowed_uses != Uses.ANY:
            raise ValidationError({name: NOT_FOR_THIS})
        if image and image.problem:
            raise ValidationError({name: f"This picture {image.problem}. Choose another."})


class PromoLine(models.Model):
    """A line inside every story, in parentheses, for as long as it is current."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="promo_lines")
    text = models.CharField(max_length=200, help_text="Without the parentheses; they are printed.")
    url = models.URLField("address", max_length=500)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="promo_line_ends_after_it_starts",
                violation_error_message="The promo line ends before it starts.",
            ),
        ]

    def __str__(self):
        return self.text


class AdSlot(models.Model):
    """A labelled place for an advertisement, of a size known before anything loads."""

    class Place(models.TextChoices):
        PARAGRAPH = "paragraph", "After a paragraph of the story"
        AUTHORS = "authors", "After the author box"
        END = "end", "At the end of the page"

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="ad_slots")
    place = models.CharField(max_length=10, choices=Place)
    paragraph = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The number of the paragraph, for a place in the story."
    )
    width = models.PositiveSmallIntegerField("width in pixels", default=300)
    height = models.PositiveSmallIntegerField("height in pixels", default=250)
    image = models.ForeignKey(
        "media.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="house_ads",
        verbose_name="house ad",
    )
    url = models.URLField("the house ad's address", max_length=500, blank=True)

    class Meta:
        ordering = ["place", "paragraph", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place="paragraph", paragraph__gt=0)
                | ~Q(place="paragraph") & Q(paragraph=None),
                name="ad_slot_in_the_story_has_a_paragraph",
                violation_error_message="Write the paragraph's number for a place in the story, "
                "and leave it empty for the other places.",
            ),
            models.CheckConstraint(
                condition=Q(image=None) | ~Q(url=""),
                name="ad_slot_house_ad_has_an_address",
                violation_error_message="Write the address that the house ad links to.",
            ),
            models.CheckConstraint(
                condition=Q(width__gte=50, width__lte=1200, height__gte=20, height__lte=1200),
                name="ad_slot_has_a_sane_size",
                violation_error_message="A slot is 50 to 1200 pixels wide and 20 to 1200 high.",
            ),
        ]

    def __str__(self):
        where = self.get_place_display()
        return f"{where} ({self.paragraph})" if self.paragraph else where

    def clean(self):
        refuse_editorial(self, "image")


class Page(models.Model):
    """A page that is no story: about, ethics, contact."""

    title = models.CharField(max_length=120)
    slug = models.SlugField(
        max_length=60,
        unique=True,
        error_messages={"unique": "Another page has this slug; choose a different one."},
    )
    body = models.TextField(blank=True)
    lists_staff = models.BooleanField(
        "lists the staff",
        default=False,
        help_text="Under the text, everybody on the staff with title and portrait: a masthead.",
    )
    in_footer = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Pages stand in the footer in this order, lowest first."
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.body = body.clean(self.body)
        super().save(**kwargs)

    def get_absolute_url(self):
        return address_of("page", self.slug)

    def clean(self):
        if self.slug in RESERVED_SLUGS or (self.slug.isdigit() and len(self.slug) == 4):
            raise ValidationError(
                {"slug": f"“{self.slug}” is an address of the site itself; choose another slug."}
            )
