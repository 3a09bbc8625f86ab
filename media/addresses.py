"""Where a rendition of a picture is found, and how large it is.

`/pictures/<id>-<hash>/<shape>-<step>.<format>`. A step says “at most so many pixels wide”:
a picture is never enlarged, so the 1920 step of a picture 1800 wide serves 1800 pixels, and
the 320 step of one 128 wide serves 128. Steps above the first that holds the whole width
would be the same again; they redirect to it.

The hash has two halves. The first stands for the file: nobody can guess it, so a picture
that was published nowhere cannot be found by counting ids. The second stands for what the
renditions show and say (focal point, credit, creator, rights): whoever knows the first half
with an outdated second is sent to the current address.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass

# `None` keeps the proportions of the picture.
SHAPES = {"original": None, "16x9": (16, 9), "4x3": (4, 3), "3x2": (3, 2), "1x1": (1, 1)}
STEPS = (320, 640, 960, 1280, 1920, 2560)
# What a browser without `srcset` loads.
PLAIN_WIDTH = 960
# The smallest file first: a browser takes the first that it knows.
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
# What an address means beyond the picture's facts: raised when renditions are made otherwise.
RECIPE = 2
KEY_LENGTH, VERSION_LENGTH = 12, 8


def digest(*facts: str | int) -> str:
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def new_file_key() -> str:
    """Drawn, not derived: whoever has the agency's file has not the address of ours."""
    return secrets.token_hex(KEY_LENGTH // 2)


@dataclass(frozen=True)
class Rendition:
    """One size of a picture in one shape, in every format."""

    address: str
    shape: str
    step: int
    width: int
    height: int

    def url(self, format_: str) -> str:
        return f"{self.address}{self.shape}-{self.step}.{format_}"


def crop_size(width: int, height: int, shape: str) -> tuple[int, int]:
    """The largest part of the picture that has the shape."""
    if SHAPES[shape] is None:
        return width, height
    across, down = SHAPES[shape]
    if width * down > height * across:
        return max(1, round(height * across / down)), height
    return width, max(1, round(width * down / across))


def crop_box(
    width: int, height: int, shape: str, focal_point: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of that part, as near around the focal point as it goes."""
    across, down = crop_size(width, height, shape)
    left = min(max(round(width * focal_point[0] / 100 - across / 2), 0), width - across)
    top = min(max(round(height * focal_point[1] / 100 - down / 2), 0), height - down)
    return left, top, left + across, top + down


def sizes(width: int, height: int, shape: str) -> dict[int, tuple[int, int]]:
    """The steps that are offered, each with the width and height in pixels it serves."""
    across, down = crop_size(width, height, shape)
    offered = {}
    for step in STEPS:
        served = min(step, across)
        offered[step] = served, max(1, round(served * down / across))
        if step >= across:
            break
    return offered
