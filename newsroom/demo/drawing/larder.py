"""Pictures of what keeps: pears, cheese."""

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
    curve,
)


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
    _wheel(sheet, 750, 950, 330, 200, RED)
    middle, left, right = (750, 750), (690, 815), (990, 796)
    low = 134
    sheet.shape([middle, right, (right[0], right[1] + low), (750, 884)], SAND)
    sheet.shape([middle, left, (left[0], left[1] + low), (750, 884)], OCHRE)
