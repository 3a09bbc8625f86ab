"""Pictures of the night: telephone, nightbus, owl."""

import math

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
    Point,
    around,
    curve,
)


def telephone() -> Canvas:
    """A telephone box alight at the end of the quay; a caller in it, a dog outside."""
    sheet = Canvas(1500, 1000, INK)
    sheet.disc(900, 450, 560, NIGHT)
    sheet.disc(900, 450, 380, SEA)
    for x, y, width in [(-40, 650, 180), (130, 700, 150), (270, 610, 200), (1330, 640, 220)]:
        sheet.box(x, y, width, 160, INK)
        sheet.shape([(x - 14, y + 3), (x + width / 2, y - 80), (x + width + 14, y + 3)], INK)
    sheet.box(352, 650, 40, 54, OCHRE)
    sheet.box(20, 700, 34, 46, OCHRE)
    sheet.box(0, 780, 1500, 220, NIGHT)
    sheet.shape([(740, 820), (1060, 820), (1330, 1000), (470, 1000)], SEA)
    sheet.shape([(800, 820), (1000, 820), (1080, 1000), (720, 1000)], OCHRE)
    for x, y, across in [(240, 900, 130), (1330, 890, 120), (420, 962, 80)]:
        sheet.oval(x, y, across, 15, SEA)
    _rain(sheet)
    _telephone_box(sheet, 900, 840)
    _dog(sheet, 640, 880)
    return sheet


def _rain(sheet: Canvas) -> None:
    for number in range(130):
        x, y = (number * 353) % 1640 - 40, (number * 211) % 800 - 30
        near = (x - 900) ** 2 + (y - 450) ** 2 < 390**2
        length = 50 + number * 17 % 44
        sheet.line([(x, y), (x - length * 0.3, y + length)], 5, PAPER if near else SEA)


def _telephone_box(sheet: Canvas, x: float, foot: float) -> None:
    sheet.box(x - 166, foot - 26, 332, 30, INK)
    sheet.oval(x, foot - 620, 132, 74, RED)
    sheet.disc(x, foot - 704, 18, OCHRE)
    sheet.box(x - 160, foot - 626, 320, 26, RED)
    sheet.box(x - 144, foot - 602, 288, 578, RED)
    sheet.box(x + 104, foot - 602, 40, 578, PLUM)
    sheet.box(x - 112, foot - 584, 200, 44, PAPER)
    sheet.box(x - 112, foot - 520, 200, 410, OCHRE)
    _caller(sheet, x - 14, foot - 110)
    for across in (-84, 52):
        sheet.box(x + across, foot - 520, 8, 410, RED)
    for y in range(1, 5):
        sheet.box(x - 112, foot - 520 + y * 82, 200, 8, RED)


def _caller(sheet: Canvas, x: float, foot: float) -> None:
    back = curve([(x - 66, foot), (x - 66, foot - 150), (x - 40, foot - 220), (x, foot - 240)])
    chest = curve([(x, foot - 240), (x + 44, foot - 214), (x + 60, foot - 140), (x + 60, foot)])
    sheet.shape([*back, *chest], INK)
    sheet.disc(x, foot - 292, 44, INK)
    sheet.line([(x - 58, foot - 314), (x + 58, foot - 314)], 14, INK)
    sheet.slice(x, foot - 316, 46, 180, 360, INK)
    sheet.line([(x + 40, foot - 190), (x + 74, foot - 200), (x + 44, foot - 268)], 26, INK)


