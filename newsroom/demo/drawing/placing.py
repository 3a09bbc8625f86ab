"""Drawing a thing around its own middle, and putting it down turned and sized."""

import math
from collections.abc import Callable

from newsroom.demo.drawing.canvas import Point


def placed(
    x: float, y: float, *, size: float = 1, degrees: float = 0
) -> Callable[[float, float], Point]:
    """From places around the thing's middle to places on the sheet; it turns clockwise."""
    cosine = math.cos(math.radians(degrees)) * size
    sine = math.sin(math.radians(degrees)) * size

    def at(dx: float, dy: float) -> Point:
        return x + dx * cosine - dy * sine, y + dx * sine + dy * cosine

    return at
