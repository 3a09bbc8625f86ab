"""A picture of the repair bench."""

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
)
from newsroom.demo.drawing.placing import placed


def repair() -> Canvas:
    """A toaster with its side off, and every tool on its hook but the one in use."""
    sheet = Canvas(1500, 1000, OCHRE)
    for row in range(5):
        for column in range(19):
            sheet.disc(30 + column * 80, 50 + row * 118, 6, PLUM)
    _tools(sheet)
    sheet.box(0, 600, 1500, 400, PLUM)
    sheet.box(0, 600, 1500, 30, INK)
    sheet.shape([(120, 700), (1380, 700), (1450, 970), (50, 970)], FOAM)
    _toaster(sheet)
    _parts(sheet)
    _screwdriver(sheet, 1390, 800, 0.95, RED, INK, degrees=80)
    return sheet


def _tools(sheet: Canvas) -> None:
    """By size; the third screwdriver is only its place on the wall."""
    for number in range(4):
        handle, steel = (PAPER, PAPER) if number == 2 else (RED, INK)
        _screwdriver(sheet, 80 + number * 92, 80, 1.25 - number * 0.13, handle, steel)
    for number in range(3):
        _spanner(sheet, 1086 + number * 92, 96, 1 - number * 0.15)
    _hammer(sheet, 1390, 70)


def _screwdriver(
    sheet: Canvas, x: float, y: float, size: float, handle: str, steel: str, *, degrees: float = 0
) -> None:
    at = placed(x, y, size=size, degrees=degrees)
    sheet.line([at(0, 0), at(0, 110)], 44 * size, handle)
    sheet.shape([at(-9, 110), at(9, 110), at(9, 280), at(-9, 280)], steel)
    sheet.shape([at(-9, 270), at(9, 270), at(16, 310), at(-16, 310)], steel)


def _spanner(sheet: Canvas, x: float, y: float, size: float) -> None:
    at = placed(x, y, size=size)
    for end, gap in [(0, -90), (300, 90)]:
        sheet.disc(*at(0, end), 40 * size, NIGHT)
        sheet.shape(
            [at(-17, end), at(17, end), at(17, end + gap * 0.6), at(-17, end + gap * 0.6)], OCHRE
        )
    sheet.shape([at(-18, 24), at(18, 24), at(18, 276), at(-18, 276)], NIGHT)


def _hammer(sheet: Canvas, x: float, y: float) -> None:
    sheet.box(x - 15, y, 30, 380, RED)
    sheet.shape(
        [(x - 80, y), (x + 56, y), (x + 56, y + 66), (x - 20, y + 66), (x - 80, y + 24)], INK
    )
    sheet.box(x + 46, y - 8, 30, 82, INK)


def _toaster(sheet: Canvas) -> None:
    for x in (610, 890):
        sheet.box(x - 40, 760, 80, 34, INK)
    _toast(sheet, 560, 150, SAND)
    _toast(sheet, 762, 232, PAPER)
    sheet.slice(540, 460, 110, 180, 270, RED)
    sheet.slice(960, 460, 110, 270, 360, RED)
    sheet.box(540, 350, 420, 120, RED)
    sheet.shape([(430, 458), (1070, 458), (1050, 770), (450, 770)], RED)
    sheet.box(560, 362, 380, 22, INK)
    sheet.box(500, 440, 500, 290, INK)
    wires = [(540 + number * 42, 480 if number % 2 else 690) for number in range(11)]
    sheet.line(wires, 13, OCHRE)
    sheet.box(1064, 520, 50, 34, INK)
    sheet.box(1096, 506, 30, 62, SAND)


def _parts(sheet: Canvas) -> None:
    """In the order in which they came out."""
    for number in range(4):
        at = placed(170 + number * 74, 870, degrees=number * 40)
        sheet.disc(*at(0, 0), 25, NIGHT)
        sheet.line([at(-13, 0), at(13, 0)], 7, FOAM)
    coil = [(470 + number * 17, 850 if number % 2 else 890) for number in range(9)]
    sheet.line(coil, 9, PLUM)
    sheet.disc(690, 870, 42, INK)
    sheet.line([(690, 870), around(690, 870, 26, 300)], 9, PAPER)
    sheet.box(770, 852, 110, 36, PAPER)
    for x in (770, 858):
        sheet.box(x, 852, 22, 36, SEA)
    sheet.ring(950, 870, 38, 13, OCHRE)


def _toast(sheet: Canvas, x: float, top: float, crumb: str) -> None:
    for inset, color in [(0, PLUM), (15, crumb)]:
        width, left = 176 - 2 * inset, x + inset
        for side in (left + width * 0.26, left + width * 0.74):
            sheet.oval(side, top + 44, width * 0.3, 44 - inset, color)
        sheet.box(left + 10, top + 44, width - 20, 260, color)
