"""The authors' portraits, from the same paper as the pictures."""

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

UMBER = "#7a4a35"
ROSE = "#e2b08d"
BLUSH = "#cd946f"


def _sitter(ground: str, halo: str, coat: str, skin: str, shade: str) -> Canvas:
    """Shoulders, neck and an empty face before a disc."""
    sheet = Canvas(900, 900, ground)
    sheet.disc(450, 430, 340, halo)
    shoulders = [(90, 960), (130, 770), (300, 690), (450, 670), (600, 690), (770, 770), (810, 960)]
    sheet.smooth(shoulders, coat)
    sheet.box(385, 560, 130, 140, shade)
    sheet.slice(450, 698, 65, 0, 180, shade)
    sheet.oval(450, 430, 150, 190, skin)
    return sheet


def _face(sheet: Canvas, line: str, mouth: str, *, brow: int = 378) -> None:
    for side in (-1, 1):
        x = 450 + side * 62
        sheet.disc(x, 428, 13, line)
        sheet.stroke([(x - 30, brow + 6), (x, brow - 4), (x + 30, brow + 6)], 11, line)
    sheet.stroke([(452, 432), (470, 486), (446, 498)], 9, line)
    sheet.stroke([(404, 546), (450, 562), (496, 544)], 11, mouth)


def wren() -> Canvas:
    """A knitted cap and an oilskin collar."""
    sheet = _sitter(SEA, FOAM, OCHRE, ROSE, BLUSH)
    hair = [(292, 400), (280, 540), (310, 660), (370, 640), (345, 520), (330, 400)]
    sheet.smooth(hair, PLUM)
    sheet.smooth([(900 - x, y) for x, y in hair], PLUM)
    _face(sheet, INK, RED, brow=398)
    sheet.slice(450, 345, 172, 180, 360, RED)
    sheet.box(270, 318, 360, 62, INK)
    for x in range(290, 620, 30):
        sheet.box(x, 318, 8, 62, NIGHT)
    sheet.disc(450, 166, 40, PAPER)
    sheet.shape([(300, 690), (450, 800), (400, 860), (240, 740)], INK)
    sheet.shape([(600, 690), (450, 800), (500, 860), (660, 740)], INK)
    return sheet


def tobias() -> Canvas:
    """A grey beard, round glasses and a waistcoat."""
    sheet = _sitter(OCHRE, SEA, NIGHT, ROSE, BLUSH)
    sheet.shape([(360, 690), (450, 840), (540, 690), (450, 730)], PAPER)
    sheet.shape([(450, 740), (486, 780), (450, 900), (414, 780)], RED)
    beard = [(298, 430), (310, 560), (370, 650), (450, 690), (530, 650), (590, 560), (602, 430)]
    sheet.smooth([*beard, (560, 500), (500, 515), (450, 506), (400, 515), (340, 500)], PAPER)
    _face(sheet, INK, PLUM, brow=360)
    sheet.smooth(
        [
            (450, 520),
            (386, 512),
            (358, 546),
            (410, 546),
            (450, 538),
            (490, 546),
            (542, 546),
            (514, 512),
        ],
        FOAM,
    )
    for x in (384, 516):
        sheet.ring(x, 428, 58, 10, INK)
    sheet.line([(440, 420), (460, 420)], 9, INK)
    top = [(296, 420), (286, 300), (350, 222), (470, 206), (570, 244), (614, 320), (602, 420)]
    sheet.smooth([*top, (578, 330), (480, 300), (370, 320), (322, 350)], FOAM)
    return sheet


def imani() -> Canvas:
    """A crown of hair and binoculars at the ready."""
    sheet = _sitter(PLUM, RED, FOAM, UMBER, "#663c2b")
    for x, y, radius in [
        (450, 236, 150),
        (320, 290, 112),
        (580, 290, 112),
        (286, 400, 84),
        (614, 400, 84),
    ]:
        sheet.disc(x, y, radius, INK)
    sheet.oval(450, 440, 146, 180, UMBER)
    _face(sheet, INK, OCHRE)
    sheet.slice(450, 304, 150, 180, 360, INK)
    sheet.box(306, 268, 288, 40, OCHRE)
    for x in (302, 598):
        sheet.disc(x, 520, 20, OCHRE)
    sheet.stroke([(330, 690), (370, 780), (410, 820)], 16, INK)
    sheet.stroke([(570, 690), (530, 780), (490, 820)], 16, INK)
    for x in (396, 504):
        sheet.box(x - 46, 800, 92, 110, INK)
        sheet.disc(x, 806, 46, NIGHT)
        sheet.disc(x, 806, 26, SEA)
    return sheet


def lucia() -> Canvas:
    """A sharp fringe, a striped jersey and a pencil behind the ear."""
    sheet = _sitter(FOAM, SEA, PAPER, ROSE, BLUSH)
    for number, y in enumerate(range(776, 900, 44)):
        reach = 206 + number * 56
        sheet.box(450 - min(reach, 330), y, min(reach, 330) * 2, 20, INK)
    back = [(270, 300), (250, 480), (268, 640), (360, 640), (340, 480), (340, 340)]
    sheet.smooth(back, INK)
    sheet.smooth([(900 - x, y) for x, y in back], INK)
    _face(sheet, INK, RED, brow=392)
    sheet.slice(450, 370, 188, 180, 360, INK)
    sheet.box(300, 330, 300, 40, INK)
    sheet.line([(560, 360), (740, 250)], 24, OCHRE)
    sheet.shape([(735, 240), (752, 266), (786, 222)], SAND)
    sheet.disc(780, 228, 7, INK)
    sheet.disc(306, 560, 17, RED)
    sheet.disc(594, 560, 17, RED)
    return sheet
