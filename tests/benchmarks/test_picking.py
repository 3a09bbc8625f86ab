"""What a search of the story form's pickers costs with 100,000 stories, authors and tags.

uv run pytest -n 0 tests/benchmarks/test_picking.py --benchmark-columns=min,median,max
"""

import pytest
from django.db import transaction

from articles.picking import find_authors, find_stories, find_tags
from tests.articles.much_to_pick import make_much_to_pick
from tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_much_to_pick(make_user(username="archive"), 100_000)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ["Writer", "Editor"])
@pytest.mark.parametrize(
    # “outdated” is the worst that can be: in most of the stories and in none of the newest.
    "typed",
    ["", "s", "common", "w1", "w123", "rare", "nowhere", "story common w1", "outdated"],
)
def test_stories(benchmark, archive, role, typed):
    # Permissions are looked up once a request.
    user = make_user(role)
    user.get_all_permissions()

    benchmark(find_stories, user, typed)


@pytest.mark.parametrize("typed", ["", "a", "b", "ana1", "last", "last77", "nowhere"])
def test_authors(benchmark, archive, typed):
    benchmark(find_authors, typed)


@pytest.mark.parametrize("typed", ["", "t", "w1", "w123", "nowhere"])
@pytest.mark.parametrize("role", ["Writer", "Editor"])
def test_tags(benchmark, archive, role, typed):
    user = make_user(role)
    user.get_all_permissions()

    benchmark(find_tags, typed, user)
