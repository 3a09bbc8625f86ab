from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from articles.slugs import slug_for
from media.finding import FoundQuerySet, word_index


class TagQuerySet(FoundQuerySet):
    def named(self, name):
        """The tag of this name in any case, made when there is none, also by two people at once."""
        name = " ".join(name.split())
        found = self.filter(name__iexact=name).first()
        if found:
            return found
        try:
            with transaction.atomic():
                return self.create(name=name, slug=self.free_slug(name))
        except IntegrityError:
            # Somebody else made it in this very moment.
            return self.get(name__iexact=name)

    def free_slug(self, name):
        slug = slug_for(name, length=90)
        taken = set(self.filter(slug__startswith=slug).values_list("slug", flat=True))
        candidates = (slug if n == 1 else f"{slug}-{n}" for n in range(1, len(taken) + 2))
        return next(candidate for candidate in candidates if candidate not in taken)


class Tag(TagBase):
    """A subject, one whatever the case it is written in."""

    objects = TagQuerySet.as_manager()
    found_by = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="tag_one_name_in_any_case",
                violation_error_message="There is a tag of this name already.",
            ),
        ]
        indexes = [word_index("name", name="tag_words")]

    def clean(self):
        super().clean()
        self.name = clean_tag_name(self.name)

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])

    def slugify(self, tag, i=None):
        return slug_for(tag, length=90) + (f"-{i}" if i else "")


class TaggedArticle(ItemBase):
    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="article_bears_a_tag_once"
            ),
        ]

    def __str__(self):
        return f"{self.content_object}: {self.tag}"


LONGEST_TAG = 60


def clean_tag_name(name):
    """The name with single spaces; a `ValidationError` says what is wrong with it."""
    name = " ".join(name.split())
    if len(name) > LONGEST_TAG:
        raise ValidationError(
            f"“{name[:30]}…” has {len(name)} characters; a tag has {LONGEST_TAG} at most."
        )
    if not slug_for(name):
        raise ValidationError(f"“{name}” has no letter or digit to make an address from.")
    return name
