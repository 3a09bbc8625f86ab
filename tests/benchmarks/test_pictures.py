"""What a photograph of 12 megapixels costs: taking it in, making its sizes, serving them.

    uv run pytest -n 0 tests/benchmarks/test_pictures.py

Each is measured in a process of its own: seconds of processor time, and the memory at its
highest beside what an idle process has. The requests are those of one reader.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import ExifTags, ImageFilter
from PIL import Image as Picture

from media import addresses, renditions
from media.intake import take_in

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "images"
MEASURE = '''
import django, json, sys, time
django.setup()
from django.core.files.base import ContentFile
from media import addresses, intake, renditions
from media.models import Image

def peak():
    """In kilobytes. What the system's own function answers is the parent's, at first."""
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

def measured(deed):
    time_before, memory_before = time.process_time(), peak()
    result = deed()
    return result, [time.process_time() - time_before, (peak() - memory_before) / 1024]

kind, path, *wanted = sys.argv[1:]
content = open(path, "rb").read()
if kind == "intake":
    _, told = measured(lambda: intake.receive(ContentFile(content)))
else:
    shape, step, format_ = wanted
    image = Image(width=4000, height=3000, credit="Ana", creator="Ana", copyright_notice="Ana")
    image.file.open = lambda: ContentFile(content)
    image.file.name = "x.jpg"
    made, told = measured(lambda: renditions.make(image, shape, int(step), format_))
    told.append(len(made) / 1000)
print(json.dumps(told))
'''
# What most readers get of a lead image and of a picture in the story.
ASKED = [("16x9", 2560), ("16x9", 1280), ("original", 1280), ("1x1", 320)]


def measured(*asked):
    if not Path("/proc/self/status").exists():
        pytest.skip("This system does not tell how much memory a process has taken.")
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *map(str, asked)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def photograph():
    """4,000 by 3,000 pixels of rocks, grass and faces, or of noise where they are not."""
    try:
        tile = Picture.open(SHARED / "portrait-large.jpg").convert("RGB")
    except FileNotFoundError:
        noise = Picture.effect_noise((1200, 1800), 60).filter(ImageFilter.GaussianBlur(1))
        tile = noise.convert("RGB")
    picture = Picture.new("RGB", (4000, 3000))
    for left in range(0, 4000, tile.width):
        for top in range(0, 3000, tile.height):
            picture.paste(tile, (left, top))
    return picture


@pytest.fixture
def files(tmp_path):
    picture, turned = photograph(), Picture.Exif()
    turned[ExifTags.Base.Orientation] = 6
    written = {
        "JPEG": ("ready.jpg", {"quality": 90}),
        "JPEG to be turned": ("turned.jpg", {"quality": 90, "exif": turned}),
        "PNG": ("picture.png", {"compress_level": 3}),
        "WebP": ("picture.webp", {"quality": 90, "method": 0}),
    }
    for name, options in written.values():
        picture.save(tmp_path / name, **options)
    return {kind: tmp_path / name for kind, (name, _) in written.items()}


@pytest.fixture
def tell(pytestconfig, capfd):
    def write(lines):
        with capfd.disabled():
            pytestconfig.get_terminal_writer().write("\n\n" + "\n".join(lines) + "\n")

    return write


def test_intake(files, tell):
    costs = {kind: measured("intake", path) for kind, path in files.items()}

    lines = [f"{'12 megapixels taken in':30}{'CPU s':>8}{'peak MB':>9}"]
    tell(lines + [f"{kind:30}{seconds:8.2f}{peak:9.0f}" for kind, (seconds, peak) in costs.items()])
    assert max(seconds for seconds, _ in costs.values()) < 10
    assert max(peak for _, peak in costs.values()) < 400


def test_renditions(files, tell):
    lines = [f"{'made of 12 megapixels':30}{'CPU s':>8}{'peak MB':>9}{'KB':>8}"]
    costs = []
    for shape, step in ASKED:
        for format_ in addresses.FORMATS:
            costs.append(measured("rendition", files["JPEG"], shape, step, format_))
            seconds, peak, size = costs[-1]
            lines.append(f"{f'{shape}-{step}.{format_}':30}{seconds:8.2f}{peak:9.0f}{size:8.0f}")

    tell(lines)
    assert max(seconds for seconds, *_ in costs) < 20
    assert max(peak for _, peak, _ in costs) < 400


@pytest.mark.django_db
def test_first_and_repeated_request(client, files, tell):
    image = take_in(ContentFile(files["JPEG"].read_bytes()), credit="Ana")
    lines = [f"{'request, milliseconds':30}{'first':>8}{'again':>9}"]
    times = {}

    for shape, step in ASKED:
        for format_ in addresses.FORMATS:
            asked = f"{shape}-{step}.{format_}"
            address = f"/pictures/{image.pk}-{image.address_hash}/{asked}"
            first = requested(client, address)
            times[asked] = first, statistics.median(requested(client, address) for _ in range(20))
            lines.append(f"{asked:30}{times[asked][0]:8.0f}{times[asked][1]:9.1f}")

    tell(lines)
    assert max(again for _, again in times.values()) < 50


def requested(client, address):
    before = time.perf_counter()
    assert client.get(address).status_code == 200
    return (time.perf_counter() - before) * 1000


@pytest.mark.django_db
def test_all_that_a_page_offers_first(files, tell):
    """What the worker makes of a lead image when its story goes out."""
    image = take_in(ContentFile(files["JPEG"].read_bytes()), credit="Ana")
    before = time.process_time()

    for made in image.renditions("16x9"):
        renditions.rendition(image, "16x9", made.step, "avif")
    renditions.rendition(image, "16x9", addresses.PLAIN_WIDTH, "jpg")

    tell([f"A lead image of 12 megapixels ahead: {time.process_time() - before:.1f} s of CPU"])
