"""Stories are found by the names that their authors and tags have now."""

from django.db.models import QuerySet

from articles import jobs, search
from articles.models import Article
from authors.models import Author

# Of more stories the worker writes the names, in jobs of as many.
AT_ONCE = 500


def write_names(stories: QuerySet[Article]) -> None:
    """At once for a few stories; for many as part of this transaction left to the worker."""
    keys = list(stories.order_by("pk").distinct().values_list("pk", flat=True))
    if len(keys) <= AT_ONCE:
        search.write_names(Article.objects.filter(pk__in=keys))
        return
    for start in range(0, len(keys), AT_ONCE):
        jobs.write_names.defer(stories=keys[start : start + AT_ONCE])


def after_renaming(sender, author: Author, **kwargs) -> None:
    write_names(Article.objects.filter(bylines__author=author))
