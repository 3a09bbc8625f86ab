from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from authors.links import LinksField
from authors.models.former_slug import FormerAuthorSlug
from authors.models.user import User
from media.finding import FoundQuerySet, word_index
from media.routes import address_of


class AuthorQuerySet(FoundQuerySet):
    def incomplete(self):
        """Those whom readers meet without a bio or without a face."""
        return self.exclude(standing=Author.Standing.FORMER).filter(Q(bio="") | Q(portrait=None))

    def on_the_staff(self):
        """As the masthead prints them: in their order, with their portraits."""
        staff = self.filter(standing=Author.Standing.CURRENT)
        return staff.select_related("portrait").order_by("position", "name")


class Author(models.Model):
    """Somebody whose name stands over stories, and what readers are told about them."""

    class Standing(models.TextChoices):
        CURRENT = "current", "On the staff"
        GUEST = "guest", "Guest"
        FORMER = "former", "Former"

    name = models.CharField(max_length=100)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        help_text="The end of the author’s address. When it changes, the old one leads on to it.",
        error_messages={"unique": "Another author has this slug; add a middle name or a number."},
    )
    title = models.CharField(max_length=150, blank=True, help_text="“Defense editor”")
    sign_off = models.TextField(
        blank=True, help_text="One line that stands under each story of this author."
    )
    bio = models.TextField(
        blank=True, help_text="For the “Written By” box. An empty line begins a new paragraph."
    )
    portrait = models.ForeignKey(
        "media.Image", models.PROTECT, null=True, blank=True, related_name="portrait_of"
    )
    links = LinksField(
        blank=True, help_text="One a line: a word, then the address. “Website https://example.org”"
    )
    contact = models.EmailField(
        "public e-mail address", blank=True, help_text="Readers see this address."
    )
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.CURRENT)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="The staff stand in the masthead in this order, lowest first."
    )

    user = models.OneToOneField(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="login",
        help_text="Whoever has this login may edit this bio and the stories under this name.",
    )

    objects = AuthorQuerySet.as_manager()
    found_by = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            word_index("name", name="author_words"),
            models.Index(fields=["name", "id"], name="author_by_name"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("author", self.slug)

    def clean(self):
        """An address that led to one author never leads to another."""
        others = FormerAuthorSlug.objects.filter(slug=self.slug).exclude(author=self.pk)
        if other := others.select_related("author").first():
            message = f"This was the slug of “{other.author}”, and still leads there."
            raise ValidationError({"slug": f"{message} Add a middle name or a number."})

    def leave(self, slug):
        """The address that ended so leads to the one that the author has now."""
        self.former_slugs.filter(slug__in=[slug, self.slug]).delete()
        self.former_slugs.create(slug=slug)
