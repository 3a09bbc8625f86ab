"""What the embedded server refuses, and in which words."""

import pytest

from newsroom.embedded import programs
from newsroom.embedded import server as supervisor
from newsroom.embedded.errors import ServerError
from newsroom.embedded.server import Server

pytestmark = pytest.mark.skipif(not programs.is_installed(), reason="PostgreSQL is not installed")


def test_a_short_socket_directory_that_others_can_enter_is_refused(place):
    server = Server(place / ("long-" * 20) / "postgres", durable=False)
    server.place.socket_directory.mkdir()
    server.place.socket_directory.chmod(0o755)

    try:
        with pytest.raises(ServerError, match="in the way of the database's socket"):
            server.ensure_running()
    finally:
        server.place.socket_directory.rmdir()


def test_a_failing_start_shows_the_end_of_the_log(server, monkeypatch):
    monkeypatch.setattr(supervisor, "START_PATIENCE", 0)
    server.ensure_running()
    server.stop()
    with (server.place.data / "postgresql.conf").open("a") as settings:
        settings.write("nonsense = 1\n")

    with pytest.raises(ServerError, match='unrecognized configuration parameter "nonsense"'):
        server.ensure_running()


def test_without_the_package_it_says_what_to_do(place, monkeypatch):
    monkeypatch.setattr(programs, "PACKAGE", "no_such_package")

    with pytest.raises(ServerError, match="Install the development packages or set DATABASE_URL"):
        Server(place / "postgres").ensure_running()


def test_a_file_in_place_of_the_directory_is_told_in_plain_words(place):
    (place / "file").write_text("")

    with pytest.raises(ServerError, match=r"cannot be used: .*File exists"):
        Server(place / "file" / "postgres").ensure_running()
