"""What each page costs over an archive of 100,000 stories.

    uv run pytest -n 0 tests/benchmarks/test_pages.py --benchmark-columns=min,median,max

`ARCHIVE=1000000` measures a million.
"""

import os
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from articles.models import Article
from tests.builders import make_user

pytestmark = pytest.mark.django_db

ARTICLES = int(os.environ.get("ARCHIVE", "100000"))
SQL = (Path(__file__).parent / "archive.sql").read_text()


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SQL.replace("%(articles)s", str(ARTICLES)).replace("%%", "%"))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reader(archive):
    return Client()


@pytest.fixture
def editor(archive):
    client = Client()
    client.force_login(make_user("Editor"))
    return client


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/latest/",
        "/sections/section-3/",
        "/tags/tag-1/",
        "/tags/tag-5/",
        "/tags/tag-700/",
        "/authors/author-7/",
        "/authors/author-7/?role=words",
        "/authors/",
        # A word of every story, of few, of one; a phrase of common words; all but a few.
        "/search/?q=harbour",
        "/search/?q=word19011",
        "/search/?q=report+4711",
        "/search/?q=%22council+said%22",
        "/search/?q=-word19011",
        "/2026/",
        "/2026/05/",
        "/corrections/",
        "/feed/",
        "/sections/section-3/feed/",
        "/tags/tag-1/feed/",
        "/tags/tag-700/feed/",
        "/authors/author-7/feed/",
        "/sitemap.xml",
        "/sitemap-2026-05-0.xml",
        "/sitemap-authors-0.xml",
        "/news-sitemap.xml",
    ],
)
def test_list(benchmark, reader, address):
    response = benchmark(reader.get, address)

    assert response.status_code == 200


def test_article(benchmark, reader):
    article = Article.objects.get(pk=ARTICLES // 2)

    response = benchmark(reader.get, article.get_absolute_url())

    assert response.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/admin/articles/article/",
        "/admin/articles/article/?state=published",
        "/admin/articles/article/?q=harbour",
        "/admin/articles/article/?q=report+4711",
        "/admin/authors/author/?q=author",
    ],
)
def test_desk_list(benchmark, editor, address):
    response = benchmark(editor.get, address)

    assert response.status_code == 200
