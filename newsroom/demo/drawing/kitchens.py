"""Pictures of cooking for many: galley, soup."""

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


def galley() -> Canvas:
    """A pot under the one lamp, a bowl for everybody; the oilskins are out of the light."""
    sheet = Canvas(1500, 1000, NIGHT)
    _slipway_window(sheet)
    for number in range(4):
        _oilskin(sheet, 1112 + number * 106, 300)
    sheet.shape([(690, 150), (810, 150), (1262, 770), (238, 770)], OCHRE)
    sheet.line([(750, 0), (750, 80)], 8, INK)
    sheet.shape([(720, 76), (780, 76), (850, 164), (650, 164)], RED)
    sheet.slice(750, 160, 46, 0, 180, PAPER)
    _pot(sheet)
    sheet.box(0, 900, 1500, 100, PLUM)
    sheet.box(0, 760, 1500, 140, SAND)
    sheet.shape([(239, 760), (1261, 760), (1345, 900), (155, 900)], PAPER)
    # Seven of the crew, and two whom they brought home.
    for number in range(9):
        _bowl(sheet, 190 + number * 140, 800, SEA if number > 6 else RED)
    return sheet


def _slipway_window(sheet: Canvas) -> None:
    """Outside: the moon, the sea and ten past four."""
    sheet.box(70, 250, 330, 330, INK)
    sheet.box(86, 266, 298, 298, SEA)
    sheet.disc(290, 350, 46, PAPER)
    sheet.disc(268, 338, 42, SEA)
    sheet.shape(
        [(86, 564), *curve([(86, 480), (180, 462), (290, 492), (384, 470)]), (384, 564)], INK
    )
    sheet.box(228, 250, 14, 330, INK)
    sheet.box(54, 576, 362, 24, SAND)
    sheet.disc(235, 130, 74, INK)
    sheet.disc(235, 130, 60, PAPER)
    sheet.line([(235, 130), around(235, 130, 34, 35)], 10, INK)
    sheet.line([(235, 130), around(235, 130, 48, 330)], 8, RED)


def _oilskin(sheet: Canvas, x: float, y: float) -> None:
    sheet.disc(x, y - 44, 9, SAND)
    for side in (-1, 1):
        sheet.line([(x + side * 26, y + 24), (x + side * 38, y + 130)], 20, RED)
    coat = [(x, y - 40), (x + 27, y + 4), (x + 38, y + 200), (x - 38, y + 200), (x - 27, y + 4)]
    sheet.shape(coat, RED)
    sheet.box(x - 3, y - 14, 6, 214, PLUM)
    sheet.box(x - 37, y + 130, 74, 16, PAPER)


def _pot(sheet: Canvas) -> None:
    sheet.smooth(
        [(720, 400), (640, 340), (720, 280), (660, 210), (760, 250), (770, 320), (720, 350)], PAPER
    )
    sheet.line([(870, 430), (960, 250)], 20, SAND)
    sheet.shape([(520, 440), (980, 440), (962, 790), (940, 815), (560, 815), (538, 790)], INK)
    sheet.oval(750, 440, 240, 44, SEA)
    sheet.oval(750, 444, 206, 30, PAPER)
    for x, y, across in [(640, 442, 30), (740, 456, 40), (810, 436, 24)]:
        sheet.oval(x, y, across, across / 4, OCHRE)
    for x in (506, 994):
        sheet.ring(x, 540, 44, 20, INK)
    sheet.shape([(570, 520), (596, 520), (606, 690), (584, 690)], NIGHT)


def _bowl(sheet: Canvas, x: float, y: float, color: str) -> None:
    sheet.slice(x, y, 64, 0, 180, color)
    sheet.box(x - 28, y + 56, 56, 15, INK)
    sheet.oval(x, y, 64, 17, PAPER)
    sheet.oval(x, y + 1, 52, 11, OCHRE)


def soup() -> Canvas:
    """Soup for a regatta, stirred with what there is."""
    sheet = Canvas(1500, 1000, OCHRE)
    _bunting(sheet, [(-20, 40), (270, 150), (640, -20)], 0)
    _bunting(sheet, [(960, -20), (1240, 140), (1540, 20)], 2)
    sheet.box(0, 560, 1500, 300, SEA)
    sheet.dashes((0, 580, 1480, 720), 46, FOAM, seed=41)
    for x, size, color in [(150, 1, PAPER), (340, 0.7, RED), (1440, 0.8, PAPER)]:
        _dinghy(sheet, x, 590, size, color)
    sheet.box(0, 790, 1500, 210, SAND)
    for x, y, degrees, blade in [(640, 350, -34, RED), (740, 290, -12, PAPER), (860, 290, 12, SEA)]:
        _oar(sheet, x, y, degrees, blade)
    _fire(sheet)
    _copper(sheet)
    _cook(sheet)
    for number in range(4):
        _guest(sheet, 78 + number * 104, 760 + number % 2 * 14)
    return sheet