def _dog(sheet: Canvas, x: float, foot: float) -> None:
    body = [(x - 66, foot), (x - 56, foot - 70), (x - 4, foot - 130), (x + 34, foot - 120)]
    sheet.stroke([(x - 56, foot - 14), (x - 96, foot - 20), (x - 116, foot - 50)], 16, SAND)
    sheet.smooth([*body, (x + 36, foot)], SAND)
    sheet.line([(x + 24, foot - 90), (x + 30, foot - 8), (x + 46, foot - 8)], 20, SAND)
    sheet.line([(x + 4, foot - 116), (x + 42, foot - 122)], 14, RED)
    sheet.disc(x + 28, foot - 150, 36, SAND)
    sheet.shape(
        [(x + 30, foot - 184), (x + 96, foot - 172), (x + 98, foot - 152), (x + 44, foot - 122)],
        SAND,
    )
    sheet.disc(x + 98, foot - 166, 10, INK)
    sheet.smooth([(x + 8, foot - 178), (x - 22, foot - 128), (x + 8, foot - 122)], PLUM)


def nightbus() -> Canvas:
    """The last bus on a long bridge: inside, one reading lamp and six sleepers."""
    sheet = Canvas(1500, 1000, PLUM)
    sheet.dots((0, 30, 1500, 440), 50, SAND, seed=27)
    sheet.disc(250, 240, 150, OCHRE)
    sheet.disc(190, 205, 138, PLUM)
    far = curve([(960, 560), (1110, 470), (1290, 415), (1420, 440), (1560, 400)])
    sheet.shape([(960, 570), *far, (1560, 570)], INK)
    for x, y in [(1170, 500), (1222, 478), (1330, 486), (1386, 470), (1440, 508), (1280, 520)]:
        sheet.box(x, y, 15, 20, OCHRE)
    sheet.line([(1300, 430), (1300, 350)], 12, INK)
    sheet.disc(1300, 340, 26, RED)
    sheet.box(0, 548, 1500, 452, NIGHT)
    sheet.dashes((0, 565, 1460, 650), 40, SEA, seed=5)
    sheet.shape([(860, 640), (1500, 560), (1500, 700), (860, 676)], OCHRE)
    _long_bridge(sheet)
    _bus(sheet, 360, 452)
    sheet.swell(806, SEA, rise=9, length=280)
    for step, (drift, reach) in enumerate([(0, 56), (10, 44), (-4, 36), (8, 24)]):
        sheet.line(
            [(604 + drift, 834 + step * 19), (604 + drift + reach, 834 + step * 19)], 8, OCHRE
        )
    sheet.dashes((900, 828, 1480, 880), 18, OCHRE, seed=9)
    sheet.swell(918, NIGHT, rise=12, length=340, shift=60)
    return sheet


def _long_bridge(sheet: Canvas) -> None:
    for x in range(-20, 1500, 150):
        sheet.line([(x, 700), (x, 622)], 12, INK)
        sheet.box(x - 6, 622, 12, 20, PAPER)
    sheet.box(0, 690, 1500, 200, INK)
    sheet.box(0, 690, 1500, 14, SAND)
    for x in range(-90, 1500, 150):
        sheet.arch(x, 752, 86, 120, NIGHT)


def _bus(sheet: Canvas, x: float, y: float) -> None:
    for corner, start in [(x + 44, 180), (x + 456, 270)]:
        sheet.slice(corner, y + 44, 44, start, start + 90, RED)
    sheet.box(x + 43, y, 414, 46, RED)
    sheet.box(x, y + 43, 500, 170, RED)
    sheet.box(x + 60, y - 14, 250, 16, INK)
    sheet.box(x, y + 146, 500, 16, PAPER)
    for number in range(7):
        seat, lit = x + 22 + number * 56, number == 4
        sheet.box(seat, y + 44, 46, 84, OCHRE if lit else NIGHT)
        sheet.disc(seat + 23, y + 92, 14, INK if lit else SEA)
        sheet.slice(seat + 23, y + 128, 22, 180, 360, INK if lit else SEA)
    sheet.box(x + 424, y + 44, 76, 90, NIGHT)
    sheet.disc(x + 456, y + 92, 16, SEA)
    sheet.slice(x + 456, y + 134, 28, 180, 360, SEA)
    sheet.line([(x + 434, y + 76), (x + 482, y + 76)], 12, SEA)
    for wheel in (x + 104, x + 392):
        sheet.disc(wheel, y + 208, 44, INK)
        sheet.disc(wheel, y + 208, 18, SAND)
    sheet.disc(x + 494, y + 186, 16, PAPER)


