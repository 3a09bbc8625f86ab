"""What a publication's own database server has to bring."""

from django.core.checks import Error, Tags, register
from django.db import connections

# The first with vectors of half precision, and sparse ones.
LEAST = (0, 7)
FOUND = """
    SELECT coalesce(installed_version, default_version), installed_version IS NOT NULL,
           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
    FROM pg_available_extensions WHERE name = 'vector'
"""
MISSING = Error(
    "This PostgreSQL server has no pgvector.",
    hint="Install the package of your system, such as postgresql-17-pgvector.",
    id="articles.E001",
)
OLD = Error(
    "The server's pgvector is older than 0.7.",
    hint="Install a newer one, then let its superuser ALTER EXTENSION vector UPDATE.",
    id="articles.E002",
)
NOT_CREATED = Error(
    "pgvector is not created in this database.",
    hint="Let the superuser run once: CREATE EXTENSION vector",
    id="articles.E003",
)


@register(Tags.database)
def pgvector_is_there(databases=None, **kwargs) -> list[Error]:
    """Asked by `migrate`, before it would stumble."""
    return [error for name in databases or [] for error in problems(connections[name])]


def problems(connection) -> list[Error]:
    with connection.cursor() as cursor:
        cursor.execute(FOUND)
        found = cursor.fetchone()
    if found is None:
        return [MISSING]
    version, is_created, may_create = found
    if tuple(int(part) for part in version.split(".")[:2]) < LEAST:
        return [OLD]
    return [] if is_created or may_create else [NOT_CREATED]
