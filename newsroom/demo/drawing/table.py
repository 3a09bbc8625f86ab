"""Pictures of the table: galley, soup, pears, cheese."""

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
    """A pot for a crew and four bowls under one lamp; the oilskins are out of the light."""
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
    for x in (315, 605, 895, 1185):
        _bowl(sheet, x, 758)
    return sheet


def _slipway_window(sheet: Canvas) -> None:
    """Outside: the moon, the sea and four o'clock."""
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
    sheet.line([(235, 130), around(235, 130, 34, 30)], 10, INK)
    sheet.line([(235, 130), around(235, 130, 48, 270)], 8, RED)


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
    sheet.oval(750, 444, 206, 30, RED)
    for x in (506, 994):
        sheet.ring(x, 540, 44, 20, INK)
    sheet.shape([(570, 520), (596, 520), (606, 690), (584, 690)], NIGHT)


def _bowl(sheet: Canvas, x: float, y: float) -> None:
    sheet.slice(x, y, 108, 0, 180, RED)
    sheet.box(x - 44, y + 96, 88, 22, INK)
    sheet.oval(x, y, 108, 26, PAPER)
    sheet.oval(x, y + 2, 88, 17, OCHRE)


def soup() -> Canvas:
    """Soup for a regatta, stirred with what there is."""
    sheet = Canvas(1500, 1000, OCHRE)
    _bunting(sheet, [(-20, 40), (270, 150), (640, -20)], 0)
    _bunting(sheet, [(960, -20), (1240, 140), (1540, 20)], 2)
    sheet.box(0, 560, 1500, 300, SEA)
    sheet.dashes((0, 580, 1480, 720), 46, FOAM, seed=41)
    sheet.box(0, 790, 1500, 210, SAND)
    for x, y, degrees, blade in [
        (640, 350, -34, RED),
        (740, 290, -12, PAPER),
        (860, 290, 12, SEA),
    ]:
        _oar(sheet, x, y, degrees, blade)
    _fire(sheet)
    _cauldron(sheet)
    _cook(sheet)
    for number in range(4):
        _rower(sheet, 78 + number * 104, 760 + number % 2 * 14)
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
        for color, size in [(RED, 1), (OCHRE, 0.55)]:
            at = placed(x, 960, size=size * tall / 180)
            flame = [at(0, 0), at(-66, -40), at(-44, -120), at(-8, -190), at(30, -110), at(62, -44)]
            sheet.smooth(flame, color)
    for left, right in [(480, 860), (760, 1130)]:
        sheet.line([(left, 962), (right, 946)], 36, PLUM)


def _cauldron(sheet: Canvas) -> None:
    for side in (-1, 1):
        sheet.line([(800 + side * 200, 760), (800 + side * 262, 950)], 34, INK)
        sheet.ring(800 + side * 352, 500, 56, 22, INK)
    half = [(0, 850), (210, 806), (326, 680), (356, 540), (322, 410)]
    belly = [(800 + dx, y) for dx, y in half] + [(800 - dx, y) for dx, y in reversed(half[1:])]
    sheet.smooth(belly, INK)
    sheet.oval(800, 410, 344, 70, NIGHT)
    sheet.oval(800, 416, 298, 48, RED)
    for x, y, across in [(640, 412, 34), (780, 440, 46), (850, 396, 30)]:
        sheet.oval(x, y, across, across / 4, OCHRE)
    sheet.stroke([(500, 540), (516, 650), (580, 744)], 20, NIGHT)


def _cook(sheet: Canvas) -> None:
    """On a ladder, with the longest spoon."""
    for reach in (-78, 78):
        sheet.line([(1310 + reach * 0.5, 560), (1310 + reach, 950)], 15, PLUM)
    for number, y in enumerate(range(600, 940, 74)):
        sheet.box(1266 - number * 7, y, 88 + number * 14, 13, PLUM)
    for x in (1288, 1334):
        sheet.line([(x, 556), (x, 440)], 36, NIGHT)
    sheet.smooth([(1246, 470), (1260, 330), (1310, 296), (1362, 330), (1374, 470)], PAPER)
    sheet.disc(1300, 254, 42, SAND)
    sheet.slice(1302, 248, 46, 180, 380, INK)
    sheet.box(1262, 186, 80, 50, PAPER)
    sheet.disc(1282, 186, 24, PAPER)
    sheet.disc(1322, 186, 26, PAPER)
    sheet.line([(1370, 250), (960, 430)], 16, PLUM)
    sheet.shape([(1040, 380), (1062, 416), (930, 452), (900, 430)], PAPER)
    sheet.stroke([(1330, 344), (1270, 380), (1206, 330)], 34, PAPER)
    sheet.disc(1200, 326, 20, SAND)


def _rower(sheet: Canvas, x: float, y: float) -> None:
    """Next in the queue, bowl in hand."""
    for offset in (-17, 17):
        sheet.line([(x + offset, y + 100), (x + offset, y + 190)], 24, NIGHT)
    body = [(x - 36, y + 112), (x - 40, y + 16), (x, y - 10), (x + 40, y + 16), (x + 36, y + 112)]
    sheet.smooth(body, RED)
    sheet.box(x - 37, y + 74, 74, 16, PAPER)
    sheet.disc(x, y - 42, 32, SAND)
    sheet.slice(x, y - 46, 36, 180, 360, INK)
    sheet.slice(x + 34, y + 30, 34, 0, 180, PAPER)


