"""Whom the embedded server lets in, and as whom it runs."""

import os
from pathlib import Path

import psycopg
import pytest

from newsroom.embedded import programs
from newsroom.embedded.account import Account
from newsroom.embedded.errors import ServerError
from newsroom.embedded.server import Server
from tests.newsroom.embedded.servers import (
    ALICE,
    CONNECT,
    IS_ROOT,
    MALLORY,
    ask,
    for_root,
    python,
)

pytestmark = pytest.mark.skipif(not programs.is_installed(), reason="PostgreSQL is not installed")


@for_root
def test_root_runs_it_as_an_unprivileged_account(running):
    assert Path(f"/proc/{running.status().pid}").stat().st_uid == running.place.account.uid != 0
    assert ask(running, "SELECT system_user") == "peer:root"


@for_root
def test_nobody_but_root_connects_to_the_server_of_root(running):
    as_mallory = python(running, CONNECT, uid=MALLORY)
    as_account = python(running, CONNECT, uid=running.place.account.uid)

    assert "Permission denied" in as_mallory.stderr
    assert "Peer authentication failed" in as_account.stderr


@pytest.fixture
def server_of_alice(place):
    if not IS_ROOT:
        pytest.skip("only root can work as several users; the other tests ran as an ordinary one")
    if not Account.of(ALICE).can_enter(programs.directory()):
        pytest.skip("an ordinary user cannot reach this checkout")
    os.chown(place, ALICE, ALICE)
    server = Server(place / "postgres", durable=False)
    yield server
    server.stop()


def test_an_ordinary_user_has_a_server_of_her_own(server_of_alice):
    finished = python(server_of_alice, f"server.ensure_running(); {CONNECT}", uid=ALICE)

    assert finished.stderr == ""
    assert server_of_alice.place.account == Account.of(ALICE)


def test_root_may_connect_to_the_server_of_a_user_and_start_it(server_of_alice):
    python(server_of_alice, "server.ensure_running(); server.stop()", uid=ALICE)

    server_of_alice.ensure_running()

    assert ask(server_of_alice, "SELECT 1") == 1
    assert python(server_of_alice, CONNECT, uid=ALICE).stderr == ""


def test_another_user_neither_connects_to_nor_starts_the_server_of_a_user(server_of_alice):
    python(server_of_alice, "server.ensure_running()", uid=ALICE)

    connecting = python(server_of_alice, CONNECT, uid=MALLORY)
    starting = python(server_of_alice, "server.ensure_running()", uid=MALLORY)

    assert "Permission denied" in connecting.stderr
    assert "is someone else's" in starting.stderr


def test_a_server_of_another_user_in_its_place_is_not_trusted(server_of_alice):
    python(server_of_alice, "server.ensure_running()", uid=ALICE)
    parameters = server_of_alice.connection_parameters() | {"requirepeer": "root"}

    with pytest.raises(psycopg.OperationalError, match="requirepeer"):
        psycopg.connect(dbname="newsroom", **parameters)


@for_root
def test_where_the_account_cannot_reach_the_data_are_kept_elsewhere(tmp_path, elsewhere):
    tmp_path.chmod(0o700)
    server = Server(tmp_path / "postgres", durable=False)
    try:
        server.ensure_running()

        assert ask(server, "SELECT 1") == 1
        assert server.status().directory.parent == elsewhere
        assert tmp_path.stat().st_mode & 0o777 == 0o700
    finally:
        server.stop()


@for_root
def test_directories_closed_to_the_account_later_are_told_in_plain_words(server, place):
    server.ensure_running()
    server.stop()
    place.chmod(0o700)

    with pytest.raises(ServerError, match="cannot reach"):
        server.ensure_running()


@for_root
def test_data_kept_elsewhere_are_not_silently_begun_anew(tmp_path, elsewhere):
    (tmp_path / "postgres").symlink_to(elsewhere / "postgres-gone")

    with pytest.raises(ServerError, match="which is gone"):
        Server(tmp_path / "postgres").ensure_running()


@for_root
def test_programs_that_the_account_cannot_reach_are_copied(
    server, tmp_path, elsewhere, monkeypatch
):
    tmp_path.chmod(0o700)
    package = programs.directory().parent.parent
    for found in [package, package.with_name(f"{package.name}.libs")]:
        (tmp_path / found.name).symlink_to(found)
    monkeypatch.syspath_prepend(tmp_path)

    server.ensure_running()

    running = Path(f"/proc/{server.status().pid}/exe").readlink()
    assert running.is_relative_to(elsewhere)
