"""Pictures of things and how they go: kite, ink, repair."""

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


def kite() -> Canvas:
    """A red kite over the hill, and the three pulls that hold it where it is."""
    sheet = Canvas(1500, 1000, FOAM)
    for y, left, right in [(150, 0, 420), (260, 120, 520), (620, 560, 980), (500, 0, 300)]:
        sheet.line([(left, y), (right, y)], 22, PAPER)
    sheet.disc(1330, 160, 80, OCHRE)
    sheet.stroke([(306, 792), (600, 690), (905, 430)], 5, INK)
    _pull(sheet, (960, 330), (960, 70), SEA)
    _pull(sheet, (930, 330), (890, 690), INK)
    _pull(sheet, (960, 330), (1330, 330), OCHRE)
    sheet.shape([(880, 130), (1090, 300), (1010, 560), (800, 360)], RED)
    sheet.shape([(880, 130), (1090, 300), (950, 340)], PLUM)
    sheet.shape([(800, 360), (1010, 560), (950, 340)], PLUM)
    sheet.stroke([(1010, 560), (1090, 640), (1030, 720), (1130, 790), (1090, 860)], 9, INK)
    for x, y in [(1066, 640), (1056, 722), (1112, 800)]:
        sheet.shape([(x - 46, y - 26), (x, y), (x - 46, y + 26)], OCHRE)
        sheet.shape([(x + 46, y - 26), (x, y), (x + 46, y + 26)], RED)
    hill = curve([(0, 800), (280, 830), (620, 900), (1000, 880), (1500, 940)])
    sheet.shape([(0, 1000), *hill, (1500, 1000)], SEA)
    sheet.shape([(0, 1000), *curve([(0, 900), (500, 960), (900, 1000)])], NIGHT)
    sheet.smooth([(222, 930), (232, 830), (266, 790), (300, 830), (312, 930)], INK)
    sheet.disc(268, 764, 34, SAND)
    sheet.slice(266, 758, 38, 180, 350, RED)
    sheet.line([(270, 830), (310, 792)], 18, INK)
    return sheet


def _pull(sheet: Canvas, start: Point, end: Point, color: str) -> None:
    """A broad arrow."""
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    ahead, aside = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    neck = end[0] - ahead[0] * 70, end[1] - ahead[1] * 70

    def beside(point: Point, distance: float) -> Point:
        return point[0] + aside[0] * distance, point[1] + aside[1] * distance

    sheet.shape(
        [
            *(beside(start, 20), beside(neck, 20), beside(neck, 58), end),
            *(beside(neck, -58), beside(neck, -20), beside(start, -20)),
        ],
        color,
    )


def ink() -> Canvas:
    """Galls on their twig, the bottle they became, and what it wrote."""
    sheet = Canvas(1500, 1000, SAND)
    sheet.shape([(330, 1000), (520, 90), (1500, 230), (1500, 1000)], PAPER)
    sheet.stroke(
        [(600, 760), (760, 610), (820, 800), (980, 640), (1040, 820), (1210, 700)], 13, INK
    )
    sheet.stroke([(1210, 700), (1330, 610), (1390, 720), (1300, 800), (1180, 760)], 13, INK)
    for y in (300, 400, 500):
        sheet.line([(760 - (y - 300) * 0.2, y), (1390, y + 30)], 7, FOAM)
    sheet.stroke([(-20, 250), (180, 330), (330, 300), (470, 360)], 20, PLUM)
    for x, y, turn in [(120, 220, -60), (270, 400, 70), (400, 230, -40)]:
        _oak_leaf(sheet, x, y, turn)
    for x, y, radius, color in [(200, 400, 50, OCHRE), (330, 236, 42, RED), (440, 420, 56, OCHRE)]:
        sheet.disc(x, y, radius, color)
        sheet.disc(x - radius * 0.3, y - radius * 0.3, radius * 0.24, PAPER)
        sheet.disc(x + radius * 0.35, y + radius * 0.3, radius * 0.14, INK)
    sheet.smooth([(130, 960), (120, 760), (200, 680), (420, 680), (500, 760), (490, 960)], INK)
    sheet.box(232, 590, 160, 110, INK)
    sheet.box(212, 566, 200, 40, NIGHT)
    sheet.box(190, 770, 240, 120, OCHRE)
    sheet.stroke([(220, 840), (270, 800), (300, 856), (350, 804), (396, 846)], 9, INK)
    _pen(sheet)
    return sheet


