"""Colours as people see them: how far two are apart, and what has to change to be read."""

Channels = tuple[int, int, int]

BLACK, WHITE = "#000000", "#ffffff"
# WCAG 2.2, 1.4.3: text against its ground.
READABLE = 4.5


def channels(colour: str) -> Channels:
    """Red, green and blue of “#9b1c14”, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with this share, 0 to 1, of the other in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def ink_on(ground: str) -> str:
    """Black or white, whichever is read more easily; one of them always is."""
    return max(BLACK, WHITE, key=lambda ink: contrast(ink, ground))


def readable(colour: str, *, on: str, at_least: float = READABLE) -> str:
    """The colour, made darker or lighter in small steps until it can be read on the ground."""
    away = ink_on(on)
    steps = (mixed(colour, away, step / 40) for step in range(41))
    return next(step for step in steps if contrast(step, on) >= at_least)
