"""Django over the embedded server."""

import threading
from contextlib import closing

import pytest
from django.db import OperationalError, connections

from newsroom.embedded import programs
from tests.newsroom.embedded.servers import (
    kill_cluster,
)

pytestmark = pytest.mark.skipif(not programs.is_installed(), reason="PostgreSQL is not installed")


def count_to_one(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone()[0]


def test_the_first_query_starts_the_server(connection, running):
    running.stop()

    assert count_to_one(connection) == 1


def test_the_next_request_after_kill_9_finds_the_server_again(connection, running):
    count_to_one(connection)
    kill_cluster(running)
    connection.close()

    assert count_to_one(connection) == 1


def test_the_pool_recovers_in_all_threads_after_kill_9(pool, running):
    counted = []

    def request():
        with closing(connections["embedded"]) as connection:
            counted.append(count_to_one(connection))

    def serve_requests():
        threads = [threading.Thread(target=request) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    serve_requests()
    kill_cluster(running)
    serve_requests()

    assert counted == [1] * 16


@pytest.fixture
def pool(connection):
    connections.settings["embedded"]["OPTIONS"]["pool"] = True
    del connections["embedded"]
    yield
    connections["embedded"].close_pool()


def test_a_server_that_cannot_start_is_an_operational_error(connection, running, monkeypatch):
    running.stop()
    with monkeypatch.context() as patch:
        patch.setattr(programs, "PACKAGE", "no_such_package")

        with pytest.raises(OperationalError, match="Install the development packages"):
            count_to_one(connection)


def test_databases_for_tests_are_made_through_the_maintenance_database(connection):
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == ("postgres",)
        cursor.execute("CREATE DATABASE test_newsroom_gw0")

    connection.settings_dict["NAME"] = "test_newsroom_gw0"

    assert count_to_one(connection) == 1
    connection.close()


def test_a_database_that_does_not_exist_is_still_refused(connection):
    connection.settings_dict["NAME"] = "test_nothing"

    with pytest.raises(OperationalError, match='database "test_nothing" does not exist'):
        count_to_one(connection)


def test_dbshell_opens_the_package_s_own_shell_on_the_running_server(connection, capfd):
    connection.client.runshell(["-At", "-c", "SELECT current_database()"])

    assert capfd.readouterr().out == "newsroom\n"
