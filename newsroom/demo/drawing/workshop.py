"""Pictures of the workshop: bell, ink, kite."""

import math
from itertools import pairwise

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
    curve,
)
from newsroom.demo.drawing.placing import placed


def bell() -> Canvas:
    """Bronze goes into the ground and will come out as a bell."""
    sheet = Canvas(1500, 1000, INK)
    for radius, color in [(480, NIGHT), (350, PLUM), (235, RED)]:
        sheet.disc(750, 330, radius, color)
    sheet.dots((380, 120, 1120, 560), 60, OCHRE, seed=61)
    sheet.box(0, 570, 1500, 430, PLUM)
    sheet.box(0, 550, 1500, 30, NIGHT)
    _mould(sheet)
    _founder(sheet, 300, 1)
    _founder(sheet, 1200, -1)
    sheet.line([(370, 400), (560, 250)], 16, SAND)
    sheet.line([(1120, 430), (830, 566)], 16, SAND)
    _crucible(sheet)
    return sheet


def _mould(sheet: Canvas) -> None:
    """Cut open: the core, the cope, and what has run in between them."""
    sheet.shape([(430, 570), (1070, 570), (1020, 1000), (480, 1000)], SAND)
    sheet.shape([(690, 570), (810, 570), (774, 640), (726, 640)], INK)
    outer = curve([(0, 626), (80, 632), (124, 672), (138, 750), (150, 830), (180, 890), (232, 940)])
    inner = curve([(190, 965), (146, 900), (112, 830), (98, 750), (82, 706), (0, 694)])
    profile = [*outer, (240, 965), *inner]
    sheet.shape([(750 + side * x, y) for side in (-1, 1) for x, y in profile[:: side * -1]], INK)
    for side in (-1, 1):
        sheet.shape([(750 + side * x, max(y, 716)) for x, y in profile], OCHRE)
    core = [*reversed(inner), *[(-x, y) for x, y in inner]]
    sheet.shape([(750 + x, y) for x, y in core], NIGHT)


def _crucible(sheet: Canvas) -> None:
    sheet.line([(640, 0), (640, 120)], 12, SAND)
    at = placed(640, 250, degrees=34)
    for side in (-1, 1):
        sheet.line([at(side * 128, -80), (640, 110)], 14, SAND)
    for width, color in [(46, OCHRE), (24, PAPER)]:
        fall = [at(118, -112), (770, 270), (750, 400), (750, 620)]
        sheet.stroke(fall, width, color)
    sheet.shape(
        [at(-136, -116), at(136, -116), at(108, 120), at(78, 150), at(-78, 150), at(-108, 120)], INK
    )
    sheet.shape([at(-136, -116), at(136, -116), at(131, -76), at(-131, -76)], PAPER)
    sheet.shape([at(-122, 6), at(122, 6), at(119, 34), at(-119, 34)], NIGHT)


def _founder(sheet: Canvas, x: float, side: int) -> None:
    """Looks towards the fire, and has a mask up or down."""
    for foot in (-34, 34):
        sheet.line([(x + foot, 430), (x + foot, 540)], 48, NIGHT)
    sheet.smooth([(x - 80, 470), (x - 66, 320), (x, 270), (x + 66, 320), (x + 80, 470)], SEA)
    front = x + side * 18
    sheet.shape([(front - 44, 350), (front + 44, 350), (front + 56, 510), (front - 56, 510)], SAND)
    sheet.stroke([(x - side * 20, 320), (x + side * 20, 410), (x + side * 86, 396)], 44, SEA)
    sheet.disc(x + side * 92, 396, 28, RED)
    sheet.disc(x, 214, 58, SAND)
    sheet.slice(x, 206, 66, 180, 360, RED)
    sheet.box(x - 66 + (side > 0) * 40, 198, 92, 18, RED)
    sheet.box(x + side * 34 - 24, 216, 48, 16, INK)


def ink() -> Canvas:
    """From the branch to the pen in one line."""
    sheet = Canvas(1500, 1000, PAPER)
    sheet.disc(330, 700, 360, SAND)
    _bottle(sheet)
    line = curve(
        [
            *[(-20, 250), (200, 190), (480, 190), (760, 250), (980, 340), (1000, 480), (860, 540)],
            *[(720, 500), (660, 590), (730, 720), (880, 810)],
        ]
    )
    for number, (start, end) in enumerate(pairwise(line)):
        sheet.line([start, end], max(9, 40 - number * 0.3), PLUM if number < 40 else INK)
    for x, y, degrees, color in [
        (90, 230, -62, SEA),
        (330, 190, -52, SEA),
        (250, 190, 74, SEA),
        (520, 200, 66, SEA),
        (610, 215, -40, NIGHT),
        (800, 266, -52, INK),
    ]:
        _oak_leaf(sheet, x, y, degrees, color)
    for x, y, radius in [(420, 262, 58), (110, 300, 50), (720, 318, 46)]:
        _gall(sheet, x, y, radius)
    _pen(sheet)
    return sheet


def _oak_leaf(sheet: Canvas, x: float, y: float, degrees: float, color: str) -> None:
    at = placed(x, y, degrees=degrees, size=0.95)
    sheet.line([at(0, 0), at(60, 0)], 10, color)
    sheet.smooth(
        [at(40, 0), at(130, 40), at(230, 30), at(270, 0), at(230, -30), at(130, -40)], color
    )
    for along, across, radius in [(80, 24, 24), (132, 42, 32), (190, 38, 34), (240, 20, 30)]:
        sheet.disc(*at(along, across), radius, color)
        sheet.disc(*at(along, -across), radius, color)
    sheet.line([at(30, 0), at(220, 0)], 7, PAPER)