def _bunting(sheet: Canvas, hang: list[Point], first: int) -> None:
    line = curve(hang)
    sheet.line(line, 6, INK)
    for number, (x, y) in enumerate(line[2:-1:4], start=first):
        color = [RED, PAPER, SEA, PLUM][number % 4]
        sheet.shape([(x - 36, y), (x + 36, y), (x, y + 84)], color)


def _oar(sheet: Canvas, x: float, y: float, degrees: float, blade: str) -> None:
    at = placed(x, y, degrees=degrees)
    sheet.line([at(0, 180), at(0, -130)], 17, INK)
    sheet.shape([at(-44, -270), at(40, -282), at(26, -90), at(-12, -80)], blade)
    sheet.shape([at(-44, -270), at(40, -282), at(36, -226), at(-36, -220)], INK)


def _fire(sheet: Canvas) -> None:
    for x, tall in [(560, 150), (680, 210), (800, 190), (920, 210), (1040, 150)]:
        for color, size in [(RED, 1), (OCHRE, 0.6)]:
            at = placed(x, 960, size=size * tall / 180)
            flame = [at(0, 0), at(-66, -40), at(-44, -120), at(-8, -190), at(30, -110), at(62, -44)]
            sheet.smooth(flame, color)
    sheet.box(470, 944, 660, 36, INK)


def _cook(sheet: Canvas) -> None:
    """On a ladder, with the longest spoon."""
    for reach in (-78, 78):
        sheet.line([(1310 + reach * 0.5, 560), (1310 + reach, 950)], 15, PLUM)
    for number, y in enumerate(range(600, 940, 74)):
        sheet.box(1266 - number * 7, y, 88 + number * 14, 13, PLUM)
    for x in (1288, 1334):
        sheet.line([(x, 556), (x, 440)], 36, INK)
    sheet.smooth([(1246, 470), (1260, 330), (1310, 296), (1362, 330), (1374, 470)], NIGHT)
    sheet.shape([(1248, 350), (1300, 350), (1304, 476), (1238, 476)], PAPER)
    sheet.disc(1302, 252, 46, SAND)
    sheet.slice(1306, 244, 52, 184, 396, INK)
    sheet.disc(1356, 250, 26, INK)
    sheet.line([(1400, 300), (960, 440)], 16, INK)
    sheet.shape([(1052, 388), (1070, 430), (930, 466), (896, 444)], RED)
    sheet.stroke([(1330, 350), (1270, 400), (1200, 366)], 36, NIGHT)
    sheet.disc(1194, 362, 22, SAND)


def _dinghy(sheet: Canvas, x: float, y: float, size: float, sail: str) -> None:
    at = placed(x, y, size=size)
    sheet.shape([at(-6, -210), at(-6, -24), at(-84, -24)], sail)
    sheet.shape([at(6, -180), at(6, -24), at(62, -24)], sail)
    sheet.shape([at(-92, -16), at(86, -16), at(60, 18), at(-64, 18)], INK)


def _copper(sheet: Canvas) -> None:
    for side in (-1, 1):
        sheet.line([(800 + side * 200, 760), (800 + side * 262, 950)], 34, INK)
        sheet.ring(800 + side * 352, 500, 56, 22, INK)
    half = [(0, 850), (210, 806), (326, 680), (356, 540), (322, 410)]
    left = [(800 - dx, y) for dx, y in half]
    sheet.smooth([*left, *[(800 + dx, y) for dx, y in reversed(half[1:])]], PLUM)
    lit = [(x - 6, 410 + (y - 410) * 0.92) for x, y in left]
    edge = [(800, 815), (960, 770), (1060, 660), (1086, 540), (1056, 410)]
    sheet.shape([*curve(lit), *reversed(curve(edge))], RED)
    sheet.oval(800, 410, 344, 70, INK)
    sheet.oval(800, 418, 306, 50, PAPER)
    for x, y, across in [(640, 412, 34), (780, 442, 46), (850, 392, 30), (700, 446, 22)]:
        sheet.oval(x, y, across, across / 4, OCHRE)
    sheet.stroke([(506, 540), (522, 650), (586, 744)], 20, SAND)


def _guest(sheet: Canvas, x: float, y: float) -> None:
    """Next in the queue, bowl in hand."""
    for offset in (-17, 17):
        sheet.line([(x + offset, y + 100), (x + offset, y + 190)], 24, INK)
    body = [(x - 36, y + 112), (x - 40, y + 16), (x, y - 10), (x + 40, y + 16), (x + 36, y + 112)]
    sheet.smooth(body, NIGHT)
    sheet.box(x - 37, y + 74, 74, 16, RED)
    sheet.disc(x, y - 42, 32, SAND)
    sheet.slice(x, y - 46, 36, 180, 360, INK)
    sheet.slice(x + 34, y + 30, 34, 0, 180, PAPER)
