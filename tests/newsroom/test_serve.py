"""The production server: what it serves, refuses and survives, and how fast it stops."""

import re
import signal
import socket

import psycopg
import pytest
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from newsroom import serving
from newsroom.management.commands import serve
from tests.newsroom.running import manage, running

# Two, with some room for a machine that has other work.
SECONDS_TO_STOP = 4


def serving_site(home):
    return running(home, "serve", "--port", "0", until="Serving ")


@pytest.fixture(scope="module")
def site(home):
    """One server for all that do not end it."""
    with serving_site(home) as site:
        site.get("/healthz")
        yield site


def test_it_says_where_and_answers(site):
    assert site.printed == f"Serving http://localhost:8000 at http://127.0.0.1:{site.port}\n"
    assert site.get("/readyz").text == "ready\n"
    assert site.get("/").status == 200


def test_static_files_are_compressed_and_kept_for_ever(site):
    address = re.search(r'/static/[^"]+\.js', site.get("/").text)[0]

    response = site.get(address, **{"Accept-Encoding": "br, gzip"})

    assert re.search(r"\.[0-9a-f]{12}\.js$", address)
    assert response.getheader("Content-Encoding") == "br"
    assert response.getheader("Cache-Control") == "max-age=315360000, public, immutable"


def test_the_desk_has_its_looks(site):
    login = site.get("/admin/login/").text

    styles = re.findall(r'<link rel="stylesheet" href="(/static/[^"]+)"', login)

    assert styles
    assert {site.get(style).status for style in styles} == {200}


def test_other_hosts_are_refused(site):
    assert site.get("/healthz", Host="elsewhere.example").status == 400


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_stops_at_once_whoever_is_connected(home, how):
    with serving_site(home) as site:
        kept = [site.connect() for _ in range(4)]
        for one in kept:
            one.request("GET", "/")
            one.getresponse().read()
        silent = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(12)]

        seconds = site.stop(how)
        for one in [*kept, *silent]:
            one.close()

        assert site.process.returncode == 0
        assert seconds < SECONDS_TO_STOP


def test_it_stops_at_once_while_it_starts(home):
    with serving_site(home) as site:
        assert site.stop() < SECONDS_TO_STOP


def test_silent_connections_hold_up_nobody(site):
    silent = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(20)]

    assert site.get("/healthz").status == 200

    for one in silent:
        one.close()


def test_a_connection_is_kept_for_the_next_request(site):
    kept = site.connect()
    for path in ["/healthz", "/healthz", "/readyz"]:
        kept.request("GET", path)
        response = kept.getresponse()
        response.read()

    assert response.getheader("Connection") == "keep-alive"
    kept.close()


def test_it_survives_the_end_of_its_database(home, site):
    assert site.get("/").status == 200
    assert manage(home, "database", "stop").returncode == 0

    assert {site.get("/").status for _ in range(8)} == {200}


def test_a_port_in_use_is_refused_in_plain_words(home, site):
    refused = manage(home, "serve", "--port", str(site.port))

    assert refused.returncode == 1
    assert f"Nothing can be served at 127.0.0.1 port {site.port}" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_impossible_place_is_refused():
    with pytest.raises(CommandError, match="at no such host port 8000: "):
        serving.bound("no such host", 8000)


def test_whoever_listens_second_is_refused(monkeypatch):
    monkeypatch.setattr(serving, "leave_connections_to_workers", lambda: None)
    with serving.bound("127.0.0.1", 0) as first, serving.bound(*first.getsockname()) as second:
        first.listen()

        with pytest.raises(CommandError, match="Address already in use"):
            serving.serve(second, workers=1, ready=lambda: None)


def test_it_can_be_on_another_address():
    with serving.bound("::1", 0) as listener:
        port = listener.getsockname()[1]

        assert serving.address_of(listener) == f"http://[::1]:{port}"


@pytest.mark.django_db
def test_a_database_without_its_migrations_is_refused():
    MigrationRecorder.Migration.objects.filter(app="articles").latest("pk").delete()

    with pytest.raises(CommandError, match=r"lacks 1 migration\. Back .* run manage.py migrate"):
        serve.refuse_unmigrated()


def test_a_missing_database_is_refused(monkeypatch):
    def refuse():
        raise OperationalError("no route to host")

    monkeypatch.setattr(serve, "unapplied", refuse)

    with pytest.raises(CommandError, match="The database does not answer: no route to host"):
        serve.refuse_unmigrated()


def test_debug_is_refused(settings):
    settings.DEBUG = True

    with pytest.raises(CommandError, match="DEBUG is on"):
        serving.refuse_debug()


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_seen_without_asking():
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    with psycopg.connect(autocommit=True, **parameters) as idle:
        serving.check_open(idle)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [idle.info.backend_pid])

        with pytest.raises(psycopg.OperationalError, match="ended the connection"):
            serving.check_open(idle)


@pytest.mark.parametrize(
    ("name", "value"), [("--workers", "0"), ("--port", "65536"), ("--port", "-1"), ("--port", "a")]
)
def test_wrong_numbers_are_refused(name, value):
    with pytest.raises(CommandError, match=f"{name}: invalid .* value: '{value}'"):
        serve.Command().create_parser("manage.py", "serve").parse_args([f"{name}={value}"])
