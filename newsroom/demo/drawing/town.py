"""Pictures of the town: boiler, library, clock, market."""

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
    around,
    curve,
)


def boiler() -> Canvas:
    """A terrace cut open like a cake: one fire below, a pipe to every door."""
    sheet = Canvas(1500, 1000, FOAM)
    sheet.disc(1240, 190, 86, PAPER)
    fronts = [RED, PAPER, OCHRE, SEA, SAND, PLUM]
    for number, color in enumerate(fronts):
        _house(sheet, 60 + number * 230, 250 + (number % 2) * 46, color)
    sheet.box(0, 600, 1500, 34, SAND)
    sheet.box(0, 634, 1500, 366, INK)
    sheet.dots((0, 650, 1500, 990), 110, NIGHT, seed=21)
    for number in range(6):
        x = 175 + number * 230
        sheet.line([(x, 600), (x, 720)], 16, RED)
        sheet.disc(x, 720, 16, OCHRE)
    sheet.line([(175, 720), (1325, 720)], 22, RED)
    sheet.line([(750, 720), (750, 850)], 26, RED)
    sheet.disc(750, 872, 118, SAND)
    sheet.disc(750, 872, 96, RED)
    flame = [(750, 960), (690, 905), (712, 838), (738, 868), (756, 790), (800, 850), (808, 910)]
    sheet.smooth(flame, OCHRE)
    sheet.smooth([(750, 950), (722, 912), (748, 868), (776, 912)], PAPER)
    return sheet


def _house(sheet: Canvas, x: float, top: float, color: str) -> None:
    roof = INK if color != SEA else NIGHT
    sheet.box(x + 150, top - 130, 40, 110, roof)
    sheet.box(x + 142, top - 142, 56, 18, RED)
    sheet.shape([(x - 6, top), (x + 115, top - 112), (x + 236, top)], roof)
    sheet.box(x, top - 2, 230, 602 - top, color)
    pane = NIGHT if color != PLUM else OCHRE
    for offset in (34, 138):
        sheet.box(x + offset, top + 44, 60, 84, pane)
        sheet.box(x + offset + 27, top + 44, 6, 84, color)
        sheet.box(x + offset, top + 82, 60, 6, color)
    lit = OCHRE if color != OCHRE else PAPER
    sheet.box(x + 138, 474, 60, 84, lit)
    sheet.arch(x + 34, 456, 70, 146, INK)
    sheet.disc(x + 88, 536, 6, OCHRE)


def library() -> Canvas:
    """A wall of books with one lit window in it, and one reader in the window."""
    sheet = Canvas(1500, 1000, INK)
    spines = [RED, SAND, SEA, OCHRE, PAPER, PLUM, FOAM, NIGHT]
    for row in range(5):
        _shelf(sheet, 36 + row * 192, spines, row)
    sheet.arch(490, 110, 520, 890, INK)
    sheet.arch(520, 140, 460, 860, SEA)
    sheet.disc(830, 320, 74, PAPER)
    sheet.disc(798, 304, 70, SEA)
    sheet.dots((560, 240, 940, 560), 16, PAPER, seed=6)
    sheet.shape(
        [
            (520, 1000),
            (520, 730),
            *curve([(520, 730), (660, 660), (820, 740), (980, 700)]),
            (980, 1000),
        ],
        NIGHT,
    )
    _reader(sheet)
    sheet.box(470, 960, 560, 40, SAND)
    return sheet


def _shelf(sheet: Canvas, top: float, spines: list[str], row: int) -> None:
    x, number = -20 + row * 7, row * 3
    while x < 1500:
        width = 24 + (number * 37 + row * 11) % 34
        height = 112 + (number * 29 + row * 17) % 52
        color = spines[(number * 5 + row) % len(spines)]
        sheet.box(x, top + 168 - height, width, height, color)
        band = INK if color in {PAPER, SAND, OCHRE, FOAM} else PAPER
        if number % 3:
            sheet.box(x, top + 168 - height + 20, width, 8, band)
        if number % 4 == 0:
            sheet.box(x, top + 138, width, 6, band)
        x += width + 5
        number += 1
    sheet.box(0, top + 168, 1500, 16, PLUM)


def _reader(sheet: Canvas) -> None:
    chair = [(560, 960), (590, 600), (650, 560), (700, 620), (705, 790), (890, 800), (910, 960)]
    sheet.smooth(chair, RED)
    sheet.smooth([(640, 860), (650, 690), (700, 630), (770, 660), (800, 780), (790, 870)], OCHRE)
    legs = [(700, 800), (880, 790), (915, 830), (920, 960), (860, 960), (850, 870), (700, 880)]
    sheet.shape(legs, INK)
    sheet.disc(720, 570, 62, SAND)
    sheet.slice(716, 562, 70, 130, 340, INK)
    sheet.disc(662, 560, 34, INK)
    sheet.stroke([(730, 690), (800, 770), (870, 740)], 34, OCHRE)
    sheet.shape([(800, 640), (880, 690), (880, 770), (800, 730)], PAPER)
    sheet.shape([(880, 690), (950, 640), (950, 730), (880, 770)], FOAM)


