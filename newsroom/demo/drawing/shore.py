"""Pictures from the edge of the water: bench, eels."""

import math

from newsroom.demo.drawing.canvas import (
    FOAM,
    INK,
    NIGHT,
    OCHRE,
    PAPER,
    PLUM,
    RED,
    SAND,
    SEA,
    Canvas,
    Point,
    around,
    curve,
)

# How far the eels wind round each other, in radians.
TURNS = 10 / 3 * math.pi


def bench() -> Canvas:
    """A promenade of benches running to the horizon, and one sitter."""
    sheet = Canvas(1500, 1000, RED)
    sheet.disc(1110, 520, 210, OCHRE)
    sheet.box(0, 520, 1500, 480, PLUM)
    for number in range(8):
        half, y = 190 - number * 17, 548 + number * 30
        sheet.line([(1110 - half, y), (1110 + half, y)], 9, OCHRE)
    _strip(sheet, (-12, 0), (1.1, 0), SAND)
    _strip(sheet, (1.1, 0), (1.36, 0.3), INK)
    _strip(sheet, (-3.4, 0), (-3.4, 2.9), NIGHT)
    for number in range(11, -1, -1):
        z = 3.7 + number * 2.1
        if number % 2:
            _lamp(sheet, z - 0.35)
        _bench(sheet, z)
        if number == 1:
            _sitter(sheet, z + 0.35)
    for x, y, span in [(700, 250, 96), (830, 190, 64), (620, 150, 50)]:
        sheet.gull(x, y, span, INK)
    return sheet


def _seen(x: float, y: float, z: float) -> Point:
    """Where a point shows that lies so far right, up and ahead, in metres from the feet."""
    return 690 + x * 1150 / z, 520 - (y - 1.05) * 1150 / z


def _strip(sheet: Canvas, start: Point, end: Point, color: str) -> None:
    """Between two lines that run straight ahead."""
    near, far = 1.2, 300
    corners = [_seen(*start, far), _seen(*start, near), _seen(*end, near), _seen(*end, far)]
    sheet.shape(corners, color)


def _bench(sheet: Canvas, z: float) -> None:
    def plank(start: Point, end: Point, color: str) -> None:
        near, far = (
            [_seen(*start, z), _seen(*end, z)],
            [_seen(*end, z + 1.5), _seen(*start, z + 1.5)],
        )
        sheet.shape([*near, *far], color)

    plank((-3.0, 0), (-1.2, 0), OCHRE)
    for leg in (z + 1.45, z + 0.05):
        seat = _seen(-1.7, 0.45, leg)
        sheet.line([_seen(-1.74, 0, leg), seat, _seen(-1.9, 0.98, leg)], 60 / z, INK)
        sheet.line([_seen(-1.2, 0, leg), _seen(-1.2, 0.45, leg), seat], 60 / z, INK)
    for step in range(3):
        across, lean, up = step * 0.18, step * 0.065, step * 0.16
        plank((-1.68 + across, 0.48), (-1.53 + across, 0.48), SEA)
        plank((-1.73 - lean, 0.56 + up), (-1.775 - lean, 0.68 + up), SEA)


def _lamp(sheet: Canvas, z: float) -> None:
    sheet.line([_seen(-2.5, 0, z), _seen(-2.5, 2.9, z)], 70 / z, INK)
    sheet.disc(*_seen(-2.5, 3.0, z), 190 / z, PAPER)


def _sitter(sheet: Canvas, z: float) -> None:
    """In profile, looking out to sea."""

    def at(*points: Point) -> list[Point]:
        return [_seen(x - 1.45, y + 0.48, z) for x, y in points]

    metre = 1150 / z
    sheet.line(at((0, 0.1), (0.42, 0.1), (0.46, -0.4)), 0.18 * metre, INK)
    sheet.line(at((0.46, -0.42), (0.6, -0.43)), 0.09 * metre, INK)
    back = [(-0.17, 0.02), (-0.25, 0.36), (-0.14, 0.66)]
    sheet.smooth(at(*back, (0.08, 0.6), (0.17, 0.3), (0.22, 0.04)), OCHRE)
    sheet.line(at((0.0, 0.52), (0.12, 0.27), (0.38, 0.22)), 0.12 * metre, PAPER)
    sheet.disc(*at((0.02, 0.81))[0], 0.15 * metre, SAND)
    sheet.slice(*at((0.0, 0.85))[0], 0.18 * metre, 180, 360, INK)
    sheet.line(at((-0.22, 0.85), (0.28, 0.85)), 0.05 * metre, INK)


