import tempfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.utils import ConnectionHandler

from newsroom.embedded import programs
from newsroom.embedded.server import Server
from newsroom.management.commands import database

pytestmark = pytest.mark.skipif(not programs.is_installed(), reason="PostgreSQL is not installed")


@pytest.fixture
def server(monkeypatch):
    """The server of a default connection that is not the tests' own."""
    with tempfile.TemporaryDirectory(prefix="newsroom-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        server = Server(Path(name, "postgres"), durable=False)
        options = {"directory": server.directory, "durable": False}
        use(monkeypatch, {"ENGINE": "newsroom.embedded", "NAME": "newsroom", "OPTIONS": options})
        yield server
        server.stop()


def use(monkeypatch, settings):
    monkeypatch.setattr(database, "connections", ConnectionHandler({"default": settings}))


def test_start_starts_the_server(server, capsys):
    call_command("database", "start")

    assert server.is_running()
    assert capsys.readouterr().out == f"The database runs in {server.directory}.\n"


def test_start_twice_is_harmless(server):
    call_command("database", "start")
    pid = server.status().pid

    call_command("database", "start")

    assert server.status().pid == pid


def test_stop_stops_it_and_twice_is_harmless(server, capsys):
    call_command("database", "start")
    capsys.readouterr()

    call_command("database", "stop")
    call_command("database", "stop")

    assert not server.is_running()
    assert capsys.readouterr().out == "The database is stopped.\n" * 2


def test_stop_does_not_start_it(server):
    call_command("database", "stop")

    assert not server.directory.exists()


def test_status_tells_the_facts_of_a_running_server(server, capsys):
    server.ensure_running()
    status = server.status()

    call_command("database", "status")

    assert capsys.readouterr().out.splitlines() == [
        f"directory  {server.directory}",
        f"socket     {server.directory}/socket/.s.PGSQL.5432",
        f"account    {status.account}",
        f"process    {status.pid}",
        f"version    {status.version}",
        "The database is running.",
    ]


def test_status_of_a_stopped_server_ends_with_3(server):
    with pytest.raises(CommandError, match="The database is not running") as refusal:
        call_command("database", "status")

    assert refusal.value.returncode == 3
    assert not server.directory.exists()


@pytest.mark.parametrize("word", ["start", "stop", "status"])
def test_with_a_server_of_one_s_own_there_is_nothing_to_run(monkeypatch, word):
    use(monkeypatch, {"ENGINE": "django.db.backends.postgresql", "NAME": "newsroom"})

    with pytest.raises(CommandError, match="there is nothing to start, stop or describe here"):
        call_command("database", word)


def test_an_unknown_word_is_refused(server):
    with pytest.raises(CommandError, match="invalid choice: 'restart'"):
        call_command("database", "restart")


def test_without_the_package_start_says_what_to_do(server, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(programs, "PACKAGE", "no_such_package")

        with pytest.raises(CommandError, match="Install the development packages"):
            call_command("database", "start")