def _gall(sheet: Canvas, x: float, y: float, radius: float) -> None:
    sheet.line([(x, y), (x + 4, y - radius - 16)], 10, PLUM)
    sheet.disc(x, y, radius, RED)
    sheet.disc(x - radius * 0.12, y - radius * 0.12, radius * 0.86, OCHRE)
    sheet.disc(x + radius * 0.3, y + radius * 0.42, radius * 0.13, INK)
    sheet.disc(x - radius * 0.4, y - radius * 0.4, radius * 0.16, PAPER)


def _bottle(sheet: Canvas) -> None:
    half = [(70, 480), (70, 560), (120, 590), (160, 640), (164, 740), (164, 880), (140, 912)]
    sheet.shape(
        [(330 + dx, y) for dx, y in half] + [(330 - dx, y) for dx, y in reversed(half)], NIGHT
    )
    sheet.box(240, 450, 180, 44, INK)
    sheet.box(196, 700, 268, 130, PAPER)
    sheet.box(226, 735, 208, 14, RED)
    sheet.box(226, 775, 140, 14, INK)
    sheet.stroke([(196, 660), (216, 624), (256, 606)], 14, FOAM)


def kite() -> Canvas:
    """Four pulls that come to nothing, which is why it stays."""
    sheet = Canvas(1500, 1000, FOAM)
    for y, left, length in [
        (130, 60, 380),
        (230, -40, 330),
        (400, 100, 260),
        (620, 1020, 300),
        (150, 1210, 200),
    ]:
        sheet.line([(left, y), (left + length, y)], 24, PAPER)
    sheet.box(0, 800, 1500, 200, SEA)
    sheet.dashes((560, 815, 1480, 880), 30, FOAM, seed=71)
    hill = [(-40, 760), (160, 740), (340, 770), (560, 850), (900, 910), (1540, 940)]
    sheet.shape([(-40, 1000), *curve(hill), (1540, 1000)], NIGHT)
    _kite_and_line(sheet)
    _flyer(sheet, 262, 762)
    return sheet


def _pen(sheet: Canvas) -> None:
    at = placed(880, 810, degrees=-36)
    sheet.shape([at(330, -44), at(1000, -64), at(1000, 64), at(330, 44)], RED)
    sheet.shape([at(330, -44), at(1000, -64), at(1000, -20), at(330, -16)], PLUM)
    sheet.shape([at(290, -54), at(350, -54), at(350, 54), at(290, 54)], OCHRE)
    upper = curve([(0, 0), (90, -40), (180, -76), (300, -48)])
    sheet.shape([at(*point) for point in (*upper, *[(dx, -dy) for dx, dy in reversed(upper)])], INK)
    sheet.line([at(30, 0), at(170, 0)], 6, PAPER)
    sheet.disc(*at(180, 0), 15, PAPER)


def _kite_and_line(sheet: Canvas) -> None:
    middle = (880, 400)
    sheet.line([(300, 640), middle], 6, INK)
    tail = curve([(946, 630), (1020, 680), (1100, 660), (1160, 710), (1250, 680)])
    sheet.line(tail, 6, PLUM)
    for number, (x, y) in enumerate(tail[8::14]):
        at = placed(x, y, degrees=20 + number * 24)
        for side in (-1, 1):
            sheet.shape([at(0, 0), at(side * 44, -24), at(side * 44, 24)], [RED, OCHRE][number % 2])
    _pull(sheet, middle, (0, -370), OCHRE)
    _pull(sheet, middle, (500, 0), PLUM)
    _pull(sheet, middle, (-470, 195), INK)
    _pull(sheet, middle, (0, 350), SEA)
    at = placed(*middle, degrees=-16, size=1.25)
    nose, left, right, foot = at(0, -180), at(-150, -36), at(150, -36), at(0, 196)
    sheet.shape([nose, left, foot], RED)
    sheet.shape([nose, right, foot], PAPER)
    sheet.shape([at(0, -36), right, foot], RED)
    sheet.shape([at(0, -36), left, foot], PAPER)
    sheet.disc(*middle, 15, INK)


def _pull(sheet: Canvas, start: Point, way: Point, color: str) -> None:
    """An arrow as long as the pull is strong."""
    far = math.hypot(*way)
    at = placed(*start, degrees=math.degrees(math.atan2(way[1], way[0])))
    head = far - 96
    sheet.shape(
        [
            at(0, -10),
            at(head, -28),
            at(head, -70),
            at(far, 0),
            at(head, 70),
            at(head, 28),
            at(0, 10),
        ],
        color,
    )


def _flyer(sheet: Canvas, x: float, y: float) -> None:
    for foot in (-26, 20):
        sheet.line([(x + foot * 0.4, y - 70), (x + foot, y)], 24, INK)
    sheet.smooth(
        [
            (x - 40, y - 60),
            (x - 44, y - 140),
            (x - 12, y - 172),
            (x + 22, y - 146),
            (x + 34, y - 60),
        ],
        RED,
    )
    sheet.disc(x - 14, y - 202, 36, SAND)
    sheet.slice(x - 16, y - 208, 40, 150, 350, INK)
    sheet.stroke([(x - 8, y - 140), (x + 20, y - 116), (x + 44, y - 122)], 22, RED)
    sheet.disc(x + 46, y - 124, 14, SAND)
