"""The names over stories that the desk lists: fetched at once for several lists."""

from django.db.models import Prefetch, prefetch_related_objects

from articles.models import Article, Byline


def fetch(stories: list[Article]) -> None:
    names = Byline.objects.select_related("author").only("article", "position", "author__name")
    prefetch_related_objects(stories, Prefetch("bylines", names))


def line(story: Article) -> str:
    """“Ana, Bo”; of a story whose names are fetched."""
    return ", ".join(dict.fromkeys(byline.author.name for byline in story.bylines.all()))
