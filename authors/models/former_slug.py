from django.db import models


class FormerAuthorSlug(models.Model):
    """The end of the address that an author had before; it leads to the author."""

    author = models.ForeignKey("authors.Author", models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=100, unique=True)

    def __str__(self):
        return self.slug
