"""Pictures of what the town does after dark: stage, museum, reading."""

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
)


def theatre() -> Canvas:
    """A lit stage at the bottom of a dry dock, the audience on its steps, the water coming."""
    sheet = Canvas(1500, 1000, NIGHT)
    sheet.dots((40, 30, 1460, 220), 46, PAPER, seed=9)
    sheet.disc(1270, 140, 58, PAPER)
    for number, color in enumerate([PLUM, INK, PLUM, INK, PLUM]):
        top, inset = 250 + number * 96, number * 82
        sheet.box(0, top, 330 + inset, 760, color)
        sheet.box(1170 - inset, top, 330 + inset, 760, color)
    sheet.shape([(520, 300), (980, 300), (1190, 1000), (310, 1000)], OCHRE)
    _curtains(sheet)
    sheet.box(470, 690, 560, 46, SAND)
    sheet.box(500, 736, 500, 30, RED)
    _actor(sheet, 690, 520, PAPER, PLUM)
    _actor(sheet, 850, 540, RED, SAND)
    sheet.swell(800, SEA, rise=8, length=240)
    sheet.dashes((430, 815, 1020, 870), 22, OCHRE, seed=4)
    sheet.swell(900, INK, rise=10, length=300, shift=80)
    for number in range(12):
        _head(sheet, 40 + number * 130, 905 + (number % 3) * 18, number)
    return sheet


def _curtains(sheet: Canvas) -> None:
    sheet.box(440, 280, 620, 44, RED)
    for x, side in ((440, 1), (1060, -1)):
        for fold in range(3):
            left = x + side * fold * 30
            color = RED if fold % 2 == 0 else PLUM
            sheet.shape(
                [(left, 300), (left + side * 34, 300), (left + side * 14, 692), (left, 692)], color
            )


def _actor(sheet: Canvas, x: float, y: float, coat: str, skin: str) -> None:
    sheet.smooth(
        [(x - 46, 692), (x - 36, y + 80), (x, y + 44), (x + 36, y + 80), (x + 46, 692)], coat
    )
    sheet.disc(x, y + 18, 30, skin)
    sheet.line([(x + 24, y + 84), (x + 84, y + 40)], 14, coat)


def _head(sheet: Canvas, x: float, y: float, number: int) -> None:
    color = [INK, NIGHT, INK, PLUM][number % 4]
    sheet.smooth(
        [(x - 74, 1010), (x - 62, y + 62), (x, y + 34), (x + 62, y + 62), (x + 74, 1010)], color
    )
    sheet.disc(x, y, 42, color)
    if number % 3 == 0:
        sheet.box(x - 56, y - 22, 112, 14, color)
        sheet.box(x - 34, y - 58, 68, 40, color)


def museum() -> Canvas:
    """Gloves and keys on their pegs, and one glove that somebody may come for."""
    sheet = Canvas(1500, 1000, PLUM)
    colors = [FOAM, OCHRE, SAND, SEA, PAPER, RED]
    for row in range(3):
        y = 70 + row * 250
        sheet.box(0, y, 1500, 14, INK)
        for number in range(9):
            x = 84 + number * 168 + (row % 2) * 40
            sheet.disc(x, y + 8, 11, SAND)
            color = colors[(number * 2 + row) % len(colors)]
            if (number + row) % 3 == 2:
                _key(sheet, x, y + 20, OCHRE if color != OCHRE else SAND)
            else:
                _glove(sheet, x, y + 16, 1, color)
    sheet.shape([(470, 1000), (560, 150), (940, 150), (1030, 1000)], NIGHT)
    sheet.arch(560, 170, 380, 620, SEA)
    sheet.arch(586, 196, 328, 594, FOAM)
    _glove(sheet, 750, 330, 2.1, RED)
    sheet.box(520, 780, 460, 46, OCHRE)
    sheet.box(560, 826, 380, 174, INK)
    sheet.box(660, 862, 180, 66, PAPER)
    return sheet


def _glove(sheet: Canvas, x: float, y: float, scale: float, color: str) -> None:
    """Hanging by its cuff, fingers down."""

    def at(across: float, down: float) -> tuple[float, float]:
        return x + across * scale, y + down * scale

    sheet.shape([at(-30, 0), at(30, 0), at(36, 92), at(-36, 92)], color)
    sheet.shape([at(-32, 20), at(32, 20), at(33, 34), at(-33, 34)], INK)
    for finger, length in ((-27, 52), (-9, 66), (9, 64), (27, 48)):
        sheet.line([at(finger, 92), at(finger, 92 + length)], 16 * scale, color)
    sheet.line([at(34, 70), at(58, 112)], 17 * scale, color)


def _key(sheet: Canvas, x: float, y: float, color: str) -> None:
    sheet.ring(x, y + 30, 30, 13, color)
    sheet.box(x - 7, y + 56, 14, 110, color)
    sheet.box(x, y + 122, 30, 14, color)
    sheet.box(x, y + 148, 22, 14, color)


def reading() -> Canvas:
    """Dusk at the steps: a woman reads, and the sea holds still as far as it can."""
    sheet = Canvas(1500, 1000, RED)
    sheet.disc(1040, 560, 250, OCHRE)
    sheet.disc(1040, 560, 150, PAPER)
    sheet.box(0, 560, 1500, 440, PLUM)
    sheet.swell(600, PLUM, rise=10, length=300)
    sheet.dashes((860, 615, 1230, 700), 26, OCHRE, seed=2)
    sheet.swell(720, SEA, rise=16, length=360, shift=40)
    sheet.dashes((760, 745, 1470, 820), 24, FOAM, seed=8)
    sheet.swell(860, NIGHT, rise=20, length=420, shift=210)
    for number in range(6):
        sheet.box(0, 560 + number * 76, 330 + number * 92, 90, INK if number % 2 else NIGHT)
        sheet.box(0, 560 + number * 76, 330 + number * 92, 12, SAND)
    _reading_woman(sheet)
    for x, y, span in [(640, 190, 110), (780, 260, 80), (1290, 170, 130)]:
        sheet.gull(x, y, span, INK)
    return sheet


def _reading_woman(sheet: Canvas) -> None:
    sheet.smooth([(120, 574), (130, 390), (200, 300), (290, 320), (340, 430), (350, 574)], INK)
    sheet.shape([(300, 500), (450, 520), (470, 640), (420, 650), (400, 570), (290, 574)], INK)
    sheet.box(404, 630, 84, 26, PLUM)
    sheet.disc(252, 258, 58, SAND)
    sheet.slice(246, 250, 66, 150, 350, PAPER)
    sheet.disc(190, 262, 30, PAPER)
    sheet.line([(270, 400), (350, 450), (410, 410)], 34, RED)
    sheet.shape([(360, 350), (424, 396), (424, 480), (360, 436)], PAPER)
    sheet.shape([(424, 396), (494, 350), (494, 434), (424, 480)], FOAM)
