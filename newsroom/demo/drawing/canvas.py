"""A sheet to cut and paste shapes on, in units that do not know the size in pixels."""

import io
import math
import random
from collections.abc import Iterable, Sequence

from PIL import Image as Picture
from PIL import ImageDraw

Point = tuple[float, float]

INK = "#172238"
NIGHT = "#22395b"
SEA = "#2f6d78"
FOAM = "#9fc4bd"
PAPER = "#f4ead8"
SAND = "#dcc59f"
OCHRE = "#e6a93a"
RED = "#d5492c"
PLUM = "#6d3346"

# Drawn larger and made smaller, so that edges are smooth.
OVERSAMPLING = 2


class Canvas:
    """Every shape is given in units from the top left; a unit is `scale` pixels at last."""

    def __init__(self, width: int, height: int, ground: str, *, scale: float = 1.2) -> None:
        self.width, self.height = width, height
        self.size = round(width * scale), round(height * scale)
        self.unit = scale * OVERSAMPLING
        large = (self.size[0] * OVERSAMPLING, self.size[1] * OVERSAMPLING)
        self.picture = Picture.new("RGB", large, ground)
        self.pen = ImageDraw.Draw(self.picture)

    def _at(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def shape(self, points: Iterable[Point], color: str) -> None:
        self.pen.polygon(self._at(points), fill=color)

    def smooth(self, points: Sequence[Point], color: str) -> None:
        """A closed shape without corners through the points."""
        self.shape(curve([*points, points[0]], closed=True), color)

    def box(self, x: float, y: float, width: float, height: float, color: str) -> None:
        self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], color)

    def disc(self, x: float, y: float, radius: float, color: str) -> None:
        self.oval(x, y, radius, radius, color)

    def oval(self, x: float, y: float, across: float, down: float, color: str) -> None:
        self.pen.ellipse(self._at([(x - across, y - down), (x + across, y + down)]), fill=color)

    def slice(self, x: float, y: float, radius: float, start: float, end: float, color: str):
        """A piece of a disc, in degrees clockwise from three o'clock."""
        box = self._at([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.pieslice(box, start, end, fill=color)

    def ring(self, x: float, y: float, radius: float, width: float, color: str) -> None:
        box = self._at([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.ellipse(box, outline=color, width=round(width * self.unit))

    def line(self, points: Iterable[Point], width: float, color: str) -> None:
        """A line with round joints and ends."""
        placed = self._at(points)
        self.pen.line(placed, fill=color, width=round(width * self.unit), joint="curve")
        radius = width * self.unit / 2
        for x, y in placed:
            self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)

    def stroke(self, points: Sequence[Point], width: float, color: str) -> None:
        """A line without corners through the points."""
        self.line(curve(points), width, color)

    def arch(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """A window or door with a round top."""
        self.slice(x + width / 2, y + width / 2, width / 2, 180, 360, color)
        self.box(x, y + width / 2 - 1, width, height - width / 2 + 1, color)

    def swell(
        self, y: float, color: str, *, rise: float = 12, length: float = 300, shift: float = 0
    ) -> None:
        """Water, or land, from a wavy line down to the lower edge."""
        top = [
            (x, y + rise * math.sin(math.tau * (x + shift) / length))
            for x in range(0, self.width + 11, 10)
        ]
        self.shape([(0, self.height), *top, (self.width, self.height)], color)

    def dashes(self, area: tuple[float, float, float, float], number: int, color: str, seed: int):
        """Short level strokes scattered over left, top, right, bottom: light on water, grass."""
        chance = random.Random(seed)  # noqa: S311  A picture, no secret.
        left, top, right, bottom = area
        for _ in range(number):
            x, y = chance.uniform(left, right), chance.uniform(top, bottom)
            length = chance.uniform(14, 70)
            self.line([(x, y), (x + length, y)], 5, color)

    def dots(self, area: tuple[float, float, float, float], number: int, color: str, seed: int):
        chance = random.Random(seed)  # noqa: S311  A picture, no secret.
        left, top, right, bottom = area
        for _ in range(number):
            x, y = chance.uniform(left, right), chance.uniform(top, bottom)
            self.disc(x, y, chance.uniform(2, 4.5), color)

    def gull(self, x: float, y: float, span: float, color: str) -> None:
        half = span / 2
        self.smooth_wing(x, y, -half, color)
        self.smooth_wing(x, y, half, color)

    def smooth_wing(self, x: float, y: float, half: float, color: str) -> None:
        lift = abs(half)
        upper = curve([(x, y), (x + half * 0.45, y - lift * 0.42), (x + half, y - lift * 0.18)])
        lower = curve([(x + half, y - lift * 0.18), (x + half * 0.5, y - lift * 0.2), (x, y)])
        self.shape([*upper, *lower, (x, y + lift * 0.16)], color)

    def jpeg(self) -> bytes:
        buffer = io.BytesIO()
        small = self.picture.reduce(OVERSAMPLING)
        small.save(buffer, "JPEG", quality=90, subsampling=0, optimize=True)
        return buffer.getvalue()


def curve(points: Sequence[Point], *, closed: bool = False, steps: int = 16) -> list[Point]:
    """Points of a Catmull-Rom curve through the given ones."""
    before = points[-2] if closed else points[0]
    after = points[1] if closed else points[-1]
    padded = [before, *points, after]
    line = []
    for (x0, y0), (x1, y1), (x2, y2), (x3, y3) in zip(
        padded, padded[1:], padded[2:], padded[3:], strict=False
    ):
        for step in range(steps):
            t = step / steps
            line.append((_between(x0, x1, x2, x3, t), _between(y0, y1, y2, y3, t)))
    return [*line, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def around(x: float, y: float, radius: float, degrees: float) -> Point:
    """The point at this distance and angle, clockwise from three o'clock."""
    angle = math.radians(degrees)
    return x + radius * math.cos(angle), y + radius * math.sin(angle)
