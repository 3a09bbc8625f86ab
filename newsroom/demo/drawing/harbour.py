"""Pictures of the harbour: ferry, nets, light."""

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


def ferry() -> Canvas:
    """A small ferry before a low sun, and the tide board that sets her hours."""
    sheet = Canvas(1500, 1000, OCHRE)
    sheet.disc(930, 560, 330, RED)
    sheet.disc(930, 560, 250, PAPER)
    sheet.shape([(0, 640), (0, 540), *curve([(0, 540), (180, 500), (420, 580), (640, 640)])], PLUM)
    sheet.swell(630, SEA, rise=8, length=260)
    sheet.dashes((620, 645, 1230, 720), 34, PAPER, seed=3)
    _ferry_boat(sheet)
    sheet.swell(770, NIGHT, rise=14, length=330, shift=60)
    sheet.dashes((380, 800, 1480, 860), 26, SEA, seed=5)
    sheet.swell(880, INK, rise=16, length=420, shift=190)
    _tide_board(sheet)
    for x, y, span in [(520, 260, 130), (660, 190, 90), (430, 380, 70), (1330, 300, 110)]:
        sheet.gull(x, y, span, INK)
    return sheet


def _ferry_boat(sheet: Canvas) -> None:
    hull = [(560, 690), (1330, 660), (1270, 800), (650, 810)]
    sheet.shape(hull, INK)
    sheet.shape([(572, 716), (1318, 688), (1310, 708), (582, 737)], RED)
    sheet.shape([(680, 690), (680, 575), (1180, 575), (1210, 670)], PAPER)
    for x in range(715, 1110, 78):
        sheet.arch(x, 600, 46, 58, NIGHT)
    sheet.box(850, 480, 210, 95, SAND)
    for x in (872, 934, 996):
        sheet.box(x, 502, 44, 40, NIGHT)
    sheet.box(700, 440, 84, 135, RED)
    sheet.box(700, 462, 84, 22, PAPER)
    sheet.line([(1105, 575), (1105, 380)], 8, INK)
    sheet.shape([(1105, 384), (1190, 408), (1105, 434)], INK)
    smoke = [(745, 430), (700, 370), (760, 310), (640, 250), (560, 262), (640, 300), (668, 350)]
    sheet.smooth([*smoke, (700, 400)], PAPER)


def _tide_board(sheet: Canvas) -> None:
    sheet.box(150, 250, 74, 750, PAPER)
    sheet.box(224, 250, 16, 750, SAND)
    for step, y in enumerate(range(290, 960, 52)):
        long = step % 3 == 0
        sheet.box(150, y, 74 if long else 40, 16, RED if long else INK)
    sheet.shape([(130, 250), (195, 196), (260, 250)], INK)
    sheet.swell(935, INK, rise=16, length=420, shift=190)


def nets() -> Canvas:
    """A mender at her bench, behind her a net like a hill."""
    sheet = Canvas(1500, 1000, FOAM)
    sheet.box(0, 0, 1500, 470, PAPER)
    sheet.disc(300, 250, 105, OCHRE)
    sheet.box(0, 470, 1500, 60, SEA)
    _mast(sheet, 150, 300)
    _mast(sheet, 420, 350)
    hill = [(480, 1000), (700, 620), (1010, 230), (1190, 120), (1360, 260), (1500, 420)]
    _net(sheet, hill)
    sheet.box(0, 880, 1500, 120, SAND)
    sheet.dashes((0, 905, 1500, 985), 40, PAPER, seed=9)
    floats = [
        (612, 856, 44, RED),
        (520, 884, 34, OCHRE),
        (1400, 850, 52, RED),
        (1310, 872, 36, INK),
    ]
    for x, y, radius, color in floats:
        sheet.disc(x, y, radius, color)
        sheet.disc(x - radius * 0.3, y - radius * 0.3, radius * 0.26, PAPER)
    _mender(sheet)
    return sheet


def _mast(sheet: Canvas, x: float, top: float) -> None:
    sheet.line([(x, top), (x, 505)], 7, INK)
    sheet.shape([(x + 8, top + 14), (x + 8, 480), (x + 78, 480)], RED)
    sheet.shape([(x - 60, 492), (x + 92, 492), (x + 66, 532), (x - 36, 532)], INK)


