"""XML for other programs, written as templates like the pages are."""

import re
from collections.abc import Mapping

from django.http import HttpResponse
from django.template.loader import render_to_string

# XML 1.0, 2.2: anything else, typed or pasted by whomever, makes the whole file unreadable.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def answer(
    template: str, told: Mapping[str, object], *, content_type: str = "application/xml"
) -> HttpResponse:
    text = FORBIDDEN.sub("", render_to_string(template, told))
    return HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
