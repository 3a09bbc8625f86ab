"""Pictures of getting across: pilot, chart, bridge."""

import math
from collections.abc import Sequence

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


def pilot() -> Canvas:
    """A ship's bow fills the sky; below it a cutter, and a pilot on the ladder between them."""
    sheet = Canvas(1500, 1000, FOAM)
    sheet.disc(235, 250, 120, PAPER)
    sheet.box(0, 660, 1500, 340, SEA)
    sheet.shape([(0, 662), *curve([(0, 640), (130, 618), (330, 650), (430, 662)])], NIGHT)
    _bow(sheet)
    for x, y, span in [(330, 430, 92), (150, 500, 60), (1330, 440, 84)]:
        sheet.gull(x, y, span, INK)
    _breakers(sheet)
    _cutter(sheet)
    sheet.swell(905, INK, rise=16, length=380, shift=120)
    sheet.dashes((40, 940, 1440, 985), 16, SEA, seed=14)
    return sheet


def _bow(sheet: Canvas) -> None:
    left = curve([(440, -20), (560, 140), (690, 420), (800, 700), (842, 860)])
    right = curve([(1480, -20), (1340, 140), (1190, 420), (1040, 700), (938, 860)])
    stem = curve([(905, -20), (900, 420), (886, 860)])
    sheet.shape([*left, *reversed(stem)], RED)
    sheet.shape([*right, *reversed(stem)], PLUM)
    # Below the load line the paint is another colour.
    low = [(x, y) for x, y in left if y > 690], [(x, y) for x, y in right if y > 690]
    sheet.shape([*low[0], *reversed(low[1])], INK)
    for side in (-1, 1):
        sheet.disc(905 + side * 190, 250, 46, INK)
        sheet.line([(905 + side * 190, 250), (905 + side * 168, 330)], 18, FOAM)
        sheet.slice(905 + side * 168, 318, 50, 10, 170, FOAM)
    for number in range(7):
        sheet.box(856, 420 + number * 38, 30 if number % 2 else 20, 12, PAPER)
    sheet.shape([(436, -20), (470, 24), (1450, 24), (1490, -20)], PAPER)


def _breakers(sheet: Canvas) -> None:
    """Where the bar is: white water at the stem and along the shallows."""
    half = [(0, 706), (66, 784), (180, 812), (330, 790), (262, 856), (110, 880)]
    wave = [(888 + x, y) for x, y in half] + [(888 - x, y) for x, y in half[:0:-1]]
    sheet.smooth(wave, PAPER)
    sheet.dashes((0, 680, 500, 770), 24, FOAM, seed=6)
    sheet.dashes((1220, 680, 1480, 790), 18, FOAM, seed=8)
    sheet.swell(838, NIGHT, rise=18, length=420, shift=30)


def _cutter(sheet: Canvas) -> None:
    for x in (588, 628):
        sheet.line([(x, 20), (x, 776)], 6, INK)
    for y in range(60, 780, 34):
        sheet.line([(588, y), (628, y)], 6, INK)
    _climber(sheet, 604, 500)
    sheet.shape([(210, 800), (676, 768), (612, 888), (290, 896)], INK)
    sheet.shape([(220, 818), (666, 787), (656, 806), (232, 838)], OCHRE)
    sheet.shape([(350, 800), (368, 690), (506, 684), (540, 788)], PAPER)
    sheet.box(384, 712, 46, 36, NIGHT)
    sheet.box(448, 709, 46, 36, NIGHT)
    sheet.shape([(352, 694), (364, 670), (516, 662), (526, 686)], RED)
    sheet.line([(320, 800), (320, 540)], 8, INK)
    sheet.box(324, 544, 50, 68, PAPER)
    sheet.box(374, 544, 50, 68, RED)


def _climber(sheet: Canvas, x: float, y: float) -> None:
    sheet.line([(x - 2, y + 66), (x + 22, y + 96), (x + 4, y + 142)], 24, INK)
    sheet.line([(x - 8, y + 66), (x - 16, y + 120), (x, y + 172)], 24, INK)
    sheet.stroke([(x - 6, y + 70), (x - 18, y + 36), (x - 6, y)], 46, OCHRE)
    sheet.line([(x - 4, y + 4), (x + 20, y - 44)], 20, OCHRE)
    sheet.line([(x - 2, y + 10), (x + 26, y - 4)], 20, OCHRE)
    sheet.disc(x - 12, y - 40, 24, SAND)
    sheet.slice(x - 12, y - 42, 28, 170, 350, INK)


