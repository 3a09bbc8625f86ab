"""What the worker does for pictures; the site is right without it, only slower the first time."""

import logging
from collections.abc import Iterable

from procrastinate.contrib.django import app

from media import addresses, renditions
from media.models import Image

LAST = -10

log = logging.getLogger(__name__)


def make_ahead(shown: Iterable[tuple[Image, str]]) -> None:
    """Leave a job for each rendition that a page offers first of these pictures in these shapes.

    Each is short, so that a worker that is asked to stop soon has.
    """
    wanted = (
        {"image": image.pk, "shape": shape, "step": made.step, "format_": format_}
        for image, shape in shown
        for made, format_ in offered_first(image, shape)
    )
    make_rendition.batch_defer(*wanted)


def offered_first(image: Image, shape: str) -> list[tuple[addresses.Rendition, str]]:
    """What most browsers take, in each width, and the one file that every other program takes."""
    best = next(iter(addresses.FORMATS))
    offered = [(made, best) for made in image.renditions(shape)]
    return [*offered, (image.rendition(shape, addresses.PLAIN_WIDTH), "jpg")]


# One after the other, and after all that somebody waits for: readers' own first requests need
# the processor, too.
@app.task(queue="pictures", lock="pictures", priority=LAST)
def make_rendition(*, image: int, shape: str, step: int, format_: str) -> None:
    picture = Image.objects.filter(pk=image).first()
    # Deleted, or replaced by a smaller one meanwhile.
    if picture is None or step not in addresses.sizes(picture.width, picture.height, shape):
        return
    try:
        renditions.rendition(picture, shape, step, format_)
    except FileNotFoundError:
        log.warning("The original of picture %s is not in storage.", image)
