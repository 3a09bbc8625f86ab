"""Rows for the database as they stand, by COPY."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Model

# ruff: noqa: SLF001  Django documents `_meta`.


def numbers_for(model: type[Model], number: int) -> list[int]:
    """So many keys, which nobody else will get."""
    values = [model._meta.db_table, model._meta.pk.column, number]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            values,
        )
        return [key for (key,) in cursor]


def copy_records(model: type[Model], records: Sequence[Model], into: str = "") -> None:
    """The records as they stand, with their keys, without a signal or a look at each."""
    fields = model._meta.local_fields
    prepared = [(field.attname, field.get_db_prep_save) for field in fields]
    rows = (
        [made(getattr(record, name), connection) for name, made in prepared] for record in records
    )
    copy_in(into or model._meta.db_table, [field.column for field in fields], rows)


def copy_in(table: str, columns: Sequence[str], rows: Iterable[Sequence]) -> None:
    quoted = connection.ops.quote_name
    into = f"COPY {quoted(table)} ({', '.join(map(quoted, columns))}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)
