"""`manage.py tidy`: what nobody needs any more goes. Safe at any time; meant for once a day."""

from django.core.management.base import BaseCommand

from articles import tidying


class Command(BaseCommand):
    help = (
        "Removes old autosaves, drafts that stayed empty for a day, the traces of closed forms, "
        "and preview links that ran out a month ago."
    )

    def handle(self, *args, **options):
        for what, number in tidying.tidy().items():
            self.stdout.write(f"{what}: {number}")
