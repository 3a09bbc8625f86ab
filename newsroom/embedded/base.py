"""Django's PostgreSQL backend over the embedded server, which it starts when it is needed.

    {"ENGINE": "newsroom.embedded", "NAME": "newsroom", "OPTIONS": {"directory": …}}

Beside Django's own options: `directory` is the server's, and `durable` (true) may be
false for tests. HOST, PORT, USER and PASSWORD are not used.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base, client

from newsroom.embedded.errors import ServerError
from newsroom.embedded.server import Server


def server_of(settings_dict: dict) -> Server:
    options = settings_dict["OPTIONS"]
    if not options.get("directory"):
        raise ImproperlyConfigured("The embedded database needs its directory in OPTIONS.")
    return Server(Path(options["directory"]), durable=options.get("durable", True))


@contextmanager
def told_as_database_error() -> Iterator[None]:
    """Probes and commands know what to do about a database that cannot be reached."""
    try:
        yield
    except ServerError as error:
        raise psycopg.OperationalError(str(error)) from error


def connected(
    server: Server, connect: Callable[..., psycopg.Connection], **parameters
) -> psycopg.Connection:
    """Connect; where nobody answers, see to the server and connect again.

    So a running server costs nothing, and one that was killed meanwhile comes back.
    """
    try:
        return connect(**parameters)
    except psycopg.OperationalError:
        with told_as_database_error():
            server.ensure_running()
            parameters |= server.connection_parameters()
    return connect(**parameters)


def connection_class_of(server: Server) -> type[psycopg.Connection]:
    """For the pool, which opens connections in threads of its own."""

    class EmbeddedConnection(psycopg.Connection):
        @classmethod
        def connect(cls, conninfo="", **parameters):
            return connected(server, super().connect, conninfo=conninfo, **parameters)

    return EmbeddedConnection


class DatabaseClient(client.DatabaseClient):
    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):
        server = server_of(settings_dict)
        with told_as_database_error():
            server.ensure_running()
        known = server.connection_parameters()
        place = {"HOST": known["host"], "PORT": known["port"], "USER": known["user"]}
        args, env = super().settings_to_cmd_args_env(settings_dict | place, parameters)
        return [str(server.program("psql")), *args[1:]], {
            **(env or {}),
            "PGREQUIREPEER": known["requirepeer"],
        }


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def __init__(self, settings_dict, alias="default"):
        super().__init__(settings_dict, alias)
        self.server = server_of(settings_dict)
        options = settings_dict["OPTIONS"]
        if pool := options.get("pool"):
            known = {"connection_class": connection_class_of(self.server)}
            options["pool"] = known | (pool if isinstance(pool, dict) else {})

    def get_connection_params(self):
        parameters = super().get_connection_params()
        for ours in ("directory", "durable"):
            parameters.pop(ours, None)
        with told_as_database_error():
            return parameters | self.server.connection_parameters()

    def get_new_connection(self, conn_params):
        connect = super().get_new_connection
        if self.pool:
            return connect(conn_params)
        return connected(self.server, lambda **parameters: connect(parameters), **conn_params)
