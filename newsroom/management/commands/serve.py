from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from newsroom import serving
from newsroom.beside import WorkerBeside
from newsroom.collecting import collect_if_stale
from newsroom.probes import unapplied


def add_place(parser, *, host=True):
    """The arguments that say where to serve and how, the same for `serve` and `demo`."""
    parser.add_argument("--port", type=port, default=8000, help="8000 unless told; 0: a free one")
    if host:
        parser.add_argument("--host", default="127.0.0.1", help="127.0.0.1 unless told")
    parser.add_argument("--workers", type=positive, default=2, help="processes; 2 unless told")
    parser.add_argument("--no-worker", action="store_true", help="start no worker beside it")


def worker_beside(*, no_worker):
    return None if no_worker else WorkerBeside()


def port(typed):
    number = int(typed)
    if number not in range(65536):
        raise ValueError
    return number


def positive(typed):
    number = int(typed)
    if number < 1:
        raise ValueError
    return number


class Command(BaseCommand):
    help = "Serves the site as in production: several processes, hashed static files."

    def add_arguments(self, parser):
        add_place(parser)

    def handle(self, *, host, port, workers, no_worker, **options):
        serving.refuse_debug()
        listener = serving.bound(host, port)
        refuse_unmigrated()
        collect_if_stale()
        place = serving.address_of(listener)
        line = f"Serving {settings.SITE_URL} at {place}"
        serving.serve(
            listener,
            workers=workers,
            ready=lambda: self.say(line),
            beside=worker_beside(no_worker=no_worker),
        )

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()


def refuse_unmigrated():
    try:
        missing = len(unapplied())
    except OperationalError as error:
        raise CommandError(f"The database does not answer: {error}") from error
    if missing:
        raise CommandError(
            f"The database lacks {missing} migration{'s' if missing > 1 else ''}. "
            f"Back {connection.settings_dict['NAME']} up and run manage.py migrate."
        )
