"""`manage.py embed`: what stories are about, where no worker has read them."""

from django.core.management.base import BaseCommand

from articles import embedding


class Command(BaseCommand):
    help = "Reads stories for the “More:” links that fill themselves. Safe to repeat."

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--missing", action="store_true", help="stories of which nothing is known, as imported"
        )
        which.add_argument(
            "--all",
            action="store_true",
            help="every story anew: words are weighed by what the archive holds today",
        )

    def handle(self, *, missing, **options):
        if missing:
            embedding.embed(embedding.missing(), self.say)
        else:
            embedding.embed_anew(self.say)
        self.stdout.write("Done.")

    def say(self, done, of):
        self.stdout.write(f"{done} of {of} stories")
