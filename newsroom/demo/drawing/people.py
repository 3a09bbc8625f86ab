"""The authors' portraits, from the same paper as the pictures."""

from collections.abc import Iterable

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

UMBER = "#7a4a35"
ROSE = "#e2b08d"
BLUSH = "#cd946f"
HAZEL = "#a5694a"


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


def jonah() -> Canvas:
    """A driver's cap pushed back, a collar turned up, and a moon behind him."""
    sheet = _sitter(INK, OCHRE, NIGHT, BLUSH, HAZEL)
    sheet.oval(450, 226, 206, 118, NIGHT)
    sheet.smooth([(292, 460), (284, 330), (330, 262), (570, 262), (616, 330), (608, 460)], UMBER)
    sheet.oval(450, 442, 148, 182, BLUSH)
    _face(sheet, INK, PLUM, brow=396)
    for x, lean in [(352, -30), (404, -14), (464, 8), (526, 26)]:
        sheet.smooth([(x - 34, 300), (x + 34, 300), (x + lean, 372)], UMBER)
    sheet.smooth([(282, 296), (300, 236), (450, 214), (600, 236), (618, 296), (450, 268)], RED)
    peak = [(284, 306), (450, 258), (616, 306), (590, 338), (450, 310), (310, 338)]
    sheet.smooth(peak, INK)
    sheet.disc(450, 236, 24, OCHRE)
    for side in (-1, 1):
        collar = [(60, 700), (150, 610), (206, 700), (120, 850), (10, 870)]
        sheet.shape([(450 + side * x, y) for x, y in collar], INK)
    sheet.shape([(382, 690), (450, 720), (518, 690), (484, 800), (450, 820), (416, 800)], RED)
    return sheet


def odile() -> Canvas:
    """A white headscarf over silver hair, and an apron."""
    sheet = _sitter(RED, OCHRE, SEA, UMBER, "#663c2b")
    for side in (-1, 1):
        hair = [(120, 330), (168, 400), (172, 500), (140, 540), (128, 440)]
        sheet.smooth([(450 + side * x, y) for x, y in hair], FOAM)
    _face(sheet, INK, RED, brow=392)
    sheet.smooth([(310, 372), (400, 326), (500, 326), (590, 372), (560, 300), (340, 300)], FOAM)
    sheet.smooth(
        [(278, 380), (270, 270), (360, 190), (540, 190), (630, 270), (622, 380), (450, 310)], PAPER
    )
    sheet.smooth([(590, 250), (650, 176), (730, 170), (716, 240), (640, 280)], PAPER)
    sheet.smooth([(600, 270), (690, 280), (740, 340), (670, 350)], PAPER)
    sheet.disc(612, 262, 34, SAND)
    sheet.stroke([(330, 330), (450, 268), (590, 272)], 8, SAND)
    sheet.stroke([(300, 300), (420, 226), (590, 250)], 8, SAND)
    for side in (-1, 1):
        sheet.disc(450 + side * 148, 560, 16, OCHRE)
        sheet.line([(450 + side * 120, 690), (450 + side * 150, 830)], 40, PAPER)
    sheet.shape([(284, 800), (616, 800), (640, 960), (260, 960)], PAPER)
    sheet.box(300, 822, 300, 12, RED)
    return sheet


def benedikt() -> Canvas:
    """A round face, a bow tie and a cornet."""
    sheet = _sitter(PAPER, PLUM, INK, ROSE, BLUSH)
    sheet.oval(450, 436, 182, 190, ROSE)
    for x in (336, 564):
        sheet.disc(x, 496, 34, BLUSH)
    _face(sheet, INK, PLUM, brow=374)
    crown = [(266, 420), (258, 310), (330, 222), (460, 204), (580, 240), (640, 330), (634, 420)]
    sheet.smooth([*crown, (600, 330), (500, 306), (384, 262), (330, 318), (290, 350)], UMBER)
    sheet.shape([(360, 680), (450, 720), (540, 680), (450, 790)], PAPER)
    for side in (-1, 1):
        wing = [(0, 706), (92, 662), (104, 710), (92, 762), (0, 722)]
        sheet.smooth([(450 + side * x, y) for x, y in wing], RED)
    sheet.disc(450, 714, 22, PLUM)
    _cornet(sheet)
    return sheet


def _cornet(sheet: Canvas) -> None:
    def at(points: Iterable[Point]) -> list[Point]:
        """The bell points up to the right."""
        return [around(*around(436, 828, along, -16), down, 74) for along, down in points]

    sheet.line(at([(-260, -28), (150, -28)]), 19, OCHRE)
    for end, turn in [(100, 18), (-110, -18)]:
        bend = [around(end, 2, 30, step * turn - 90) for step in range(11)]
        sheet.line(at([*bend, (0, bend[-1][1])]), 19, OCHRE)
    for along in (-44, 0, 44):
        sheet.shape(
            at([(along - 15, -54), (along + 15, -54), (along + 15, 62), (along - 15, 62)]), SAND
        )
        sheet.line(at([(along, -74), (along, -50)]), 8, SAND)
        sheet.disc(*at([(along, -78)])[0], 13, OCHRE)
    flare = curve([(130, -37), (206, -48), (268, -108)])
    sheet.shape(at([*flare, *[(along, -56 - down) for along, down in reversed(flare)]]), OCHRE)
    sheet.line(at([(268, -108), (268, 52)]), 15, SAND)
    sheet.shape(at([(-256, -38), (-290, -52), (-290, -4), (-256, -18)]), SAND)


def samira() -> Canvas:
    """Goggles pushed up into her hair, and a leather apron."""
    sheet = _sitter(SAND, SEA, FOAM, HAZEL, UMBER)
    sheet.smooth(
        [(286, 560), (262, 400), (300, 250), (450, 190), (600, 250), (638, 400), (614, 560)], INK
    )
    sheet.disc(450, 176, 84, INK)
    sheet.oval(450, 446, 144, 178, HAZEL)
    _face(sheet, INK, PLUM, brow=390)
    sheet.smooth(
        [
            (300, 420),
            (330, 300),
            (450, 262),
            (570, 300),
            (600, 420),
            (540, 340),
            (430, 320),
            (350, 350),
        ],
        INK,
    )
    sheet.stroke([(276, 330), (360, 290), (540, 290), (624, 330)], 30, RED)
    for x in (384, 516):
        sheet.disc(x, 284, 62, OCHRE)
        sheet.disc(x, 284, 44, NIGHT)
        sheet.slice(x, 284, 44, 200, 290, FOAM)
    sheet.box(438, 272, 24, 22, OCHRE)
    for side in (-1, 1):
        sheet.line([(450 + side * 110, 690), (450 + side * 136, 820)], 34, UMBER)
    sheet.shape([(296, 790), (604, 790), (640, 960), (260, 960)], UMBER)
    sheet.line([(486, 860), (486, 800)], 12, FOAM)
    sheet.line([(486, 800), (486, 748)], 30, RED)
    sheet.line([(418, 860), (418, 770)], 16, SAND)
    sheet.box(380, 836, 140, 90, PLUM)
    return sheet
