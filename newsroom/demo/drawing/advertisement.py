"""The house ad: our own letter."""

from PIL import ImageFont

from newsroom.demo.drawing.canvas import INK, NIGHT, OCHRE, PAPER, RED, SAND, SEA, Canvas


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


def _words(sheet: Canvas, text: str, y: float, height: float, color: str) -> None:
    font = ImageFont.load_default(height * sheet.unit)
    sheet.pen.text((sheet.width / 2 * sheet.unit, y * sheet.unit), text, color, font, anchor="ma")
