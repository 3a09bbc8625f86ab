"""What is left to the worker when a story goes out."""

from articles import jobs
from articles.models import Article
from authors.models import Deed

# Scheduled: it is visible at its second, with its pictures made.
GOES_OUT = {Deed.Kind.PUBLISHED, Deed.Kind.SCHEDULED}


def after_deed(sender, deed: Deed, about, **kwargs) -> None:
    """In the deed's transaction: what is undone leaves no job, and no job comes too early.

    An import of thousands would keep a worker busy for days with what nobody reads.
    """
    if isinstance(about, Article) and deed.kind in GOES_OUT and deed.door != Deed.Door.IMPORT:
        jobs.make_pictures.defer(story=about.pk)
        jobs.embed_story.defer(story=about.pk)
