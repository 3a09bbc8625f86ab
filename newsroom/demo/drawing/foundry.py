"""A picture of the foundry: bell."""

from newsroom.demo.drawing.canvas import (
    INK,
    NIGHT,
    OCHRE,
    PAPER,
    PLUM,
    RED,
    SAND,
    SEA,
    Canvas,
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
