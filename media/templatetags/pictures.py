"""`{% picture image shape="16x9" sizes="…" %}`: a picture in all its sizes."""

from django import template

from media.models import Image

register = template.Library()

# What a browser without `srcset` loads.
PLAIN_WIDTH = 960


def picture_sources(image: Image, shape: str = "original", sizes: str = "100vw") -> dict:
    """Everything that a `<picture>` needs."""
    offered = image.renditions(shape)
    widest = offered[-1]
    return {
        "webp": srcset(offered, "webp"),
        "jpg": srcset(offered, "jpg"),
        "src": image.rendition(shape, PLAIN_WIDTH).url("jpg"),
        "sizes": sizes,
        "width": widest.width,
        "height": widest.height,
    }


def srcset(offered, format_: str) -> str:
    return ", ".join(f"{made.url(format_)} {made.width}w" for made in offered)


@register.inclusion_tag("media/_picture.html")
def picture(image, shape="original", sizes="100vw", alt=None, loading="lazy"):
    """`alt` is the library's unless given (empty for a decorative one); the lead is `eager`."""
    return picture_sources(image, shape, sizes) | {
        "alt": image.alt_text if alt is None else alt,
        "loading": loading,
    }


@register.simple_tag
def picture_url(image, shape="original", width=1280, format="jpg"):  # noqa: A002
    """One address, for feeds, structured data and previews elsewhere."""
    return image.rendition(shape, width).url(format)
