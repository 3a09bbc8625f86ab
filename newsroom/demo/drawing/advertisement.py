"""The house ads: our own letter, our own walks."""

from PIL import ImageFont

from newsroom.demo.drawing.canvas import (
    FOAM,
    INK,
    NIGHT,
    OCHRE,
    PAPER,
    RED,
    SAND,
    SEA,
    Canvas,
)
from newsroom.demo.drawing.placing import placed


def letters() -> Canvas:
    """An envelope with the sea in it. Drawn at twice the size of its 300 by 250 slot."""
    sheet = Canvas(600, 500, PAPER, scale=1)
    sheet.box(0, 0, 600, 14, RED)
    sheet.shape([(140, 170), (300, 90), (460, 170), (460, 250), (140, 250)], NIGHT)
    sheet.disc(300, 178, 62, OCHRE)
    sheet.box(140, 200, 320, 130, SEA)
    sheet.shape([(140, 170), (300, 270), (140, 330)], INK)
    sheet.shape([(460, 170), (300, 270), (460, 330)], INK)
    sheet.shape([(140, 330), (300, 232), (460, 330)], SAND)
    sheet.gull(220, 70, 60, INK)
    sheet.gull(400, 56, 44, INK)
    _words(sheet, "The estuary, by letter", 372, 40, INK)
    _words(sheet, "Every Sunday. No charge.", 432, 28, RED)
    return sheet


def walks() -> Canvas:
    """The sea wall, with four who walk it. As large as the other."""
    sheet = Canvas(600, 500, SEA, scale=1)
    sheet.disc(430, 130, 74, OCHRE)
    sheet.box(0, 200, 600, 60, NIGHT)
    sheet.dashes((330, 206, 520, 250), 10, OCHRE, seed=81)
    sheet.shape([(0, 270), (600, 226), (600, 500), (0, 500)], PAPER)
    sheet.shape([(0, 250), (600, 206), (600, 232), (0, 280)], RED)
    for number, color in enumerate([OCHRE, PAPER, RED, FOAM]):
        _walker(sheet, 120 + number * 100, 248 - number * 7.4, 1 - number * 0.1, color)
    _words(sheet, "The sea wall, on foot", 340, 42, INK)
    _words(sheet, "First Sunday of the month", 410, 28, RED)
    return sheet


def _walker(sheet: Canvas, x: float, y: float, size: float, coat: str) -> None:
    at = placed(x, y, size=size)
    for foot in (-22, 26):
        sheet.line([at(0, -50), at(foot, -4)], 15 * size, INK)
    sheet.smooth([at(-24, -44), at(-26, -98), at(0, -122), at(26, -98), at(26, -44)], coat)
    sheet.line([at(16, -94), at(36, -62)], 12 * size, coat)
    sheet.line([at(37, -62), at(46, -2)], 5 * size, INK)
    sheet.disc(*at(2, -140), 20 * size, SAND)
    sheet.slice(*at(2, -143), 22 * size, 180, 360, INK)


def _words(sheet: Canvas, text: str, y: float, height: float, color: str) -> None:
    font = ImageFont.load_default(height * sheet.unit)
    sheet.pen.text((sheet.width / 2 * sheet.unit, y * sheet.unit), text, color, font, anchor="ma")
