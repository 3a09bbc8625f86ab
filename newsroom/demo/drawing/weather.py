"""Pictures of the weather: rain, gauge, fog."""

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


def rain() -> Canvas:
    """A gauge on a lawn, and the reader coming out to it as on every morning."""
    sheet = Canvas(1500, 1000, SEA)
    cloud = curve([(-40, 110), (240, 60), (560, 140), (900, 50), (1240, 130), (1560, 70)])
    sheet.shape([(-40, -10), *cloud, (1560, -10)], NIGHT)
    _cottage(sheet, 1060, 330)
    sheet.box(0, 590, 1030, 90, INK)
    for x in range(-40, 1010, 92):
        sheet.disc(x + 46, 596, 56, INK)
    sheet.swell(650, FOAM, rise=14, length=900, shift=200)
    sheet.shape([(1130, 650), (1210, 650), (820, 1000), (470, 1000)], SAND)
    _reader(sheet, 960, 830)
    for number in range(120):
        x, y = (number * 353) % 1640 - 40, (number * 211) % 800 - 30
        length = 60 + number * 17 % 50
        sheet.line([(x, y), (x - length * 0.42, y + length)], 5, PAPER)
    _funnel_and_glass(sheet, 430, 960)
    for x, turns in [(90, (-150, -118, -88, -56, -24)), (1400, (-156, -124, -92, -62, -30))]:
        for number, turn in enumerate(turns):
            _leaf(sheet, x, 1040, turn, INK if number % 2 == 0 else NIGHT)
    return sheet


def _cottage(sheet: Canvas, x: float, y: float) -> None:
    sheet.box(x + 220, y - 200, 66, 160, PLUM)
    sheet.shape([(x - 50, y + 20), (x + 70, y - 130), (x + 500, y - 130), (x + 500, y + 20)], INK)
    sheet.box(x, y + 18, 500, 330, PAPER)
    sheet.box(x + 60, y + 90, 104, 240, OCHRE)
    sheet.box(x + 250, y + 100, 120, 110, OCHRE)
    sheet.box(x + 305, y + 100, 10, 110, PAPER)


def _reader(sheet: Canvas, x: float, foot: float) -> None:
    for step in (-30, 26):
        sheet.line([(x + step * 0.5, foot - 90), (x + step, foot - 10)], 28, INK)
        sheet.slice(x + step - 8, foot + 6, 30, 180, 360, INK)
    coat = [(x - 76, foot - 60), (x - 44, foot - 210), (x, foot - 250), (x + 44, foot - 210)]
    sheet.smooth([*coat, (x + 76, foot - 60)], OCHRE)
    sheet.disc(x - 4, foot - 270, 40, SAND)
    sheet.line([(x - 60, foot - 130), (x - 60, foot - 480)], 10, INK)
    sheet.line([(x - 16, foot - 190), (x - 22, foot - 156), (x - 60, foot - 166)], 26, RED)
    sheet.slice(x - 60, foot - 290, 184, 180, 360, RED)
    rib = curve([(x - 60, foot - 474), (x - 110, foot - 410), (x - 124, foot - 289)])
    sheet.shape([*rib, *[(2 * x - 120 - rx, ry) for rx, ry in reversed(rib)]], PAPER)


def _funnel_and_glass(sheet: Canvas, x: float, foot: float) -> None:
    sheet.oval(x, foot - 6, 130, 22, SEA)
    sheet.box(x - 72, foot - 340, 144, 336, PAPER)
    sheet.box(x - 56, foot - 190, 112, 172, SEA)
    for number in range(6):
        wide = 62 if number % 3 == 0 else 38
        sheet.box(x - 56, foot - 60 - number * 46, wide, 8, INK)
    sheet.shape(
        [(x - 180, foot - 540), (x + 180, foot - 540), (x + 84, foot - 330), (x - 84, foot - 330)],
        OCHRE,
    )
    sheet.shape(
        [(x + 90, foot - 540), (x + 180, foot - 540), (x + 84, foot - 330), (x + 46, foot - 330)],
        RED,
    )
    sheet.box(x - 98, foot - 346, 196, 28, INK)
    sheet.oval(x, foot - 540, 180, 36, INK)
    sheet.oval(x, foot - 534, 150, 24, PLUM)


