"""The log: who did what to which thing, when and from where. It is only ever added to."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models

from authors.models import Deed, User
from authors.signals import noted


@dataclass(frozen=True)
class Source:
    """The door through which something is done, and the address of who knocks there."""

    door: str = Deed.Door.SHELL
    address: str | None = None


SHELL = Source()
source: ContextVar[Source] = ContextVar("source", default=SHELL)


@contextmanager
def through(door: str, address: str | None = None) -> Iterator[None]:
    """What is noted in here was done through this door."""
    token = source.set(Source(door, address or source.get().address))
    try:
        yield
    finally:
        source.reset(token)


def note(
    about: models.Model, kind: str, words: str, *, by: User | None, late_by: float | None = None
) -> Deed:
    """Add an entry, inside the transaction of the deed: neither is there without the other.

    `by` is None for the clock; `late_by` are the seconds that it came after its moment.
    """
    here = source.get()
    deed = Deed.objects.create(
        kind=kind,
        words=words,
        by=by,
        door=here.door,
        address=here.address,
        late_by=late_by,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
        about_name=str(about)[:250],
    )
    noted.send(sender=Deed, deed=deed, about=about)
    return deed


def about(thing: models.Model) -> models.QuerySet[Deed]:
    """The entries about one thing, the newest first."""
    kind = ContentType.objects.get_for_model(thing)
    return Deed.objects.filter(about_type=kind, about_id=thing.pk)
