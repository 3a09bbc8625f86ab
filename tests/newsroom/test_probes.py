"""The probes: what they find, what they say, and what they never do."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from newsroom import probes


@pytest.fixture(autouse=True)
def new_process(monkeypatch):
    monkeypatch.setattr(probes.migrations, "complete", False)


@pytest.fixture
def no_database(monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("secret: no route to db.internal")

    monkeypatch.setattr(connection, "cursor", refuse)
    monkeypatch.setattr(probes, "MigrationExecutor", refuse)


def test_healthz_is_alive_without_a_database(client, no_database):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"alive\n")


@pytest.mark.django_db
def test_readyz_is_ready(client, settings):
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ready\n")
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_readyz_asks_once_for_migrations(client, django_assert_num_queries):
    client.get("/readyz")

    with django_assert_num_queries(1):
        client.get("/readyz")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_probes_are_text_without_cookie_that_nobody_keeps(client, address):
    response = client.get(address)

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_readyz_tells_a_missing_database_and_no_secret_of_it(client, no_database, caplog):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.text.splitlines() == [
        "database: no answer",
        "migrations: unknown without the database",
    ]
    assert "db.internal" in caplog.text


@pytest.mark.django_db
def test_readyz_tells_missing_migrations_until_they_are_applied(client):
    last = MigrationRecorder.Migration.objects.filter(app="articles").latest("pk")
    last.delete()
    missing = client.get("/readyz")
    last.save()
    complete = client.get("/readyz")

    assert (missing.status_code, missing.text) == (503, "migrations: 1 not applied\n")
    assert complete.status_code == 200


@pytest.mark.django_db
def test_readyz_tells_a_storage_that_cannot_be_written(client, settings):
    settings.MEDIA_ROOT.parent.joinpath("uploads").write_text("a file where a directory should be")

    response = client.get("/readyz")

    assert (response.status_code, response.text) == (503, "storage: cannot be written and read\n")


class Forgetful(InMemoryStorage):
    def _open(self, name, mode="rb"):
        return ContentFile(b"")


@pytest.mark.django_db
def test_readyz_tells_a_storage_that_forgets(client, monkeypatch):
    monkeypatch.setattr(probes, "default_storage", Forgetful())

    response = client.get("/readyz")

    assert response.text == "storage: gives back something else than was written\n"
