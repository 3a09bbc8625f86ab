"""The worker's queues in tests that commit."""

from django.db import connection


def forget_jobs():
    """Django's flush leaves them: it knows no table without a model of its own."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_periodic_defers CASCADE")