def _leaf(sheet: Canvas, x: float, y: float, turn: float, color: str) -> None:
    middle = around(x, y, 130, turn)
    broad = [around(*middle, 40, turn + side * 90) for side in (1, -1)]
    sheet.smooth([(x, y), broad[0], around(x, y, 290, turn), broad[1]], color)
    sheet.line([(x, y), around(x, y, 220, turn)], 6, SEA)


def gauge() -> Canvas:
    """The gauge out in the rain; on the sill of the picture the glass, the slate, the notebook."""
    sheet = Canvas(1500, 1000, PLUM)
    sheet.box(50, 40, 500, 670, OCHRE)
    sheet.box(74, 64, 452, 622, SEA)
    sheet.box(74, 500, 452, 186, FOAM)
    for number in range(52):
        x, y = 104 + (number * 353) % 410, 74 + (number * 211) % 540
        sheet.line([(x, y), (x - 22, y + 48)], 5, PAPER)
    _copper(sheet, 290, 640)
    sheet.box(30, 690, 540, 32, OCHRE)
    sheet.box(0, 810, 1500, 190, SAND)
    sheet.box(0, 810, 1500, 18, OCHRE)
    _slate(sheet, 860, 70)
    _notebook(sheet, 1090, 900)
    _glass(sheet, 640, 930)
    return sheet


def _copper(sheet: Canvas, x: float, foot: float) -> None:
    sheet.oval(x, foot, 110, 20, SEA)
    sheet.box(x - 80, foot - 220, 160, 220, OCHRE)
    sheet.box(x + 34, foot - 220, 46, 220, RED)
    for y in (foot - 220, foot - 120):
        sheet.box(x - 90, y, 180, 18, INK)
    sheet.oval(x, foot - 220, 90, 24, INK)
    sheet.oval(x, foot - 218, 72, 16, PLUM)


def _slate(sheet: Canvas, x: float, y: float) -> None:
    """Days are chalked in fives."""
    sheet.box(x, y, 480, 300, SAND)
    sheet.box(x + 22, y + 22, 436, 256, INK)
    for number in range(17):
        left, top = x + 56 + number % 5 * 24 + number // 5 % 2 * 190, y + 56 + number // 10 * 112
        if number % 5 == 4:
            sheet.line([(left - 110, top + 68), (left - 4, top + 14)], 7, PAPER)
        else:
            sheet.line([(left, top), (left - 6, top + 82)], 7, PAPER)


def _notebook(sheet: Canvas, x: float, y: float) -> None:
    """A page a year, a line a month: as much rain on the right, differently shared out."""

    def page(across: float, down: float, side: int) -> Point:
        """From the fold to the outer edge, from the head to the foot; both 0 to 1."""
        return x + side * across * (326 + 40 * down), y - 420 + 420 * down + 24 * (1 - across)

    sheet.shape([(x - 390, y + 24), (x + 390, y + 24), (x + 346, y - 436), (x - 346, y - 436)], INK)
    even = [0.34, 0.4, 0.36, 0.3, 0.34, 0.28, 0.32, 0.36, 0.4, 0.44, 0.42, 0.38]
    uneven = [0.62, 0.16, 0.44, 0.1, 0.2, 0.08, 0.56, 0.12, 0.28, 0.76, 0.3, 0.72]
    for side, months in [(-1, even), (1, uneven)]:
        corners = [(0, 0), (1, 0), (1, 1), (0, 1)]
        sheet.shape([page(across, down, side) for across, down in corners], PAPER)
        for month, fall in enumerate(months):
            down = 0.1 + month * 0.072
            left, right = (0.9, 0.9 - fall) if side < 0 else (0.1, 0.1 + fall)
            bar = [(left, down), (right, down), (right, down + 0.044), (left, down + 0.044)]
            hue = RED if fall > 0.75 else SEA
            sheet.shape([page(across, height, side) for across, height in bar], hue)
    sheet.line([page(0, 0, 1), page(0, 1, 1)], 6, SAND)


