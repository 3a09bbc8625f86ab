"""Tags that print stories: names in good English, addresses, data for machines."""

import datetime as dt
import json
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles import printing, structured
from articles.models import Article

register = template.Library()

# The data may hold anybody's words, and a browser reads on until the first “</script>”.
NO_MARKUP = {character: f"\\u{ord(character):04X}" for character in "<>&"}
# The dates of the stories that are being read.
MOST_DATES = 1024


@register.simple_tag
def moment(at: dt.datetime) -> SafeString:
    """A point in time to the minute, in the site's zone."""
    return printed_time(at, "j F Y, H:i T")


@register.simple_tag
def day(at: dt.datetime) -> SafeString:
    return printed_time(at, "j F Y")


def printed_time(at: dt.datetime, form: str) -> SafeString:
    return written_out(at, form, timezone.get_current_timezone(), get_language())


@lru_cache(MOST_DATES)
def written_out(at: dt.datetime, form: str, zone: dt.tzinfo, language: str | None) -> SafeString:
    """Kept by everything that it depends on; moments of different zones may be equal."""
    local = timezone.localtime(at, zone)
    exact = local.isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', exact, date_format(local, form))


@register.filter
def absolute(address: str) -> str:
    """The address with scheme and host, for the outside world."""
    return structured.absolute(address)


@register.simple_tag
def json_ld(facts: structured.StoryFacts) -> SafeString:
    """The story as structured data: data, not a script, so that no policy has to permit it."""
    data = json.dumps(structured.news_article(facts), ensure_ascii=False)
    for character, escaped in NO_MARKUP.items():
        data = data.replace(character, escaped)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')


@register.simple_tag
def card_byline(article: Article) -> str:
    """Who wrote it, and why it stands under the name whose page this is."""
    lines = [(line,) for line in printing.card_lines(article)]
    return format_html_join("", '<span class="card-byline">{}</span> ', lines)
