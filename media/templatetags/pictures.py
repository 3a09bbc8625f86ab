"""`{% picture image shape="16x9" sizes="…" %}`: a picture in all its sizes."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from media.addresses import FORMATS, PLAIN_WIDTH, Rendition
from media.models import Image
from media.rights import WITHHELD

register = template.Library()

# Written here and not in a template: a list has twenty of them.
PICTURE = """<picture>
  <source type="image/avif" srcset="{avif}" sizes="{sizes}">
  <source type="image/webp" srcset="{webp}" sizes="{sizes}">
  <img src="{src}" srcset="{jpg}" sizes="{sizes}" width="{width}" height="{height}" alt="{alt}" \
{loading} decoding="async">
</picture>"""
LOADING = {
    "lazy": mark_safe('loading="lazy"'),
    "eager": mark_safe('fetchpriority="high"'),
}


@register.simple_tag
def picture(
    image: Image,
    shape: str = "original",
    sizes: str = "100vw",
    alt: str | None = None,
    loading: str = "lazy",
) -> SafeString:
    """`alt` is the library's unless given (empty for a decorative one); the lead is `eager`."""
    if image.is_withheld:
        return format_html('<p class="withheld">{}</p>', WITHHELD)
    offered = image.renditions(shape)
    plain = next((made for made in offered if made.step >= PLAIN_WIDTH), offered[-1])
    return format_html(
        PICTURE,
        **{format_: srcset(offered, format_) for format_ in FORMATS},
        src=plain.url("jpg"),
        sizes=sizes,
        width=offered[-1].width,
        height=offered[-1].height,
        alt=image.alt_text if alt is None else alt,
        loading=LOADING[loading],
    )


def srcset(offered: list[Rendition], format_: str) -> str:
    return ", ".join(f"{made.url(format_)} {made.width}w" for made in offered)


@register.simple_tag
def picture_url(image, shape="original", width=1280, format="jpg"):  # noqa: A002
    """One address, for feeds, structured data and previews elsewhere."""
    return image.rendition(shape, width).url(format)
