"""An archive to measure with: `ARCHIVE` stories (100,000), made once for each file."""

import os

import pytest
from django.db import connection, transaction

from articles import filling

ARTICLES = int(os.environ.get("ARCHIVE", "100000"))
WORD_INDEXES = ["article_words", "author_words", "tag_words", "article_search"]


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        filling.Filling(ARTICLES, seed=1).run(lambda done: None)
        # What autovacuum does in an archive that has grown over years.
        with connection.cursor() as cursor:
            for index in WORD_INDEXES:
                cursor.execute("SELECT gin_clean_pending_list(to_regclass(%s))", [index])
        yield
        transaction.set_rollback(True)