def clock() -> Canvas:
    """The market clock, large, over the roofs it misinforms."""
    sheet = Canvas(1500, 1000, SEA)
    for number in range(12):
        left, right = around(900, 420, 1400, number * 30), around(900, 420, 1400, number * 30 + 15)
        sheet.shape([(900, 420), left, right], FOAM)
    _roofs(sheet)
    sheet.box(640, 250, 520, 760, RED)
    sheet.box(640, 250, 60, 760, PLUM)
    sheet.shape([(600, 250), (900, 30), (1200, 250)], INK)
    sheet.disc(900, 172, 34, OCHRE)
    sheet.box(600, 236, 600, 34, SAND)
    sheet.disc(900, 520, 236, INK)
    sheet.disc(900, 520, 208, PAPER)
    for hour in range(12):
        inner = 160 if hour % 3 == 0 else 176
        width = 18 if hour % 3 == 0 else 10
        start, end = around(900, 520, inner, hour * 30), around(900, 520, 190, hour * 30)
        sheet.line([start, end], width, INK)
    sheet.shape([(900, 520), around(900, 520, 176, 204), around(900, 520, 176, 270)], OCHRE)
    sheet.line([(900, 520), around(900, 520, 110, 352)], 24, INK)
    sheet.line([(900, 520), around(900, 520, 168, 204)], 16, RED)
    sheet.disc(900, 520, 26, INK)
    sheet.arch(830, 830, 140, 180, INK)
    _pigeon(sheet, 690, 236, INK)
    _pigeon(sheet, 1080, 236, INK)
    _pigeon(sheet, 330, 648, PAPER)
    return sheet


def _roofs(sheet: Canvas) -> None:
    rows = [(0, 700, 420, NIGHT), (330, 770, 360, PLUM), (1120, 690, 460, NIGHT)]
    for x, y, width, color in rows:
        sheet.shape([(x - 40, y), (x + width / 2, y - 150), (x + width + 40, y)], INK)
        sheet.box(x, y, width, 300, color)
        for number in range(3):
            sheet.box(x + 50 + number * width / 3.4, y + 60, 46, 74, OCHRE)
    sheet.box(300, 640, 60, 90, RED)
    sheet.shape([(-40, 900), (240, 780), (520, 900)], RED)
    sheet.box(0, 900, 480, 110, SAND)
    for number in range(4):
        sheet.arch(50 + number * 108, 920, 58, 90, INK)


def _pigeon(sheet: Canvas, x: float, y: float, color: str) -> None:
    body = [(x - 46, y - 16), (x - 4, y - 44), (x + 34, y - 40), (x + 30, y - 12), (x - 4, y - 4)]
    sheet.smooth(body, color)
    sheet.disc(x + 36, y - 50, 17, color)
    sheet.shape([(x + 50, y - 54), (x + 66, y - 47), (x + 50, y - 44)], OCHRE)
    sheet.shape([(x - 40, y - 22), (x - 84, y - 8), (x - 36, y - 6)], color)
    sheet.line([(x + 6, y - 8), (x + 6, y)], 5, OCHRE)


def market() -> Canvas:
    """Stalls under the iron roof of the old rope works."""
    sheet = Canvas(1500, 1000, NIGHT)
    for number in range(-1, 6):
        x = number * 300
        sheet.shape([(x, 330), (x + 150, 150), (x + 300, 330)], INK)
        sheet.shape([(x + 44, 330), (x + 150, 204), (x + 150, 330)], SEA)
        sheet.line([(x, 330), (x, 1000)], 16, INK)
    lamps = curve(
        [(0, 360), (260, 450), (520, 372), (780, 452), (1040, 370), (1290, 448), (1500, 380)]
    )
    sheet.line(lamps, 5, PAPER)
    for x, y in lamps[6::8]:
        sheet.disc(x, y + 16, 17, OCHRE)
    for x, first, second in [(70, RED, PAPER), (560, OCHRE, PLUM), (1050, SEA, PAPER)]:
        _stall(sheet, x, first, second)
    sheet.box(0, 930, 1500, 70, PLUM)
    people = [(470, 640, OCHRE, SAND), (980, 690, RED, SAND), (1430, 660, PAPER, PLUM)]
    for x, y, coat, skin in people:
        _shopper(sheet, x, y, coat, skin)
    return sheet


def _stall(sheet: Canvas, x: float, first: str, second: str) -> None:
    sheet.box(x + 14, 560, 14, 380, SAND)
    sheet.box(x + 352, 560, 14, 380, SAND)
    for number in range(6):
        color = first if number % 2 == 0 else second
        left = x + number * 63.4
        upper = x + 40 + number * 50
        sheet.shape([(upper, 510), (upper + 50, 510), (left + 63.4, 610), (left, 610)], color)
        sheet.slice(left + 31.7, 609, 31.7, 0, 180, color)
    sheet.box(x, 790, 380, 150, first)
    sheet.box(x, 790, 380, 22, SAND)
    for number in range(7):
        color = [RED, OCHRE, FOAM][number % 3] if first != RED else [OCHRE, FOAM, SAND][number % 3]
        sheet.disc(x + 40 + number * 50, 772, 28, color)


def _shopper(sheet: Canvas, x: float, y: float, coat: str, skin: str) -> None:
    sheet.smooth(
        [(x - 66, 960), (x - 58, y + 130), (x, y + 76), (x + 58, y + 130), (x + 66, 960)], coat
    )
    sheet.disc(x, y + 36, 46, skin)
    sheet.slice(x, y + 28, 52, 180, 360, INK)
    sheet.box(x - 62, y + 20, 124, 14, INK)
