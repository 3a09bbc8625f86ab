"""What belongs to a row, fetched with it."""

from collections.abc import Collection

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, QuerySet
from django.db.models.functions import JSONObject


def as_list(rows: QuerySet, *names: str, **expressions) -> ArraySubquery:
    """The rows in their order, each as an object of the named facts."""
    facts = {name: F(name) for name in names}
    return ArraySubquery(rows.values(facts=JSONObject(**facts, **expressions)))


def made_of(model: type[Model], facts: dict) -> Model:
    """The record that `as_object` told of, with moments and numbers as the model has them."""
    fields = model._meta  # noqa: SLF001  Django documents _meta.
    return model(**{name: fields.get_field(name).to_python(value) for name, value in facts.items()})


def as_object(model: type[Model], path: str, *, without: Collection[str] = ()) -> JSONObject:
    """The record at the end of a path, as the keywords that make one; all null where none is."""
    fields = [field for field in model._meta.concrete_fields if field.name not in without]  # noqa: SLF001  Django documents _meta.
    return JSONObject(**{field.attname: F(f"{path}__{field.attname}") for field in fields})
