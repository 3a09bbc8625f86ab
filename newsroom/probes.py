"""What watches over the site asks here whether it lives and whether it can work."""

import logging
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


@require_safe
@never_cache
def healthz(request):
    """This process answers. It asks nobody else, so a slow database restarts no server."""
    return plain("alive")


@require_safe
@never_cache
def readyz(request):
    """Readers can be served: 200, or 503 with a line for each thing that fails."""
    failures = [failure for check in CHECKS if (failure := check())]
    return plain(*failures, status=503) if failures else plain("ready")


def plain(*lines: str, status: int = 200) -> HttpResponse:
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def database() -> str | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        log.warning("The database does not answer.", exc_info=True)
        return "database: no answer"
    return None


def storage() -> str | None:
    written = b"ready?"
    try:
        name = default_storage.save("probe/ready", ContentFile(written))
        try:
            with default_storage.open(name) as file:
                read = file.read()
        finally:
            default_storage.delete(name)
    # Each kind of storage has errors of its own, and a probe has to answer all the same.
    except Exception:
        log.warning("The storage of uploads cannot be used.", exc_info=True)
        return "storage: cannot be written and read"
    return None if read == written else "storage: gives back something else than was written"


def migrations() -> str | None:
    # Migrations come with the code, so what is complete stays so for this process's life.
    if migrations.complete:
        return None
    try:
        missing = len(unapplied())
    except Error:
        return "migrations: unknown without the database"
    migrations.complete = not missing
    return f"migrations: {missing} not applied" if missing else None


migrations.complete = False


def unapplied() -> list:
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


CHECKS: list[Callable[[], str | None]] = [database, storage, migrations]
