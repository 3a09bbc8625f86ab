"""A moment that an editor types, on the desk's clock."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy

FIRST_YEAR, LAST_YEAR = 2000, 2100


def clock_of_the_desk() -> str:
    return f"In the desk’s time zone, {timezone.get_current_timezone_name()}."


# The zone is a setting, known when a form is shown.
ON_THE_DESKS_CLOCK = lazy(clock_of_the_desk, str)()


class MomentInput(forms.DateTimeInput):
    """A day and a time; `desk/publishing.js` tells what that is on the editor's own clock."""

    input_type = "datetime-local"

    def format_value(self, value):
        if not isinstance(value, dt.datetime):
            return value
        return value.isoformat(timespec="seconds" if value.second else "minutes")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["attrs"]["data-zone"] = timezone.get_current_timezone_name()
        if has_seconds(widget["value"]):
            # Else a browser lets nobody change them; without any it would ask for them.
            widget["attrs"]["step"] = 1
        return context


def has_seconds(shown: str | None) -> bool:
    return shown is not None and shown.count(":") > 1


class MomentField(forms.DateTimeField):
    widget = MomentInput

    def to_python(self, value):
        moment = super().to_python(value)
        if moment is None:
            return None
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValidationError(f"Write a year between {FIRST_YEAR} and {LAST_YEAR}.")
        return moment.astimezone(dt.UTC)
