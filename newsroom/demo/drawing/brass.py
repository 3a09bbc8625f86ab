"""The Quay Band, on the ferry that it rehearses on."""

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
from newsroom.demo.drawing.placing import placed


def band() -> Canvas:
    """A brass band on a deck that will not keep level."""
    sheet = Canvas(1500, 1000, FOAM)
    sheet.shape([(0, 400), (1500, 600), (1500, 1000), (0, 1000)], SEA)
    sheet.dashes((0, 620, 1500, 800), 46, FOAM, seed=51)
    for x, y, span in [(250, 120, 90), (1000, 90, 110), (1260, 170, 70)]:
        sheet.gull(x, y, span, INK)
    for x, y, coat, bell in [
        (165, 590, NIGHT, (110, 320)),
        (1335, 610, NIGHT, (1390, 340)),
        (455, 520, INK, (385, 230)),
        (1045, 530, INK, (1115, 240)),
    ]:
        _bandsman(sheet, x, y, coat)
        _cornet(sheet, x, y + 44, coat, bell)
    _bandsman(sheet, 690, 480, RED)
    _tuba(sheet)
    _rail(sheet)
    return sheet


def _bandsman(sheet: Canvas, x: float, y: float, coat: str) -> None:
    body = [(x - 132, 1000), (x - 116, y + 170), (x, y + 80), (x + 116, y + 170), (x + 132, 1000)]
    sheet.smooth(body, coat)
    for lower in range(130, 300, 52):
        sheet.disc(x, y + lower, 9, OCHRE)
    sheet.disc(x, y + 20, 66, SAND)
    sheet.slice(x, y + 6, 72, 180, 360, PLUM)
    sheet.box(x - 74, y, 148, 20, INK)


def _horn(sheet: Canvas, mouth: Point, bell: Point, radius: float) -> None:
    """From the mouthpiece to the bell, which shows its inside."""
    run, rise = bell[0] - mouth[0], bell[1] - mouth[1]
    far = math.hypot(run, rise)
    at = placed(*mouth, degrees=math.degrees(math.atan2(rise, run)) + 90)
    half = curve([(11, 0), (20, -far * 0.45), (radius * 0.36, -far * 0.75), (radius, -far)])
    sides = [*half, *[(-dx, dy) for dx, dy in reversed(half)]]
    sheet.shape([at(*point) for point in sides], OCHRE)
    for across, color in [(1, OCHRE), (0.84, PLUM), (0.3, INK)]:
        rim = [around(0, 0, radius * across, step * 10) for step in range(36)]
        sheet.shape([at(dx, dy * 0.42 - far) for dx, dy in rim], color)


def _cornet(sheet: Canvas, x: float, y: float, coat: str, bell: Point) -> None:
    side = 1 if bell[0] > x else -1
    middle = (x + (bell[0] - x) * 0.3, y + (bell[1] - y) * 0.3)
    at = placed(*middle, degrees=side * 13)
    hands = [(side * 40, 34), (side * -14, 2)]
    for across, along in hands:
        shoulder = x + math.copysign(84, across), y + 124
        elbow = x + math.copysign(124, across), y + 50
        sheet.stroke([shoulder, elbow, at(across, along)], 44, coat)
    _horn(sheet, (x, y), bell, 104)
    for along in (-30, 0, 30):
        sheet.line([at(0, along), at(side * 46, along)], 13, OCHRE)
    for across, along in hands:
        sheet.disc(*at(across, along), 27, SAND)


def _tuba(sheet: Canvas) -> None:
    sheet.ring(860, 720, 150, 36, OCHRE)
    _horn(sheet, (880, 850), (830, 180), 216)
    sheet.line([(722, 524), (800, 590)], 16, OCHRE)
    sheet.stroke([(590, 620), (640, 740), (752, 726)], 56, RED)
    for x in (770, 806, 842):
        sheet.box(x - 10, 640, 20, 80, PAPER)
    sheet.disc(752, 726, 34, SAND)
    sheet.stroke([(780, 600), (880, 590), (950, 640)], 50, RED)
    sheet.disc(962, 648, 34, SAND)


def _rail(sheet: Canvas) -> None:
    sheet.box(0, 956, 1500, 44, INK)
    for x in range(40, 1500, 236):
        sheet.box(x, 830, 16, 140, PAPER)
    for y in (822, 890):
        sheet.box(0, y, 1500, 18, PAPER)
    sheet.ring(1190, 890, 92, 40, RED)
    for degrees in (45, 135, 225, 315):
        at = placed(1190, 890, degrees=degrees)
        sheet.shape([at(-16, -94), at(16, -94), at(14, -50), at(-14, -50)], PAPER)