def eels() -> Canvas:
    """Eels under a sluice, braided like rope, bound for the sea."""
    sheet = Canvas(1500, 1000, NIGHT)
    cloud = [(-40, 130), (300, 90), (620, 150), (960, 80), (1240, 140), (1560, 90)]
    sheet.shape([(-40, -10), *curve(cloud), (1560, -10)], INK)
    for number in range(48):
        row = number // 12
        x, y = 370 + number % 12 * 104 + row * 41, row * 62 - 16 + number * 29 % 44
        sheet.line([(x, y), (x - 34, y + 48)], 5, FOAM)
    sheet.swell(290, OCHRE, rise=10, length=300)
    sheet.swell(900, SEA, rise=16, length=560, shift=200)
    sheet.swell(955, INK, rise=12, length=420)
    _sluice(sheet)
    _braid(sheet)
    _lantern(sheet, 470, 190)
    sheet.box(250, 120, 84, 470, INK)
    sheet.box(232, 570, 120, 30, SAND)
    return sheet


def _sluice(sheet: Canvas) -> None:
    sheet.box(0, 200, 290, 400, PLUM)
    for x, y in [(40, 250), (150, 330), (20, 420), (176, 470), (70, 530), (160, 232)]:
        sheet.box(x, y, 84, 34, RED)
    sheet.box(0, 840, 380, 160, PLUM)
    sheet.box(0, 820, 400, 26, SAND)
    sheet.box(0, 180, 360, 30, SAND)
    sheet.line([(292, 70), (292, 200)], 16, SAND)
    sheet.ring(292, 70, 62, 14, RED)
    for turn in range(0, 360, 60):
        sheet.line([(292, 70), around(292, 70, 56, turn)], 9, RED)


def _lantern(sheet: Canvas, x: float, y: float) -> None:
    """It hangs from the gate; the river is bright because of it."""
    sheet.line([(310, 130), (x, y - 66), (x, y - 40)], 12, INK)
    sheet.disc(x, y, 62, OCHRE)
    sheet.disc(x, y, 44, PAPER)
    sheet.box(x - 30, y - 52, 60, 16, INK)
    sheet.box(x - 30, y + 38, 60, 16, INK)
    for across in (-26, 0, 26):
        sheet.line([(x + across, y - 40), (x + across, y + 42)], 6, INK)


def _braid(sheet: Canvas) -> None:
    """All three eels, and then at each crossing the upper one again."""
    for eel in range(3):
        _lay(sheet, eel, 0, TURNS)
    for number in range(10):
        crossing = math.pi / 6 + number * math.pi / 3
        upper = max(range(3), key=lambda eel: math.sin(2 * (crossing + eel * math.tau / 3)))
        sheet.line(_course(upper, crossing - 0.42, crossing + 0.42), 84, OCHRE)
        _lay(sheet, upper, crossing - 0.62, min(crossing + 0.62, TURNS))
    for eel in range(3):
        _head(sheet, eel)


def _course(eel: int, start: float, end: float) -> list[Point]:
    steps = round((end - start) * 30)
    turns = [start + (end - start) * step / steps for step in range(steps + 1)]
    return [_along(eel, turn) for turn in turns]


def _along(eel: int, turn: float) -> Point:
    part = turn / TURNS
    swing = (44 + 100 * part) * math.sin(turn + eel * math.tau / 3)
    return -40 + 1130 * part, 724 - 170 * part + swing


def _lay(sheet: Canvas, eel: int, start: float, end: float) -> None:
    sheet.line(_course(eel, start, end), 60, [INK, PLUM, SEA][eel])
    # The stripe runs on into the round ends, or it would seem cut.
    sheet.line(_course(eel, start - 0.2, min(end + 0.2, TURNS)), 9, [SEA, RED, FOAM][eel])


def _head(sheet: Canvas, eel: int) -> None:
    color, (far, level) = [INK, PLUM, SEA][eel], [(1420, 370), (1446, 560), (1376, 770)][eel]
    (x, y), (before_x, before_y) = _along(eel, TURNS), _along(eel, TURNS - 0.1)
    behind = 7 * (x - before_x), 7 * (y - before_y)
    # A run-out that leaves the braid in its direction and ends level.
    points = []
    for step in range(101):
        t = step / 100
        leave, reach, arrive = t * (1 - t) ** 2 * 3, 3 * t**2 - 2 * t**3, t**2 * (1 - t) * 3
        points.append(
            (
                x + (far - x) * reach + behind[0] * leave - 60 * arrive,
                y + (level - y) * reach + behind[1] * leave,
            )
        )
    for number, (px, py) in enumerate(points):
        sheet.disc(px, py, 30 - 0.08 * number, color)
    sheet.line([*_course(eel, TURNS - 0.2, TURNS), *points[:60]], 9, [SEA, RED, FOAM][eel])
    sheet.oval(far - 6, level, 42, 26, color)
    sheet.disc(far + 6, level - 8, 8, PAPER)
