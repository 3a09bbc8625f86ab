"""Lays the demo edition and measures its pages beside a bare view, for `test_cost.py`.

    manage.py shell -v 0 -c "from tests.benchmarks import cost; cost.measure()"

With the site's own settings and without a test runner, which watches templates and queries.
"""

import gc
import io
import json
import statistics
import sys
import time
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import body
from articles.models import Article, Section
from authors.models import Author
from newsroom import serving
from newsroom.management.commands import demo

ROUNDS = 200
# What a browser sends.
ENVIRON = {
    "REQUEST_METHOD": "GET",
    "SCRIPT_NAME": "",
    "SERVER_NAME": "127.0.0.1",
    "SERVER_PORT": "8000",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "127.0.0.1",
    "HTTP_HOST": "localhost:8000",
    "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "HTTP_ACCEPT": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.5",
    "wsgi.url_scheme": "http",
}
COMPRESSED = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


@dataclass
class Cost:
    """What one page costs: milliseconds of this process, queries, bytes unpacked and as sent."""

    milliseconds: float
    queries: int
    unpacked: int
    sent: int


def measure() -> None:
    """Print the cost of each page kind as JSON."""
    settings.ROOT_URLCONF = "tests.benchmarks.bare_site"
    demo.prepare()
    kinds = page_kinds()
    serving.leave_connections_to_workers()
    server = WSGIHandler()
    taken = milliseconds(server, kinds)
    costs = {kind: cost(server, address, taken[kind]) for kind, address in kinds.items()}
    json.dump({kind: asdict(cost) for kind, cost in costs.items()}, sys.stdout)
    connection.close()
    connection.close_pool()


def page_kinds() -> dict[str, str]:
    """The fullest page of each kind."""
    published = Article.objects.published()
    story = max(published, key=lambda story: (len(body.picture_ids(story.body)), len(story.body)))
    return {
        "bare view": "/bare/",
        "barest view": f"/bare/{story.pk}/",
        "article": story.get_absolute_url(),
        "front page": "/",
        "section": most_stories(Section.objects.all()).get_absolute_url(),
        "tag": story.tags.first().get_absolute_url(),
        "author": most_stories(Author.objects.all()).get_absolute_url(),
        "authors": "/authors/",
        "latest": "/latest/",
        "year": f"/{story.address_year}/",
        "month": f"/{story.address_year}/{story.address_month:02}/",
        "corrections": "/corrections/",
        "search": "/search/?q=tide",
        "page": "/about/",
        "no such page": "/no/such/page/",
        "feed": "/feed/",
    }


def most_stories(queryset):
    return max(queryset, key=lambda one: one.articles.count())


def milliseconds(server: WSGIHandler, kinds: dict[str, str]) -> dict[str, float]:
    """The median of each page, asked in turn, so that what else goes on meets all alike."""
    for address in [*kinds.values()] * 10:
        ask(server, address, **COMPRESSED)
    # As the server does with what is loaded before it serves.
    gc.collect()
    gc.freeze()
    taken = {kind: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind, address in kinds.items():
            began = time.process_time()
            ask(server, address, **COMPRESSED)
            taken[kind].append(time.process_time() - began)
    return {kind: statistics.median(seconds) * 1000 for kind, seconds in taken.items()}


def cost(server: WSGIHandler, address: str, taken: float) -> Cost:
    with CaptureQueriesContext(connection) as captured:
        unpacked = ask(server, address)
    queries = len(captured)
    sent = ask(server, address, **COMPRESSED)
    return Cost(taken, queries, len(unpacked), len(sent))


def ask(server: WSGIHandler, address: str, **headers: str) -> bytes:
    """The body of the answer, asked for and sent as gunicorn does."""
    path, _, query = address.partition("?")
    place = {"PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": io.BytesIO()}
    response = server(ENVIRON | place | headers, lambda status, headers: None)
    sent = b"".join(response)
    response.close()
    return sent