def _oak_leaf(sheet: Canvas, x: float, y: float, turn: float) -> None:
    edge = []
    for step in range(24):
        radius = 62 + (18 if step % 4 < 2 else -12)
        across, down = around(0, 0, radius, step * 15)
        tall = down * 0.52
        angle = math.radians(turn)
        edge.append(
            (
                x + across * math.cos(angle) - tall * math.sin(angle),
                y + across * math.sin(angle) + tall * math.cos(angle),
            )
        )
    sheet.smooth(edge, SEA)
    sheet.line([around(x, y, -60, turn), around(x, y, 60, turn)], 6, FOAM)


def _pen(sheet: Canvas) -> None:
    sheet.shape([(1180, 760), (1236, 640), (1290, 672)], INK)
    sheet.shape([(1236, 640), (1290, 672), (1480, 300), (1424, 270)], RED)
    sheet.shape([(1424, 270), (1480, 300), (1540, 180), (1484, 150)], PLUM)
    sheet.disc(1236, 690, 9, PAPER)


def repair() -> Canvas:
    """A clock taken apart on the bench, every piece where it can be found again."""
    sheet = Canvas(1500, 1000, SEA)
    for x in range(60, 1500, 240):
        sheet.line([(x, 0), (x, 1000)], 5, NIGHT)
    sheet.disc(420, 400, 290, INK)
    sheet.disc(420, 400, 258, PAPER)
    for hour in range(12):
        start, end = around(420, 400, 200, hour * 30), around(420, 400, 232, hour * 30)
        sheet.line([start, end], 18 if hour % 3 == 0 else 9, INK)
    sheet.disc(420, 400, 20, RED)
    for x, y, radius, teeth, color in [
        *((860, 230, 120, 20, OCHRE), (1090, 330, 78, 14, SAND), (930, 470, 92, 16, RED)),
        *((1130, 530, 58, 12, OCHRE), (790, 560, 46, 10, FOAM)),
    ]:
        _gear(sheet, x, y, radius, teeth, color)
    sheet.stroke([around(1330, 230, 14 + step * 3.1, step * 34) for step in range(34)], 11, INK)
    sheet.line([(760, 700), (1120, 700)], 26, INK)
    sheet.shape([(1120, 672), (1190, 700), (1120, 728)], INK)
    sheet.line([(760, 780), (1010, 780)], 26, RED)
    sheet.disc(1050, 780, 40, RED)
    for number in range(6):
        _screw(sheet, 150 + number * 92, 800)
        _screw(sheet, 196 + number * 92, 890)
    _screwdriver(sheet)
    return sheet


def _gear(sheet: Canvas, x: float, y: float, radius: float, teeth: int, color: str) -> None:
    for tooth in range(teeth):
        middle = tooth * 360 / teeth
        sheet.line([(x, y), around(x, y, radius * 1.14, middle)], radius * 0.17, color)
    sheet.disc(x, y, radius, color)
    sheet.disc(x, y, radius * 0.66, SEA)
    for spoke in range(5):
        sheet.line([(x, y), around(x, y, radius * 0.8, spoke * 72)], radius * 0.16, color)
    sheet.disc(x, y, radius * 0.26, color)
    sheet.disc(x, y, radius * 0.11, INK)


def _screw(sheet: Canvas, x: float, y: float) -> None:
    sheet.disc(x, y, 24, SAND)
    sheet.line([around(x, y, 16, x), around(x, y, -16, x)], 7, INK)


def _screwdriver(sheet: Canvas) -> None:
    sheet.line([(1320, 470), (1320, 700)], 22, SAND)
    sheet.shape([(1296, 440), (1344, 440), (1332, 490), (1308, 490)], SAND)
    sheet.smooth(
        [(1280, 700), (1270, 780), (1286, 930), (1354, 930), (1370, 780), (1360, 700)], OCHRE
    )
    sheet.box(1276, 760, 88, 20, RED)
