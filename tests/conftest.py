import pytest
from django.db import connection
from django.utils import timezone

from tests.queues import forget_jobs

OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A browser that closes may still have asked something: nobody is left in the database."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(OTHERS)


@pytest.fixture(autouse=True)
def no_jobs_left(request, django_db_blocker):
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        with django_db_blocker.unblock():
            forget_jobs()


@pytest.fixture(autouse=True)
def own_uploads(settings, tmp_path):
    """Each test keeps its pictures in a directory of its own."""
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def clock(monkeypatch):
    """`clock(moment)`: the site's time stands still at this moment."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)
