"""Deletions at the desk, each with its entry in the log."""

from django.db import transaction

from authors import deeds
from authors.models import Deed


class NotesDeletion:
    """For a `ModelAdmin`: one record or several, each is noted with whoever deletes it."""

    @transaction.atomic
    def delete_model(self, request, obj):
        deeds.note(obj, Deed.Kind.DELETED, said_of(obj), by=request.user)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.delete_model(request, obj)


def note_removal(sender, image, by, **kwargs) -> None:
    """A picture left the library."""
    deeds.note(image, Deed.Kind.DELETED, said_of(image), by=by)


def said_of(obj) -> str:
    return f"Deleted the {obj._meta.verbose_name}."  # noqa: SLF001  Django documents it.