def owl() -> Canvas:
    """A barn owl among the organ pipes, where two are silent."""
    sheet = Canvas(1500, 1000, INK)
    sheet.disc(750, 330, 300, NIGHT)
    for turn in range(0, 360, 45):
        sheet.disc(*around(750, 330, 206, turn), 70, SEA)
    for number in range(5):
        top = 60 + number * 82
        _pipe(sheet, 20 + number * 116, top, 104)
        _pipe(sheet, 1376 - number * 116, top, 104)
    for x in (612, 694, 776):
        _pipe(sheet, x + 2, 640, 72)
    sheet.box(0, 850, 1500, 60, SAND)
    sheet.box(0, 850, 1500, 14, OCHRE)
    sheet.box(0, 910, 1500, 90, NIGHT)
    for x in range(50, 1500, 100):
        sheet.disc(x, 955, 22, PAPER)
        sheet.disc(x, 955, 9, RED)
    _barn_owl(sheet, 750, 640)
    return sheet


def _pipe(sheet: Canvas, x: float, top: float, width: float) -> None:
    mid = x + width / 2
    sheet.shape([(x, 740), (x + width, 740), (mid + 12, 860), (mid - 12, 860)], PLUM)
    sheet.box(x, top, width, 641 - top + 100, PLUM)
    sheet.box(x + width * 0.14, top, width * 0.2, 740 - top, RED)
    sheet.oval(mid, top, width / 2, 12, INK)
    sheet.shape([(x + 16, 740), (mid, 660), (x + width - 16, 740)], OCHRE)
    sheet.box(x + 12, 732, width - 24, 20, INK)


def _barn_owl(sheet: Canvas, x: float, foot: float) -> None:
    def at(dx: float, dy: float) -> Point:
        """On the head, which is tilted."""
        reach, turn = math.hypot(dx, dy), math.degrees(math.atan2(dy, dx))
        return around(x, foot - 300, reach, turn + 9)

    tail = [(x - 44, foot - 60), (x - 28, foot + 110), (x + 28, foot + 110), (x + 44, foot - 60)]
    sheet.smooth(tail, SAND)
    sheet.box(594, foot, 312, 26, SEA)
    sheet.smooth(
        [
            (x, foot - 260),
            (x - 104, foot - 190),
            (x - 92, foot - 60),
            (x, foot),
            (x + 92, foot - 60),
            (x + 104, foot - 190),
        ],
        PAPER,
    )
    for side in (-1, 1):
        wing = [(40, -262), (118, -220), (136, -100), (84, 60), (60, -30), (72, -130)]
        sheet.smooth([(x + side * dx, foot + dy) for dx, dy in wing], OCHRE)
        for dx, dy in [(104, -190), (112, -140), (104, -90), (94, -40), (84, 8)]:
            sheet.disc(x + side * dx, foot + dy, 8, INK)
        for toe in (18, 32, 46):
            sheet.line([(x + side * toe, foot - 16), (x + side * toe, foot + 12)], 10, RED)
    for dx, dy in [(-40, -150), (0, -120), (40, -150), (-24, -80), (24, -80)]:
        sheet.disc(x + dx, foot + dy, 5, SAND)
    sheet.smooth(
        [at(0, -120), at(-104, -84), at(-116, 10), at(0, 104), at(116, 10), at(104, -84)], OCHRE
    )
    sheet.smooth(
        [
            at(0, -66),
            at(-62, -96),
            at(-100, -30),
            at(-58, 50),
            at(0, 92),
            at(58, 50),
            at(100, -30),
            at(62, -96),
        ],
        PAPER,
    )
    for side in (-1, 1):
        sheet.disc(*at(side * 44, -18), 21, INK)
        sheet.disc(*at(side * 44 - 6, -26), 6, PAPER)
    sheet.shape([at(-12, 0), at(12, 0), at(0, 58)], RED)
