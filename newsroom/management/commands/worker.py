import argparse
import datetime as dt

from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils import timezone

from articles.models import Notice
from newsroom import working
from newsroom.management.commands.serve import refuse_unmigrated

# What is younger may be on its way.
SETTLED = dt.timedelta(minutes=1)


class Command(BaseCommand):
    help = "Sends mail and does what is due, until it is stopped. serve and demo start one."

    def add_arguments(self, parser):
        parser.add_argument(
            "--unsent",
            action="store_true",
            help="list the mails that were not sent, or perhaps not, and end",
        )
        # The number of the process without which it has nothing to do.
        parser.add_argument("--beside", type=int, help=argparse.SUPPRESS)

    def handle(self, *, unsent, beside, **options):
        if unsent:
            self.list_unsent()
            return
        refuse_unmigrated()
        working.work(ready=self.say_nothing if beside else self.say_ready, beside=beside)

    def say_ready(self):
        self.stdout.write("Working. Ctrl-C stops it.")
        self.stdout.flush()

    def say_nothing(self):
        """Beside a web server, whose lines stand alone."""

    def list_unsent(self):
        since = timezone.now() - SETTLED
        old = Notice.objects.filter(sent_at=None, made_at__lt=since)
        settled = old.filter(Q(claimed_at=None) | Q(claimed_at__lt=since))
        notices = settled.select_related("deed", "to").order_by("made_at", "pk")
        for notice in notices.iterator():
            self.stdout.write(
                f"{notice.pk}  {notice.made_at:%Y-%m-%d %H:%M}  {notice.to}  {notice}  "
                f"{notice.standing}"
            )
