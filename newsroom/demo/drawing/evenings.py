"""Pictures of what the town does after dark: stage, museum, reading, band."""

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


def band() -> Canvas:
    """The saloon of the ferry, seen from the front of the brass."""
    sheet = Canvas(1500, 1000, SEA)
    sheet.box(0, 0, 1500, 90, INK)
    sheet.box(0, 90, 1500, 24, SAND)
    for number in range(4):
        x = 70 + number * 360
        sheet.box(x, 160, 280, 250, PAPER)
        sheet.box(x + 18, 178, 244, 214, FOAM)
        sheet.box(x + 18, 300 + (number - 1) * 10, 244, 392 - 300 - (number - 1) * 10, NIGHT)
    sheet.box(0, 470, 1500, 530, INK)
    players = [(170, 470), (470, 430), (770, 470), (1060, 430), (1340, 470)]
    for number, (x, y) in enumerate(players):
        _player(sheet, x, y, [SAND, PLUM, SAND, PLUM, SAND][number])
    for x, y, radius in [(300, 690, 118), (630, 640, 96), (930, 700, 132), (1230, 650, 100)]:
        _bell(sheet, x, y, radius)
    _bell(sheet, 120, 860, 92)
    _bell(sheet, 620, 890, 104)
    _bell(sheet, 1400, 880, 110)
    return sheet


def _player(sheet: Canvas, x: float, y: float, skin: str) -> None:
    sheet.smooth(
        [(x - 130, 1000), (x - 110, y + 130), (x, y + 70), (x + 110, y + 130), (x + 130, 1000)],
        NIGHT,
    )
    sheet.line([(x, y + 90), (x, y + 420)], 10, OCHRE)
    sheet.disc(x, y, 70, skin)
    sheet.box(x - 76, y - 60, 152, 34, RED)
    sheet.slice(x, y - 56, 72, 180, 360, RED)
    sheet.box(x - 96, y - 34, 192, 14, INK)


def _bell(sheet: Canvas, x: float, y: float, radius: float) -> None:
    """The bell of a horn, which looks at you."""
    sheet.stroke(
        [(x, y), (x + radius * 0.8, y - radius * 1.3), (x + radius * 0.2, y - radius * 1.9)],
        30,
        OCHRE,
    )
    sheet.disc(x, y, radius, OCHRE)
    sheet.disc(x, y, radius * 0.8, SAND)
    sheet.disc(x, y, radius * 0.62, OCHRE)
    sheet.disc(x, y, radius * 0.34, INK)
