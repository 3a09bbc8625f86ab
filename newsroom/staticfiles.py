"""Which static files are served: CKEditor ships over a thousand, and we use a few."""

from django.contrib.staticfiles.finders import AppDirectoriesFinder


class UsedFilesFinder(AppDirectoriesFinder):
    """The apps' static files."""
