"""Large pictures are decoded one after the other: a server runs out of memory before time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import connection, transaction

# Decoded it has four bytes a pixel, and twice that while it is turned or converted: 50 and
# 200 MB. WebP's own decoder keeps three copies.
LARGE, HUGE = 6_000_000, 25_000_000
# Any number, the same in all processes.
LOCK = 4_120_669_823
in_this_process = Lock()


@contextmanager
def in_turn(pixels: int) -> Iterator[None]:
    """A process decodes one large picture at a time, and all of them together one huge one.

    Two uploads of 100 megapixels at once take the memory of one; the second waits.
    """
    if pixels <= LARGE:
        yield
    elif pixels <= HUGE:
        with in_this_process:
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            with in_this_process:
                yield
