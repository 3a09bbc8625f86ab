"""The library as a list: what it is filtered by, and what a card says of a picture."""

import datetime as dt

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from media import rights
from media.models import Image, uses_of_pictures
from media.rights import Licence, Uses

DAYS = [("1", "Today and yesterday"), ("7", "The last 7 days"), ("30", "The last 30 days")]
DAYS += [("365", "The last year")]


def used() -> Q:
    """Whether anything stands on a picture: a story or one of its versions, a portrait, an ad."""
    found = Q()
    for relation in uses_of_pictures():
        rows = relation.related_model._default_manager  # noqa: SLF001
        found |= Q(Exists(rows.filter(**{relation.field.name: OuterRef("pk")})))
    return found


def marks(image: Image) -> list[str]:
    """What somebody should know or do about a picture of the list, worst first."""
    told = []
    if image.problem:
        told.append(f"It {image.problem}")
    elif image.rights_until and image.rights_until <= timezone.now() + rights.TOLD_BEFORE:
        told.append(f"May be shown until {rights.spoken(image.rights_until)}")
    if not image.credit:
        told.append("No credit")
    if not image.alt_text:
        told.append("No alternative text")
    if not image.is_used:
        told.append("Unused")
    return told


class Filter(admin.SimpleListFilter):
    """A choice of a few, each with its condition; anything else filters nothing."""

    conditions: dict

    def lookups(self, request, model_admin):
        return [(value, words) for value, (words, _) in self.conditions.items()]

    def queryset(self, request, images):
        if self.value() in self.conditions:
            return images.filter(self.conditions[self.value()][1]())
        return images


class MissingFilter(Filter):
    title, parameter_name = "what is missing", "missing"
    conditions = {
        "either": ("Credit or alternative text", lambda: Q(credit="") | Q(alt_text="")),
        "credit": ("Credit", lambda: Q(credit="")),
        "alt_text": ("Alternative text", lambda: Q(alt_text="")),
    }


class LicenceFilter(Filter):
    title, parameter_name = "licence", "licence"
    conditions = {
        value: (words, lambda value=value: Q(licence=value)) for value, words in Licence.choices
    } | {"none": ("Not said", lambda: Q(licence=""))}


class RightsFilter(Filter):
    title, parameter_name = "rights", "rights"
    conditions = {
        "ending": (
            "End within 14 days",
            lambda: Q(
                rights_until__gt=timezone.now(),
                rights_until__lte=timezone.now() + rights.TOLD_BEFORE,
            ),
        ),
        "ended": ("Have ended", lambda: Q(rights_until__lte=timezone.now())),
        "none": ("May not be shown now", lambda: rights.outside(timezone.now())),
        "editorial": ("Editorial only", lambda: Q(allowed_uses=Uses.EDITORIAL)),
    }


class UseFilter(Filter):
    title, parameter_name = "use", "use"
    conditions = {"none": ("Unused", lambda: ~used()), "some": ("Used", used)}


class ShapeFilter(Filter):
    title, parameter_name = "shape", "shape"
    conditions = {
        "landscape": ("Landscape", lambda: Q(width__gt=F("height"))),
        "portrait": ("Portrait", lambda: Q(width__lt=F("height"))),
        "square": ("Square", lambda: Q(width=F("height"))),
    }


class DateFilter(Filter):
    title, parameter_name = "when it came", "since"
    conditions = {
        days: (
            words,
            lambda days=days: Q(uploaded_at__gte=timezone.now() - dt.timedelta(days=int(days))),
        )
        for days, words in DAYS
    }


class UploaderFilter(admin.SimpleListFilter):
    title, parameter_name = "who brought it", "by"

    def lookups(self, request, model_admin):
        uploads = Image.objects.filter(uploaded_by=OuterRef("pk"))
        people = get_user_model().objects.filter(Exists(uploads)).order_by("username")
        return [(str(person.pk), str(person)) for person in people]

    def queryset(self, request, images):
        if self.value() in dict(self.lookup_choices):
            return images.filter(uploaded_by=self.value())
        return images


FILTERS = [
    *(RightsFilter, MissingFilter, UseFilter, LicenceFilter),
    *(ShapeFilter, DateFilter, UploaderFilter),
]