def chart() -> Canvas:
    """The bar as a contour map: the Sow, the Farrow north of it, and the way between them."""
    sheet = Canvas(1500, 1000, NIGHT)
    north = [(1560, 260), (1370, 330), (1190, 320), (1060, 220), (980, 60), (880, -60)]
    south = [(1560, 560), (1370, 610), (1210, 710), (1090, 860), (900, 1060)]
    sow = [(930, 560), (790, 530), (660, 600), (610, 720), (640, 850)]
    farrow = [(800, 120, 40), (690, 230, 54), (520, 130, 34), (560, 320, 30), (830, 262, 24)]
    for depth, color in [(220, SEA), (164, NIGHT), (157, SEA), (104, FOAM), (60, SEA), (53, FOAM)]:
        for coast in (north, south):
            _bank(sheet, coast, depth * 0.75, color, taper=False)
        _bank(sheet, sow, depth + 46, color)
        for x, y, radius in farrow:
            sheet.oval(x, y, (radius + depth * 0.6) * 1.2, radius + depth * 0.6, color)
    _bank(sheet, sow, 74, PAPER)
    _bank(sheet, sow, 38, OCHRE)
    for x, y, radius in farrow:
        sheet.oval(x, y, radius * 1.2, radius, PAPER)
        sheet.oval(x, y, radius * 0.6, radius * 0.45, OCHRE)
    for coast in (north, south):
        sheet.shape([(1560, coast[-1][1]), *curve(coast)], SAND)
    _ashore(sheet)
    before = [(980, 470), (860, 462), (740, 470), (600, 520), (440, 560), (300, 590)]
    _dashed(sheet, curve(before), 10, PLUM, dash=3, gap=3)
    way = [(1540, 410), (1250, 470), (1080, 420), (930, 386), (780, 410), (640, 436), (420, 420)]
    _dashed(sheet, curve([*way, (180, 330), (-40, 200)]), 14, RED, dash=4, gap=3)
    _rose(sheet, 210, 800)
    return sheet


def _bank(
    sheet: Canvas, spine: Sequence[Point], radius: float, color: str, *, taper: bool = True
) -> None:
    """Everything within the radius of a line, and less towards its ends."""
    points = curve(spine, steps=max(4, round(900 / radius)))
    for number, (x, y) in enumerate(points):
        fullness = math.sin(math.pi * (0.12 + 0.76 * number / (len(points) - 1)))
        sheet.disc(x, y, radius * (0.45 + 0.55 * fullness) if taper else radius, color)


def _dashed(
    sheet: Canvas, points: Sequence[Point], width: float, color: str, *, dash: int, gap: int
) -> None:
    for start in range(0, len(points) - dash, dash + gap):
        sheet.line(points[start : start + dash], width, color)


def _ashore(sheet: Canvas) -> None:
    """Beacon Hill and its light to the north, the town under it, Scarrow's light to the south."""
    for radius, color in [(130, OCHRE), (92, SAND), (80, OCHRE), (44, SAND), (34, OCHRE)]:
        sheet.oval(1120, 60, radius * 1.15, radius, color)
    for x, y in [(1120, 60), (1180, 840)]:
        sheet.disc(x, y, 26, RED)
        sheet.disc(x, y, 10, PAPER)
    for x, y in [(1440, 196), (1388, 222), (1330, 238), (1270, 232), (1416, 140), (1352, 166)]:
        sheet.box(x, y, 38, 30, INK)
    sheet.dashes((1290, 730, 1440, 960), 20, OCHRE, seed=19)


def _rose(sheet: Canvas, x: float, y: float) -> None:
    sheet.ring(x, y, 112, 6, FOAM)
    for turn in range(0, 360, 45):
        reach = 96 if turn % 90 else 140
        tip = around(x, y, reach, turn)
        for side, color in [(-1, PAPER), (1, FOAM)]:
            hue = RED if turn == 270 and side == -1 else color
            sheet.shape([(x, y), tip, around(x, y, 34, turn + side * 22.5)], hue)


def bridge() -> Canvas:
    """From above: the road waits on both banks while one swan goes through."""
    sheet = Canvas(1500, 1000, SAND)
    west = curve([(430, -20), (400, 200), (424, 500), (440, 760), (400, 1020)])
    east = curve([(1060, -20), (1100, 200), (1076, 500), (1060, 760), (1110, 1020)])
    for x in (0, 1050):
        sheet.box(x, 400, 450, 200, NIGHT)
        for y in (392, 600):
            sheet.box(x, y, 450, 14, PAPER)
    for x in (*range(6, 440, 70), *range(1090, 1500, 70)):
        sheet.box(x, 497, 36, 8, OCHRE)
    sheet.shape([*west, *reversed(east)], SEA)
    sheet.disc(750, 500, 352, SEA)
    sheet.dashes((450, 20, 1000, 980), 34, FOAM, seed=23)
    _gardens(sheet)
    _queue(sheet)
    _span(sheet, 750, 500, 300)
    _swan(sheet, 968, 560)
    return sheet


