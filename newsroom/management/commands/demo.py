from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from newsroom import env, serving
from newsroom.collecting import alone, collect_if_stale
from newsroom.demo import laying, logins
from newsroom.management.commands.serve import add_place, worker_beside
from newsroom.models import Publication

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Prepares an invented publication to try everything on, and serves it."

    def add_arguments(self, parser):
        add_place(parser, host=False)

    def handle(self, *, port, workers, no_worker, **options):
        serving.refuse_debug()
        listener = serving.bound(HOST, port)
        be_at(serving.address_of(listener))
        try:
            prepare()
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        lines = [*where(serving.address_of(listener)), "", *logins.lines(), ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
        serving.serve(
            listener,
            workers=workers,
            ready=self.say_ready,
            beside=worker_beside(no_worker=no_worker),
        )

    def say_ready(self):
        self.stdout.write("Ready. Ctrl-C stops it.")
        self.stdout.flush()


def be_at(address):
    """Without a SITE_URL of its own the demo is where it is served.

    Nothing else follows from it: like the default it has no encryption.
    """
    if not env.text("SITE_URL"):
        settings.SITE_URL, settings.SITE_HOST = address, HOST
    if HOST not in settings.ALLOWED_HOSTS:
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, HOST]


def prepare():
    """Everything that a first run lacks; two at once wait for each other."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with alone(settings.VAR_DIR / "demo.lock"):
        call_command("migrate", interactive=False, verbosity=0)
        lay_edition()
        collect_if_stale()


def lay_edition():
    if laying.is_laid():
        return
    if not laying.is_house_empty():
        raise CommandError(
            "This database holds a publication already, and the demo would pour invented "
            "stories and logins into it. Serve it with manage.py serve, or give the demo a "
            "VAR_DIR or DATABASE_URL of its own."
        )
    laying.lay()


def where(address):
    name = Publication.objects.get(pk=1).name
    yield f"{name} is at {settings.SITE_URL}/ and its desk at {settings.SITE_URL}/admin/"
    if address != settings.SITE_URL:
        yield f"Served at {address}"
