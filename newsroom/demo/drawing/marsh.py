"""Pictures of the marsh: creek, bills, moths."""

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


def creek() -> Canvas:
    """Low water: a creek winds over the mud to a bright horizon."""
    sheet = Canvas(1500, 1000, PAPER)
    sheet.disc(1080, 300, 120, RED)
    sheet.box(0, 330, 1500, 50, SEA)
    sheet.shape([(0, 340), *curve([(0, 300), (180, 276), (420, 318), (640, 340)])], NIGHT)
    sheet.box(0, 372, 1500, 628, SAND)
    sheet.shape(
        [
            (0, 520),
            *curve([(0, 450), (320, 420), (760, 448), (1500, 410)]),
            (1500, 1000),
            (0, 1000),
        ],
        PLUM,
    )
    left = curve(
        [(860, 376), (760, 430), (1010, 500), (560, 620), (480, 720), (760, 830), (520, 1000)]
    )
    right = curve(
        [(884, 376), (820, 430), (1150, 510), (800, 640), (760, 720), (1150, 840), (1120, 1000)]
    )
    sheet.shape([*left, *reversed(right)], OCHRE)
    inner_left = [(x + 26 * (y - 370) / 300, y) for x, y in left]
    inner_right = [(x - 30 * (y - 370) / 300, y) for x, y in right]
    sheet.shape([*inner_left, *reversed(inner_right)], FOAM)
    sheet.dashes((0, 470, 420, 960), 42, SAND, seed=31)
    sheet.dashes((1180, 470, 1460, 960), 40, SAND, seed=33)
    sheet.dashes((640, 900, 1040, 980), 12, PAPER, seed=35)
    wader(sheet, 250, 840, 2.0, INK, bill=84)
    wader(sheet, 1290, 700, 1.3, PAPER, bill=60)
    wader(sheet, 470, 560, 0.7, PAPER, bill=40)
    for x, y, span in [(300, 150, 120), (430, 100, 80), (520, 190, 96)]:
        sheet.gull(x, y, span, INK)
    return sheet


def wader(sheet: Canvas, x: float, y: float, size: float, color: str, *, bill: float) -> None:
    """A shore bird standing at (x, y), looking right and down."""

    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size, y + dy * size

    for foot in (-8, 12):
        sheet.line([at(foot, -62), at(foot + 3, 0)], 5 * size, RED)
    body = [at(-72, -78), at(-34, -112), at(24, -108), at(44, -82), at(14, -56), at(-30, -60)]
    sheet.smooth(body, color)
    sheet.stroke([at(20, -96), at(46, -124), at(56, -144)], 22 * size, color)
    sheet.disc(*at(60, -150), 19 * size, color)
    tip = at(66 + bill * 0.72, -150 + bill * 0.8)
    sheet.shape([at(70, -160), tip, at(64, -140)], RED)
    sheet.disc(*at(64, -155), 4 * size, OCHRE)


def bills() -> Canvas:
    """Four birds over a cut through the mud, each bill as deep as its food."""
    sheet = Canvas(1500, 1000, FOAM)
    sheet.disc(220, 190, 90, PAPER)
    layers = [(470, SAND), (590, SEA), (720, PLUM), (860, INK)]
    for number, (y, color) in enumerate(layers):
        sheet.swell(y, color, rise=8, length=420, shift=number * 130)
    prey = [(330, 520), (680, 648), (1050, 790), (1420, 930)]
    birds = [(180, 0.95, PAPER), (480, 1.2, RED), (790, 1.45, PLUM), (1110, 1.75, INK)]
    for (x, size, color), (end_x, end_y) in zip(birds, prey, strict=True):
        _prober(sheet, x, size, color, end_x, end_y)
    for number, (x, y) in enumerate(prey):
        if number % 2:
            worm = [(x - 60, y + 26), (x - 20, y + 6), (x + 20, y + 32), (x + 62, y + 8)]
            sheet.stroke(worm, 17, RED if number == 3 else PAPER)
        else:
            sheet.oval(x, y + 16, 42, 28, PAPER)
            sheet.slice(x, y + 16, 28, 180, 360, RED)
    sheet.dots((0, 500, 1500, 980), 70, FOAM, seed=17)
    return sheet


def _prober(sheet: Canvas, x: float, size: float, color: str, tip_x: float, tip_y: float) -> None:
    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size, 474 + dy * size

    for foot in (-10, 16):
        sheet.line([at(foot, -70), at(foot + 2, 4)], 6 * size, NIGHT)
    body = [at(-88, -86), at(-40, -124), at(30, -116), at(54, -88), at(18, -60), at(-34, -64)]
    sheet.smooth(body, color)
    head = at(88, -104)
    sheet.stroke([at(28, -98), at(60, -112), head], 24 * size, color)
    sheet.disc(*head, 21 * size, color)
    sheet.shape(
        [(head[0] - 8 * size, head[1] + 12 * size), (tip_x, tip_y), (head[0] + 16 * size, head[1])],
        OCHRE,
    )
    sheet.disc(
        head[0] + 3 * size, head[1] - 5 * size, 4.5 * size, INK if color in {PAPER, RED} else OCHRE
    )


def moths() -> Canvas:
    """Moths round a lamp, as regular as a rose window."""
    sheet = Canvas(1500, 1000, INK)
    for radius, color in [(640, NIGHT), (460, SEA), (300, OCHRE), (190, PAPER)]:
        sheet.disc(750, 500, radius, color)
    for number in (0, 1, 3, 4, 5, 6, 8, 9):
        _moth(sheet, number * 36 + 18, 552, 1.05, [RED, SAND, PAPER, PLUM, FOAM][number % 5])
    for number in range(6):
        _moth(sheet, number * 60, 372, 0.72, [PLUM, RED, INK][number % 3])
    sheet.box(690, 390, 120, 24, INK)
    sheet.shape([(708, 414), (792, 414), (822, 590), (678, 590)], OCHRE)
    sheet.smooth([(750, 578), (722, 530), (750, 458), (778, 530)], RED)
    sheet.box(664, 590, 172, 30, INK)
    sheet.ring(750, 350, 46, 12, INK)
    for x in (694, 748, 802):
        sheet.line([(750 + (x - 748) * 0.72, 414), (x, 590)], 7, INK)
    return sheet


def _moth(sheet: Canvas, angle: float, distance: float, size: float, color: str) -> None:
    """A moth that flies towards the lamp, seen from above."""
    x, y = around(750, 500, distance, angle)

    def at(along: float, across: float) -> tuple[float, float]:
        px, py = around(x, y, along * size, angle)
        return around(px, py, across * size, angle + 90)

    spot = INK if color in {SAND, PAPER, FOAM, RED} else OCHRE
    body = PAPER if color == INK else INK
    for side in (-1, 1):
        sheet.smooth(
            [
                at(-20, side * 8),
                at(-52, side * 70),
                at(0, side * 122),
                at(34, side * 84),
                at(22, side * 8),
            ],
            color,
        )
        sheet.smooth(
            [at(14, side * 6), at(26, side * 66), at(72, side * 72), at(64, side * 20)], color
        )
        sheet.disc(*at(-8, side * 74), 17 * size, spot)
        sheet.disc(*at(-8, side * 74), 7 * size, color)
        sheet.line([at(-36, side * 4), at(-70, side * 30)], 5 * size, body)
    sheet.line([at(-32, 0), at(52, 0)], 20 * size, body)
