"""The site's settings with a directory of its own and quick passwords."""

import os

os.environ.setdefault("VAR_DIR", "var/tests")

from newsroom.settings import *  # noqa: F403  Settings are a namespace.

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# No static files are collected for tests; the finders serve them.
WHITENOISE_AUTOREFRESH = True
