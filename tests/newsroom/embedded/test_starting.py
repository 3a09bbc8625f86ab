"""Starting and stopping the embedded server."""

import psycopg
import pytest

from newsroom.embedded import programs
from tests.newsroom.embedded.servers import (
    ask,
    connect,
)

pytestmark = pytest.mark.skipif(not programs.is_installed(), reason="PostgreSQL is not installed")


def test_it_starts_with_the_database_of_the_newsroom(server):
    server.ensure_running()

    assert server.is_running()
    assert ask(server, "SELECT current_database()") == "newsroom"


def test_asking_twice_starts_one_server(running):
    first = running.status().pid

    running.ensure_running()

    assert running.status().pid == first


def test_what_was_written_is_there_after_a_stop(running):
    with connect(running) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'kept' AS text")

    running.stop()
    running.ensure_running()

    assert ask(running, "SELECT text FROM note") == "kept"


def test_stopping_twice_is_harmless(running):
    running.stop()
    running.stop()

    assert not running.is_running()


def test_stopping_what_never_ran_leaves_no_trace(server, place):
    server.stop()

    assert list(place.iterdir()) == []


def test_a_dropped_database_is_made_anew(running):
    with psycopg.connect(
        dbname="postgres", autocommit=True, **running.connection_parameters()
    ) as connection:
        connection.execute("DROP DATABASE newsroom")

    running.ensure_running()

    assert ask(running, "SELECT current_database()") == "newsroom"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("server_encoding", "UTF8"),
        ("data_checksums", "on"),
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("listen_addresses", ""),
        ("unix_socket_permissions", "0700"),
    ],
)
def test_it_is_set_up_for_safety(running, setting, value):
    assert ask(running, f"SHOW {setting}") == value


def test_letters_of_all_languages_have_capitals(running):
    assert ask(running, "SELECT upper('straße é я')") == "STRASSE É Я"
