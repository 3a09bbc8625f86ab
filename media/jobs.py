"""What the worker does for pictures; the site is right without it, only slower the first time."""

import logging
from collections.abc import Iterable

from procrastinate.contrib.django import app

from media import addresses, renditions
from media.models import Image

# After all that somebody waits for.
LAST = -10

log = logging.getLogger(__name__)


def make_ahead(shown: Iterable[tuple[Image, str]]) -> None:
    """Have all made that a page offers first of these pictures in these shapes."""
    wanted = [
        [image.pk, shape, made.step, format_]
        for image, shape in shown
        for made, format_ in offered_first(image, shape)
    ]
    if wanted:
        make_renditions.defer(wanted=wanted)


def offered_first(image: Image, shape: str) -> list[tuple[addresses.Rendition, str]]:
    """What most browsers take, in each width, and the one file that every other program takes."""
    best = next(iter(addresses.FORMATS))
    offered = [(made, best) for made in image.renditions(shape)]
    return [*offered, (image.rendition(shape, addresses.PLAIN_WIDTH), "jpg")]


@app.task(queue="pictures", priority=LAST)
def make_renditions(*, wanted: list[list]) -> None:
    """Make the first that is not there, and leave the rest to a job of its own.

    So one after the other is made, a worker that is asked to stop soon has, and mails come
    between. A lock of the queue would do the same, but its next job waits for the next look.
    """
    rest = list(wanted)
    try:
        while rest and not make_rendition(*rest.pop(0)):
            pass
    finally:
        if rest:
            make_renditions.defer(wanted=rest)


def make_rendition(number: int, shape: str, step: int, format_: str) -> bool:
    """Whether it was made now."""
    image = Image.objects.filter(pk=number).first()
    # Deleted, or replaced by a smaller one meanwhile.
    if image is None or step not in addresses.sizes(image.width, image.height, shape):
        return False
    if renditions.kept(renditions.file_name(image, shape, step, format_)):
        return False
    try:
        renditions.rendition(image, shape, step, format_)
    except FileNotFoundError:
        log.warning("The original of picture %s is not in storage.", number)
        return False
    return True
