from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from newsroom.embedded.base import DatabaseWrapper
from newsroom.embedded.errors import ServerError

# As `pg_ctl status` says it.
NOT_RUNNING = 3


class Command(BaseCommand):
    help = "Starts, stops or describes the embedded PostgreSQL server."
    # The server has to answer to its words whatever state the site is in.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("word", choices=["start", "stop", "status"])

    def handle(self, *, word, **options):
        connection = connections[DEFAULT_DB_ALIAS]
        if not isinstance(connection, DatabaseWrapper):
            raise CommandError(
                "DATABASE_URL names a database server of your own, "
                "so there is nothing to start, stop or describe here."
            )
        try:
            getattr(self, word)(connection.server)
        except ServerError as error:
            raise CommandError(str(error)) from error

    def start(self, server):
        server.ensure_running()
        self.stdout.write(f"The database runs in {server.place.home}.")

    def stop(self, server):
        server.stop()
        self.stdout.write("The database is stopped.")

    def status(self, server):
        status = server.status()
        facts = {
            "directory": server.directory,
            "kept in": status.directory if status.directory != server.directory else None,
            "socket": status.socket,
            "account": status.account,
            "process": status.pid,
            "version": status.version,
        }
        for name, fact in facts.items():
            if fact:
                self.stdout.write(f"{name:<10} {fact}")
        if not status.running:
            raise CommandError("The database is not running.", returncode=NOT_RUNNING)
        self.stdout.write("The database is running.")
