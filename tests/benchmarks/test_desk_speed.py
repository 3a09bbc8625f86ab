"""What the desk costs over an archive, beside a bare list of Django's admin in the same run.

    uv run pytest -n 0 -s tests/benchmarks/test_desk_speed.py

`ARCHIVE=5000` measures a smaller one. Printed are milliseconds in this process and in the
database together, how many bare lists that is, and queries.
"""

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from articles.models import Article, Section
from authors.models import Author
from newsroom import urls
from tests.benchmarks.conftest import ARTICLES
from tests.benchmarks.test_desk import typical
from tests.builders import make_user

# ruff: noqa: T201  It prints what it measures.
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

# Django's own list of a few sections, with nothing of ours.
BARE = "/bare/articles/section/"
bare = AdminSite(name="bare")
bare.register(Section, ModelAdmin)
urlpatterns = [path("bare/", bare.urls), *urls.urlpatterns]


@pytest.fixture
def desk(archive, client):
    editor = make_user("Publisher", is_superuser=True)
    client.force_login(editor)
    return client, editor


def places():
    story = Article.objects.published().newest_first()[1000]
    author = Author.objects.first()
    stories, pick = "/admin/articles/article/", "/admin/articles/article/pick/"
    return {
        "a bare list of the admin": BARE,
        "the front of the desk": "/admin/",
        "the board": "/admin/board/",
        "stories": stories,
        "stories, drafts": f"{stories}?state=draft",
        "stories, a common word": f"{stories}?q=council",
        "stories, a rare word": f"{stories}?q=barbach",
        "stories, no such word": f"{stories}?q=zeppelinwerft",
        "a story's form": reverse("admin:articles_article_change", args=[story.pk]),
        "a story's history": reverse("admin:articles_article_history", args=[story.pk]),
        "picker of stories": f"{pick}stories/",
        "picker of stories, a common word": f"{pick}stories/?q=council",
        "picker of stories, a rare word": f"{pick}stories/?q=barbach",
        "picker of authors": f"{pick}authors/?q=a",
        "picker of tags": f"{pick}tags/?q=mus",
        "authors": "/admin/authors/author/",
        "authors, a name": f"/admin/authors/author/?q={author.name.split()[0]}",
        "an author's form": reverse("admin:authors_author_change", args=[author.pk]),
        "tags": "/admin/articles/tag/",
        "images": "/admin/media/image/",
        "images, a word": "/admin/media/image/?q=shore",
        "the log": "/admin/authors/deed/",
    }


def test_the_desk(desk):
    client, editor = desk
    costs = {}
    for name, address in places().items():
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        queries = len(asked)
        costs[name] = typical(lambda address=address: client.get(address)), queries
    suggested = reverse("admin:article_suggested_links", args=[Article.objects.latest("pk").pk])
    as_editor = {"Desk-User": str(editor.pk)}
    costs["suggested links"] = typical(lambda: client.get(suggested, headers=as_editor)), "–"

    bare, _ = costs["a bare list of the admin"]
    print(f"\n{ARTICLES} stories, {Author.objects.count()} authors\n{'ms':>7} {'bare':>5} queries")
    for name, (spent, queries) in costs.items():
        print(f"{spent:7.1f} {spent / bare:5.1f} {queries:>7}  {name}")
