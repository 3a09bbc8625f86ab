"""`manage.py make_archive`: stories by the thousand, to measure a site with."""

import os
import time

from django.core.management.base import BaseCommand, CommandError

from articles.filling import Filling
from articles.models import Article

MOST = 10_000_000


class Command(BaseCommand):
    help = (
        "Makes stories with authors, tags, pictures, links and dates over ten years. "
        "For a database of their own: they are not true."
    )

    def add_arguments(self, parser):
        parser.add_argument("--articles", type=int, required=True, help="how many")
        parser.add_argument("--seed", type=int, default=1, help="another makes other stories")
        parser.add_argument(
            "--among-others",
            action="store_true",
            help="also where there are stories already, which stay as they are",
        )

        parser.add_argument(
            "--processes", type=int, default=os.process_cpu_count(), help="at work at once"
        )

    def handle(self, *, articles, seed, among_others, processes, **options):
        if not 1 <= articles <= MOST:
            raise CommandError(f"--articles is a number from 1 to {MOST:,}.")
        if not among_others and Article.objects.exists():
            raise CommandError(
                "This database holds stories already. To put made-up ones among them, add "
                "--among-others; nothing takes them out again."
            )
        began = time.perf_counter()

        def said(done):
            each_second = done / (time.perf_counter() - began)
            self.stdout.write(f"{done:,} of {articles:,} stories, {each_second:,.0f} a second")

        Filling(articles, seed).run(said, max(processes, 1))
        self.stdout.write("Done. “manage.py embed --missing” reads what they are about.")