def _gardens(sheet: Canvas) -> None:
    for x, y, width, height, color in [
        (60, 60, 220, 120, RED),
        (40, 240, 150, 100, PLUM),
        (60, 720, 200, 120, PLUM),
        (1240, 90, 210, 120, PLUM),
        (1270, 690, 190, 110, RED),
    ]:
        sheet.box(x, y, width, height / 2, color)
        sheet.box(x, y + height / 2, width, height / 2, INK)
    trees = [(330, 90, 54), (320, 300, 60), (330, 700, 58), (300, 900, 74), (110, 930, 50)]
    trees += [(1190, 70, 56), (1200, 300, 62), (1420, 300, 70), (1190, 900, 70), (1390, 900, 58)]
    for x, y, radius in trees:
        for turn in range(0, 360, 60):
            sheet.disc(*around(x, y, radius * 0.6, turn), radius * 0.44, SEA)
        sheet.disc(x, y, radius * 0.6, SEA)
        sheet.disc(x, y, radius * 0.3, FOAM)


def _queue(sheet: Canvas) -> None:
    for x, length, color in [(236, 110, RED), (20, 190, OCHRE), (-110, 110, PAPER)]:
        _car(sheet, x, 416, length, color)
    for x, length, color in [(1154, 110, FOAM), (1286, 110, OCHRE), (1418, 110, RED)]:
        _car(sheet, x, 520, length, color)
    for x in (366, 1112):
        for number in range(6):
            sheet.box(x, 402 + number * 33, 18, 33, RED if number % 2 else PAPER)


def _car(sheet: Canvas, x: float, y: float, length: float, color: str) -> None:
    sheet.box(x, y, length, 64, color)
    for end in (x + 16, x + length - 34):
        sheet.box(end, y + 8, 18, 48, INK)


def _span(sheet: Canvas, x: float, y: float, angle: float) -> None:
    def at(along: float, across: float) -> Point:
        return around(*around(x, y, along, angle), across, angle + 90)

    pier = [(x, y - 420), (x + 96, y - 60), (x + 96, y + 60), (x, y + 420)]
    sheet.smooth([*pier, (x - 96, y + 60), (x - 96, y - 60)], PLUM)
    for radius, color in [(40, SAND), (28, INK), (13, SAND)]:
        sheet.disc(x - 4, y - 310, radius, color)
    sheet.disc(x, y, 136, INK)
    sheet.disc(x, y, 118, SAND)
    sheet.shape(
        [at(-340, -92), at(340, -92), at(352, 0), at(340, 92), at(-340, 92), at(-352, 0)], INK
    )
    for along in range(-300, 301, 70):
        sheet.line([at(along - 18, 0), at(along + 18, 0)], 8, OCHRE)
    for across in (-92, 92):
        sheet.line([at(-336, across), at(336, across)], 24, RED)
    for number in range(-4, 4):
        left, right = number * 84, number * 84 + 84
        sheet.line([at(left, -92), at(right, 92)], 9, RED)
        sheet.line([at(left, 92), at(right, -92)], 9, RED)


def _swan(sheet: Canvas, x: float, y: float) -> None:
    for number in range(4):
        reach, crest = 40 + number * 20, y + 132 + number * 60
        ripple = [(x - reach, crest + 44), (x - reach * 0.6, crest + 10), (x, crest)]
        ripple += [(x + reach * 0.6, crest + 10), (x + reach, crest + 44)]
        sheet.stroke(ripple, 11 - number * 2, FOAM)
    body = [(x, y + 112), (x - 50, y + 44), (x - 48, y - 22), (x, y - 54), (x + 48, y - 22)]
    sheet.smooth([*body, (x + 50, y + 44)], PAPER)
    sheet.stroke([(x, y - 36), (x + 14, y - 84), (x - 2, y - 126)], 22, PAPER)
    sheet.oval(x - 3, y - 138, 17, 22, PAPER)
    sheet.shape([(x - 14, y - 154), (x - 4, y - 188), (x + 8, y - 154)], RED)
    for side in (-1, 1):
        wing = [(x + side * 30, y + 50), (x + side * 24, y - 4), (x + side * 4, y + 82)]
        sheet.stroke(wing, 6, SAND)
