"""What a card of the library prints."""

from django import template

from media import library
from media.models import Image

register = template.Library()
register.filter("marks", library.marks)

SMALL = 320


@register.filter
def small_address(image: Image) -> str:
    return image.rendition("original", SMALL).url("webp")


@register.filter
def small_width(image: Image) -> int:
    return image.rendition("original", SMALL).width


@register.filter
def small_height(image: Image) -> int:
    return image.rendition("original", SMALL).height
