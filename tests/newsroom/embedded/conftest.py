"""Each test has a server of its own, or one that earlier tests may have killed."""

import pytest
from django.db import connections
from django.db.utils import ConnectionHandler

from newsroom.embedded import programs
from newsroom.embedded.server import Server
from tests.newsroom.embedded.servers import (
    open_directory,
)


@pytest.fixture
def place():
    with open_directory() as directory:
        yield directory


@pytest.fixture
def server(place):
    """A server that has never run."""
    server = Server(place / "postgres", durable=False)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def kept():
    with open_directory() as directory:
        server = Server(directory / "postgres")
        yield server
        server.stop()


@pytest.fixture
def running(kept):
    """A running server that has seen earlier tests and may be killed."""
    kept.ensure_running()
    return kept


@pytest.fixture
def elsewhere(place, monkeypatch):
    directory = place / "elsewhere"
    monkeypatch.setattr(programs, "ELSEWHERE", directory)
    return directory


@pytest.fixture
def connection(running, monkeypatch, django_db_blocker):
    """A connection of Django's to a server that is not the tests' own."""
    settings = {
        "ENGINE": "newsroom.embedded",
        "NAME": "newsroom",
        "OPTIONS": {"directory": running.directory},
        "CONN_HEALTH_CHECKS": True,
    }
    completed = ConnectionHandler({"default": settings}).settings["default"]
    monkeypatch.setitem(connections.settings, "embedded", completed)
    with django_db_blocker.unblock():
        yield connections["embedded"]
        connections["embedded"].close()
    del connections["embedded"]
