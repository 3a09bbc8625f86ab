"""Large pictures are decoded one after the other, whichever process they come to."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Decoded it has four bytes a pixel, and twice that while it is turned or converted: 200 MB.
LARGE = 25_000_000
# Any number, the same in all processes.
LOCK = 4_120_669_823


@contextmanager
def in_turn(pixels: int) -> Iterator[None]:
    """Two uploads of 100 megapixels at once take the memory of one; the second waits."""
    if pixels <= LARGE:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