def pears() -> Canvas:
    """A tray of pears alike, and the one that will not lie in its square."""
    sheet = Canvas(1500, 1000, FOAM)
    for row in range(4):
        for column in range(6):
            x, y = column * 250, row * 250
            if (row + column) % 2:
                sheet.box(x, y, 250, 250, SEA)
            if row in {0, 3} or column not in {2, 3}:
                _pear(sheet, x + 125, y + 138)
    _crooked_pear(sheet)
    return sheet


def _pear(sheet: Canvas, x: float, y: float) -> None:
    """As the shops like them."""
    sheet.stroke([(x, y - 70), (x + 4, y - 92), (x + 14, y - 108)], 9, INK)
    half = [(0, -84), (27, -68), (33, -26), (58, 14), (68, 52), (44, 88)]
    body = [*half, (0, 95), *[(-dx, dy) for dx, dy in reversed(half[1:])]]
    sheet.smooth([(x + dx, y + dy) for dx, dy in body], OCHRE)
    sheet.stroke([(x - 44, y + 34), (x - 36, y + 58), (x - 18, y + 74)], 9, PAPER)


def _crooked_pear(sheet: Canvas) -> None:
    leaf = [(980, 240), (1010, 130), (1120, 90), (1190, 20)]
    back = [(1190, 20), (1210, 140), (1110, 220), (980, 240)]
    sheet.shape([*curve(leaf), *curve(back)], INK)
    sheet.stroke([(900, 280), (980, 240), (1050, 250), (1080, 290)], 24, INK)
    body = [
        *[(935, 290), (905, 350), (845, 400), (840, 480), (930, 570), (975, 690), (930, 830)],
        *[(780, 905), (600, 890), (480, 800), (470, 690), (530, 610), (590, 560), (590, 470)],
        *[(640, 350), (730, 260), (830, 215), (915, 235)],
    ]
    sheet.smooth(body, RED)
    sheet.stroke([(540, 700), (556, 780), (640, 836)], 30, PAPER)
    for x, y, radius in [(790, 640, 15), (850, 710, 26), (770, 740, 10), (800, 320, 12)]:
        sheet.disc(x, y, radius, PLUM)


def cheese() -> Canvas:
    """Wheels at rest, and the weather that they wait for."""
    sheet = Canvas(1500, 1000, PLUM)
    _storm(sheet)
    for row, y in enumerate((250, 500, 750)):
        for left in (-60, 1150):
            sheet.box(left, y, 410, 24, INK)
            for number in range(2):
                color = [OCHRE, SAND][(number + row) % 2]
                _wheel(sheet, left + 108 + number * 196, y, 88, 110, color)
    sheet.box(0, 920, 1500, 80, INK)
    _cut_wheel(sheet)
    return sheet


def _storm(sheet: Canvas) -> None:
    sheet.box(420, 60, 660, 580, NIGHT)
    for x in range(380, 1080, 70):
        for y in (270 + x % 60, 410 - x % 50):
            sheet.line([(x + 60, y), (x + 36, y + 76)], 5, FOAM)
    bolt = [(760, 60), (860, 60), (770, 290), (846, 280), (690, 600), (740, 360), (662, 372)]
    sheet.shape(bolt, PAPER)
    clouds = [(420, 180), (500, 236), (590, 190), (680, 226), (790, 160), (900, 230), (1010, 180)]
    sheet.shape([(420, 60), *curve([*clouds, (1080, 220)]), (1080, 60)], INK)
    sea = [(420, 470), (500, 450), (590, 540), (700, 560), (830, 470), (880, 430), (960, 510)]
    sheet.shape([(420, 640), *curve([*sea, (1080, 480)]), (1080, 640)], SEA)
    near = [(420, 590), (540, 570), (640, 610), (760, 600), (900, 560), (1080, 610)]
    sheet.shape([(420, 640), *curve(near), (1080, 640)], FOAM)
    for x in (396, 1068):
        sheet.box(x, 40, 36, 620, SAND)
    sheet.box(396, 40, 708, 36, SAND)
    sheet.box(360, 632, 780, 36, SAND)


def _wheel(sheet: Canvas, x: float, floor: float, across: float, tall: float, color: str) -> None:
    down = across / 5
    sheet.oval(x, floor - down, across, down, color)
    sheet.box(x - across, floor - tall, across * 2, tall - down, color)
    sheet.oval(x, floor - tall, across, down, PAPER)


def _cut_wheel(sheet: Canvas) -> None:
    """The one that is ready."""
    _wheel(sheet, 750, 950, 330, 200, OCHRE)
    middle, left, right = (750, 750), (690, 815), (990, 796)
    low = 134
    sheet.shape([middle, right, (right[0], right[1] + low), (750, 884)], SAND)
    sheet.shape([middle, left, (left[0], left[1] + low), (750, 884)], RED)
