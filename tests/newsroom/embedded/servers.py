"""Servers of our own to start, kill and look into, beside the one of the tests."""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

IS_ROOT = os.geteuid() == 0
for_root = pytest.mark.skipif(not IS_ROOT, reason="only root can work as several users")
# Accounts that every Unix has: one that keeps a server, and one that has no business with it.
ALICE, MALLORY = 1, 2

# Python's own library may lie where only root can read it, so it is imported first.
AS_USER = """
import os, sys, tempfile
from pathlib import Path
import psycopg
from newsroom.embedded.server import Server, ServerError
uid, server = int(sys.argv[1]), Server(Path(sys.argv[2]), durable=False)
if uid != os.geteuid():
    os.setgroups([]); os.setgid(uid); os.setuid(uid)
"""
CONNECT = "psycopg.connect(dbname='newsroom', **server.connection_parameters()).close()"


def python(server, code, *, uid=None):
    uid = os.geteuid() if uid is None else uid
    command = [sys.executable, "-c", AS_USER + code, str(uid), str(server.directory)]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


def connect(server):
    return psycopg.connect(dbname="newsroom", autocommit=True, **server.connection_parameters())


def ask(server, question):
    with connect(server) as connection:
        return connection.execute(question).fetchone()[0]


def kill_cluster(server):
    with connect(server) as connection:
        pids = [pid for (pid,) in connection.execute("SELECT pid FROM pg_stat_activity")]
    for pid in [server.status().pid, *pids]:
        # The first takes its children with it, some of them before we come to them.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@contextmanager
def process(*command, account):
    """A process of the server's account that has nothing to do with the server."""
    theirs = {"user": account.uid, "group": account.gid, "extra_groups": []} if IS_ROOT else {}
    with subprocess.Popen(command, **theirs) as stranger:
        yield stranger
        stranger.kill()


def write_pid(server, pid):
    for lock in server.place.lock_files:
        lock.write_text("\n".join([str(pid), *lock.read_text().splitlines()[1:]]))


@contextmanager
def open_directory():
    """A directory that every account can go through; `tmp_path` is its owner's alone."""
    with tempfile.TemporaryDirectory(prefix="newsroom-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)
