"""What `migrate` says of a server that lacks what the site needs."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from articles import checks

pytestmark = pytest.mark.django_db


class Answering:
    """A database that answers the one question so."""

    def __init__(self, answer):
        self.answer = answer

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *error):
        """Nothing is open."""

    def execute(self, sql):
        assert "pg_available_extensions" in sql

    def fetchone(self):
        return self.answer


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, [checks.MISSING]),
        (("0.5.1", True, True), [checks.OLD]),
        (("0.8.1", False, False), [checks.NOT_CREATED]),
        (("0.8.1", True, False), []),
        (("0.8.1", False, True), []),
        (("0.10", True, False), []),
    ],
)
def test_what_is_lacking_is_said_with_what_to_do(answer, said):
    assert checks.problems(Answering(answer)) == said


def test_our_own_server_has_what_is_needed():
    assert checks.problems(connection) == []
    assert not run_checks(tags=["database"], databases=["default"])
