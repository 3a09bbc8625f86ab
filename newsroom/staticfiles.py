"""Which static files are served: CKEditor ships over a thousand, and we use a few."""

from pathlib import PurePath

from django.contrib.staticfiles.finders import AppDirectoriesFinder

from articles import editor


def is_used(path: str) -> bool:
    path = PurePath(path).as_posix()
    return not path.startswith("ckeditor/") or editor.uses_file(path)


class UsedFilesFinder(AppDirectoriesFinder):
    """The apps' static files, and of CKEditor only what the story editor loads."""

    def list(self, ignore_patterns):
        for path, storage in super().list(ignore_patterns):
            if is_used(path):
                yield path, storage

    def find_in_app(self, app, path):
        return super().find_in_app(app, path) if is_used(path) else None