def _net(sheet: Canvas, ridge: list[Point]) -> None:
    top = curve(ridge)
    sheet.shape([*top, (1500, 1000)], SEA)
    # Meshes hang from the ridge and bulge as they come down.
    for number in range(3, len(top), 4):
        x, y = top[number]
        sheet.stroke([(x, y), (x - 60, (y + 1000) / 2), (x - 130, 1000)], 5, NIGHT)
        sheet.stroke([(x, y), (x + 50, (y + 1000) / 2), (x + 150, 1000)], 5, NIGHT)
    sheet.line(top, 16, OCHRE)
    for number in range(4, len(top), 9):
        sheet.disc(*top[number], 19, RED)


def _mender(sheet: Canvas) -> None:
    sheet.box(800, 790, 330, 34, PLUM)
    sheet.box(830, 820, 30, 90, PLUM)
    sheet.box(1070, 820, 30, 90, PLUM)
    coat = [(880, 800), (890, 640), (940, 540), (1030, 530), (1085, 620), (1090, 800)]
    sheet.smooth(coat, RED)
    sheet.stroke([(1040, 785), (900, 780), (790, 790)], 66, INK)
    sheet.line([(785, 785), (775, 900)], 56, INK)
    sheet.slice(762, 925, 62, 180, 360, PLUM)
    sheet.stroke([(1000, 590), (900, 690), (770, 690)], 52, RED)
    sheet.disc(752, 690, 26, SAND)
    sheet.line([(700, 712), (790, 668)], 11, OCHRE)
    sheet.disc(975, 455, 74, SAND)
    sheet.slice(975, 445, 84, 170, 372, INK)
    sheet.box(884, 440, 60, 18, INK)
    thread = [(700, 712), (640, 780), (690, 850), (600, 905)]
    sheet.stroke(thread, 6, PAPER)


def light() -> Canvas:
    """The harbour light at night, one beam white and one amber."""
    sheet = Canvas(1500, 1000, NIGHT)
    sheet.dots((0, 0, 1500, 560), 90, FOAM, seed=12)
    lamp = (640, 300)
    sheet.shape([lamp, (0, 90), (0, 420)], PAPER)
    sheet.shape([lamp, (1500, 60), (1500, 640)], OCHRE)
    sheet.swell(690, SEA, rise=10, length=280)
    sheet.dashes((760, 705, 1480, 800), 40, OCHRE, seed=4)
    sheet.dashes((0, 705, 420, 790), 22, FOAM, seed=8)
    rock = [(250, 880), (330, 740), (480, 700), (620, 660), (800, 690), (930, 760), (1010, 880)]
    sheet.smooth([*rock, (640, 930)], INK)
    _tower(sheet, *lamp)
    sheet.swell(850, NIGHT, rise=14, length=360, shift=80)
    sheet.dashes((100, 880, 1400, 920), 24, SEA, seed=2)
    sheet.swell(930, INK, rise=12, length=300, shift=10)
    _coaster(sheet)
    return sheet


def _tower(sheet: Canvas, x: float, y: float) -> None:
    def across(height: float) -> float:
        return 62 + 58 * height

    for number in range(4):
        top, foot = number / 4, (number + 1) / 4
        upper, lower = y + 60 + 370 * top, y + 60 + 370 * foot
        left, right = across(top), across(foot)
        color = RED if number % 2 == 0 else PAPER
        sheet.shape(
            [(x - left, upper), (x + left, upper), (x + right, lower), (x - right, lower)], color
        )
    sheet.arch(x - 24, y + 330, 48, 100, INK)
    sheet.arch(x - 15, y + 190, 30, 50, INK)
    sheet.box(x - 92, y + 44, 184, 22, INK)
    sheet.box(x - 50, y - 40, 100, 88, OCHRE)
    sheet.disc(x, y, 34, PAPER)
    for offset in (-50, 0, 50):
        sheet.box(x + offset - 4, y - 40, 8, 88, INK)
    sheet.shape([(x - 70, y - 38), (x, y - 118), (x + 70, y - 38)], INK)
    sheet.disc(*around(x, y - 118, 12, 270), 14, RED)


def _coaster(sheet: Canvas) -> None:
    sheet.shape([(1090, 770), (1400, 770), (1370, 830), (1130, 830)], INK)
    sheet.box(1290, 700, 70, 72, PAPER)
    sheet.box(1302, 716, 44, 20, NIGHT)
    sheet.line([(1180, 770), (1180, 660)], 7, INK)
    sheet.disc(1180, 656, 10, RED)
