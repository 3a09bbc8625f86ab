"""Who did what to a story, kept in the admin's log beside everything else of the desk."""

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry

from articles.models import Article
from authors.models import User


def note(article: Article, deed: str, *, by: User, is_new: bool = False) -> None:
    """Written in the transaction of the deed: neither is there without the other."""
    action = ADDITION if is_new else CHANGE
    LogEntry.objects.log_actions(by.pk, [article], action, deed, single_object=True)