def _glass(sheet: Canvas, x: float, foot: float) -> None:
    sheet.oval(x, foot, 116, 24, FOAM)
    sheet.oval(x, foot - 9, 116, 24, PAPER)
    sheet.box(x - 56, foot - 660, 112, 650, FOAM)
    lip = [(x - 56, foot - 658), (x + 56, foot - 658), (x + 86, foot - 682), (x - 64, foot - 682)]
    sheet.shape(lip, FOAM)
    sheet.box(x - 40, foot - 330, 80, 292, SEA)
    sheet.oval(x, foot - 38, 40, 10, SEA)
    sheet.oval(x, foot - 330, 40, 10, NIGHT)
    sheet.box(x + 28, foot - 640, 12, 290, PAPER)
    for number in range(14):
        wide = 48 if number % 5 == 0 else 28
        sheet.box(x - 40, foot - 84 - number * 40, wide, 8, PAPER if number < 7 else INK)


def fog() -> Canvas:
    """A bell buoy, near and red; behind it boats, each a paler guess."""
    sheet = Canvas(1500, 1000, PAPER)
    sheet.disc(1130, 240, 130, SAND)
    _trawler(sheet, 470, 380, 0.8, SAND)
    _streaks(sheet, [(-60, 300, 300), (440, 400, 330), (1180, 280, 400)], PAPER)
    sheet.swell(430, SAND, rise=10, length=600)
    _trawler(sheet, 1010, 560, 1.25, FOAM)
    _streaks(sheet, [(880, 520, 380), (0, 480, 360), (1240, 440, 300)], PAPER)
    sheet.swell(590, FOAM, rise=12, length=520, shift=90)
    _trawler(sheet, 150, 740, 1.7, SEA)
    _streaks(sheet, [(-40, 690, 520), (700, 640, 240), (1160, 610, 420)], PAPER)
    sheet.swell(760, SEA, rise=14, length=430, shift=20)
    _buoy(sheet, 760, 850)
    sheet.swell(880, NIGHT, rise=16, length=380, shift=140)
    _streaks(sheet, [(1010, 800, 560), (250, 846, 330), (700, 930, 360)], PAPER)
    return sheet


def _streaks(sheet: Canvas, streaks: list[tuple[float, float, float]], color: str) -> None:
    for x, y, length in streaks:
        sheet.line([(x, y), (x + length, y)], 38, color)
        sheet.line([(x + 90, y + 26), (x + length + 70, y + 26)], 30, color)


def _trawler(sheet: Canvas, x: float, y: float, size: float, color: str) -> None:
    def at(*points: Point) -> list[Point]:
        return [(x + dx * size, y + dy * size) for dx, dy in points]

    sheet.shape(at((-20, -70), (70, -44), (260, -44), (250, 40), (20, 40)), color)
    sheet.shape(at((150, -40), (156, -130), (222, -130), (232, -40)), color)
    sheet.line(at((104, -40), (104, -250)), 7 * size, color)
    sheet.line(at((104, -220), (-6, -66)), 4 * size, color)
    sheet.line(at((104, -220), (186, -130)), 4 * size, color)


def _buoy(sheet: Canvas, x: float, y: float) -> None:
    def at(*points: Point) -> list[Point]:
        """The sea tips it a little."""
        return [(x + dx - dy * 0.12, y + dy + dx * 0.12) for dx, dy in points]

    for side in (-1, 1):
        sheet.line(at((side * 130, -60), (side * 48, -470)), 22, RED)
        sheet.line(at((side * 118, -100), (-side * 92, -230)), 10, RED)
    sheet.line(at((-84, -256), (84, -256)), 18, RED)
    sheet.line(at((-60, -470), (60, -470)), 24, RED)
    sheet.line(at((0, -460), (0, -420)), 12, INK)
    sheet.disc(*at((10, -270))[0], 22, INK)
    side = [(0, -420), (40, -400), (54, -330), (86, -276)]
    sheet.shape(at(*curve(side), *curve([(-dx, dy) for dx, dy in reversed(side)])), OCHRE)
    sheet.line(at((0, -480), (0, -524)), 60, OCHRE)
    sheet.shape(at((-200, -76), (200, -76), (150, 80), (-150, 80)), RED)
    sheet.shape(at((-204, -88), (204, -88), (196, -56), (-196, -56)), PLUM)
