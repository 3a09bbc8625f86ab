"""What the embedded server has to survive."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import psycopg
import pytest

from newsroom.embedded import programs
from newsroom.embedded.server import Server
from tests.newsroom.embedded.servers import (
    AS_USER,
    ask,
    connect,
    kill_cluster,
    process,
    python,
    write_pid,
)

pytestmark = pytest.mark.skipif(not programs.is_installed(), reason="PostgreSQL is not installed")


def test_acknowledged_rows_survive_kill_9_of_the_whole_cluster(running):
    acknowledged = []
    with connect(running) as connection:
        connection.execute("CREATE TABLE line (number integer)")

    def write():
        with suppress(psycopg.OperationalError), connect(running) as connection:
            for number in range(1_000_000):
                connection.execute("INSERT INTO line VALUES (%s)", [number])
                acknowledged.append(number)

    writer = threading.Thread(target=write)
    writer.start()
    while len(acknowledged) < 100:
        time.sleep(0.01)
    kill_cluster(running)
    writer.join()
    running.ensure_running()

    with connect(running) as connection:
        kept = {number for (number,) in connection.execute("SELECT number FROM line")}
    assert set(acknowledged) - kept == set()


def test_kill_9_of_the_postmaster_alone_is_survived(running):
    with connect(running):
        os.kill(running.status().pid, signal.SIGKILL)

        running.ensure_running()

    assert ask(running, "SELECT 1") == 1


def test_a_stale_pid_file_is_passed_over(running):
    with process("true", account=running.place.account) as gone:
        gone.wait()
    kill_cluster(running)
    write_pid(running, gone.pid)

    running.ensure_running()

    assert running.is_running()


def test_a_zombie_is_not_taken_for_the_server(running):
    kill_cluster(running)
    with process("true", account=running.place.account) as zombie:
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        write_pid(running, zombie.pid)

        running.ensure_running()

    assert running.is_running()


def test_a_process_that_got_the_old_number_is_not_taken_for_the_server(running):
    kill_cluster(running)
    with process("sleep", "60", account=running.place.account) as stranger:
        write_pid(running, stranger.pid)

        running.ensure_running()

        assert running.status().pid != stranger.pid
        assert stranger.poll() is None


def test_stopping_spares_a_process_that_got_the_old_number(running):
    kill_cluster(running)
    with process("sleep", "60", account=running.place.account) as stranger:
        write_pid(running, stranger.pid)

        running.stop()

        assert stranger.poll() is None


def test_four_processes_starting_it_share_one_server(server):
    starters = [threading.Thread(target=start_elsewhere, args=[server]) for _ in range(4)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()

    assert server.place.log.read_text().count("ready to accept connections") == 1
    assert ask(server, "SELECT 1") == 1


def start_elsewhere(server):
    assert python(server, "server.ensure_running()").returncode == 0


def test_it_outlives_the_process_that_started_it(server):
    finished = python(server, "server.ensure_running(); print('done')")

    assert finished.stdout == "done\n"
    assert server.is_running()


def test_control_c_in_our_terminal_does_not_reach_it(running):
    assert os.getsid(running.status().pid) != os.getsid(0)


def test_the_remains_of_a_killed_initdb_are_cleared_away(server):
    draft = server.directory / "initdb-half"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")

    server.ensure_running()

    assert list(server.place.home.glob("initdb-*")) == []
    assert ask(server, "SELECT 1") == 1


def test_a_starter_killed_during_initdb_leaves_the_way_free(server):
    command = [sys.executable, "-c", AS_USER + "server.ensure_running()"]
    with subprocess.Popen([*command, str(os.geteuid()), str(server.directory)]) as starter:
        while not list(server.directory.glob("initdb-*/global")):
            time.sleep(0.005)
        starter.kill()
    assert not server.place.data.exists()

    server.ensure_running()

    assert ask(server, "SELECT 1") == 1


def test_a_long_path_gets_a_short_socket(place):
    server = Server(place / ("long-" * 20) / "postgres", durable=False)
    try:
        server.ensure_running()
        assert ask(server, "SELECT 1") == 1
        assert server.place.socket_directory.stat().st_mode & 0o777 == 0o700
    finally:
        server.stop()
        server.place.socket_directory.rmdir()


def test_a_path_with_spaces_and_signs_is_quoted(place):
    server = Server(place / """it's "a", $HOME, of `sorts`""" / "postgres", durable=False)
    try:
        server.ensure_running()
        assert ask(server, "SELECT 1") == 1
    finally:
        server.stop()
        server.place.socket_directory.rmdir()
