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
    """The measuring glass at the window, and the ledgers with the last one open."""
    sheet = Canvas(1500, 1000, PLUM)
    sheet.box(60, 50, 450, 640, OCHRE)
    sheet.box(84, 74, 402, 592, NIGHT)
    for number in range(44):
        x, y = 100 + (number * 353) % 366, 84 + (number * 211) % 510
        sheet.line([(x, y), (x - 12, y + 44)], 5, SEA)
    sheet.box(40, 676, 490, 30, OCHRE)
    sheet.box(0, 810, 1500, 190, SAND)
    sheet.box(0, 810, 1500, 18, OCHRE)
    for number, color in enumerate([INK, RED, SEA, OCHRE]):
        width, x = 790 + (number * 47) % 80, 580 + (number * 67) % 90
        y = 856 - number * 74
        sheet.box(x, y, width, 70, color)
        for band in (44, width - 60):
            sheet.box(x + band, y, 14, 70, SAND)
        sheet.box(x + width / 2 - 70, y + 14, 140, 42, PAPER)
    _open_ledger(sheet, 1000, 610)
    _glass(sheet, 290, 930)
    return sheet


def _open_ledger(sheet: Canvas, x: float, y: float) -> None:
    def page(across: float, down: float, side: int) -> tuple[float, float]:
        """From the fold to the outer edge, from the head to the foot; both 0 to 1."""
        return x + side * across * (386 + 44 * down), y - 380 + 390 * down + 26 * (1 - across)

    sheet.shape([(x - 452, y + 24), (x + 452, y + 24), (x + 404, y - 396), (x - 404, y - 396)], INK)
    for side, color in [(-1, PAPER), (1, PAPER)]:
        corners = [(0, 0), (1, 0), (1, 1), (0, 1)]
        sheet.shape([page(a, d, side) for a, d in corners], color)
    sheet.line([page(0, 0, 1), page(0, 1, 1)], 6, SAND)
    for row in range(9):
        down = 0.14 + row * 0.09
        sheet.line([page(0.12, down, -1), page(0.92, down, -1)], 4, SAND)
        for across in (0.86, 0.6, 0.26):
            reach = across - 0.06 - (row * 7 % 5) * 0.022
            sheet.line([page(across, down - 0.03, -1), page(reach, down - 0.03, -1)], 8, NIGHT)
    falls = [0.42, 0.3, 0.34, 0.2, 0.26, 0.14, 0.18, 0.3, 0.4, 0.72, 0.5, 0.56]
    for month, fall in enumerate(falls):
        left = 0.1 + month * 0.068
        bar = [(left, 0.92), (left + 0.046, 0.92), (left + 0.046, 0.92 - fall), (left, 0.92 - fall)]
        sheet.shape([page(a, d, 1) for a, d in bar], RED if fall > 0.7 else SEA)


def _glass(sheet: Canvas, x: float, foot: float) -> None:
    sheet.oval(x, foot, 160, 30, FOAM)
    sheet.oval(x, foot - 10, 160, 30, PAPER)
    sheet.box(x - 86, foot - 740, 172, 730, FOAM)
    sheet.shape(
        [(x - 86, foot - 740), (x + 86, foot - 740), (x + 124, foot - 766), (x - 96, foot - 766)],
        FOAM,
    )
    sheet.box(x - 66, foot - 410, 132, 370, SEA)
    sheet.oval(x, foot - 40, 66, 14, SEA)
    sheet.oval(x, foot - 410, 66, 15, NIGHT)
    sheet.box(x + 50, foot - 720, 16, 290, PAPER)
    for number in range(15):
        wide = 76 if number % 5 == 0 else 42
        sheet.box(x - 66, foot - 90 - number * 42, wide, 8, PAPER if number < 8 else INK)


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
    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + dx * size, y + dy * size) for dx, dy in points]

    sheet.shape(at((-20, -70), (70, -44), (260, -44), (250, 40), (20, 40)), color)
    sheet.shape(at((150, -40), (156, -130), (222, -130), (232, -40)), color)
    sheet.line(at((104, -40), (104, -250)), 7 * size, color)
    sheet.line(at((104, -220), (-6, -66)), 4 * size, color)
    sheet.line(at((104, -220), (186, -130)), 4 * size, color)


def _buoy(sheet: Canvas, x: float, y: float) -> None:
    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
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
