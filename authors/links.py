"""Links of a person or a publication: a label and an address, written one a line."""

from typing import TypedDict
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

MOST_LINKS = 20
valid_address = URLValidator(schemes=["http", "https"])


class Link(TypedDict):
    label: str
    url: str


def read_link(line: str) -> Link:
    label, _, url = line.strip().rpartition(" ")
    try:
        valid_address(url)
    except ValidationError as error:
        raise ValidationError(
            f"“{line.strip()}” does not end in an address; write “Website https://example.org”."
        ) from error
    return {"label": label.strip() or urlsplit(url).hostname.removeprefix("www."), "url": url}


class LinksFormField(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(f"{link['label']} {link['url']}" for link in value)
        return value

    def clean(self, value):
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise ValidationError(f"Write {MOST_LINKS} links at most; these are {len(lines)}.")
        return [read_link(line) for line in lines]

    def has_changed(self, initial, data):
        return self.prepare_value(initial or []) != (data or "").replace("\r\n", "\n").strip()


class LinksField(models.JSONField):
    """A list of `Link`, edited as lines of text."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": list} | kwargs)

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return models.Field.formfield(self, form_class=LinksFormField, **kwargs)
