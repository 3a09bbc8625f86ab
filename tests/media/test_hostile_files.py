"""What is stored is a picture and nothing else, whatever came along with it."""

import io
import struct
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from PIL import Image as Picture
from PIL import ImageChops, ImageCms

from media import intake, jpeg, turns
from media.forms import STANDS_STILL, ImagePageForm
from media.intake import take_in
from tests.builders import make_user, picture_bytes
from tests.media.test_intake import as_file, gradient, opened, received, refused, shared

HTML = b"<html><script>alert(1)</script></html>"
ROOT = Path(__file__).parents[2]


def a_zip():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("evil.html", HTML)
    return buffer.getvalue()


@pytest.mark.parametrize("behind", [HTML, a_zip(), b"\0" * 99 + b"%PDF-1.7 evil"])
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF"])
def test_nothing_that_hangs_behind_a_picture_is_stored(format_, behind):
    stored = received(as_file(gradient(), format_) + behind).content

    for trace in (b"alert", b"evil", b"PK\3\4", b"%PDF"):
        assert trace not in stored
    assert opened(stored).size == (64, 48)


def chunk(kind, data):
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"eXIf", b"prVt"])
def test_nothing_in_the_chunks_of_a_png_is_stored(kind):
    written = as_file(gradient(), "PNG")
    written = written[:33] + chunk(kind, b"Comment\0\0" + HTML) + written[33:]

    assert b"alert" not in received(written).content


@pytest.mark.parametrize("marker", [0xE0, 0xE2, 0xEE, 0xEF, 0xF0, 0xFD, 0xFE, 0x02, 0xBF])
def test_nothing_in_the_other_segments_of_a_jpeg_is_stored(marker):
    segment = bytes([0xFF, marker]) + (len(HTML) + 2).to_bytes(2) + HTML

    stored = jpeg.bare_jpeg(jpeg.with_segment(as_file(gradient(), "JPEG"), segment))

    assert b"alert" not in stored
    assert opened(stored).size == (64, 48)


@pytest.mark.parametrize(("marker", "name"), [(0xE0, b"JFIF\0"), (0xEE, b"Adobe")])
def test_the_segments_that_are_kept_are_kept_no_longer_than_they_need(marker, name):
    content = name + b"\0" * 9 + HTML
    segment = bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2) + content

    assert b"alert" not in jpeg.bare_jpeg(jpeg.with_segment(as_file(gradient(), "JPEG"), segment))


def test_a_cmyk_jpeg_is_seen_as_its_photographer_saw_it():
    cmyk = gradient("CMYK")

    taken = opened(received(as_file(cmyk, "JPEG", quality=95)).content)

    difference = ImageChops.difference(taken, cmyk.convert("RGB")).convert("L")
    assert taken.mode == "RGB"
    assert difference.getextrema()[1] < 12


def printers_profile():
    """Of a press that prints everything in the same green (ICC.1:2001, 6.5.7, a lut8Type)."""
    tables = bytes(range(256))
    green = bytes([128, 68, 178])
    lut = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0])
    lut += struct.pack(">9l", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    lut += tables * 4 + green * 2**4 + tables * 3
    name = b"Green press\0"
    said = b"desc\0\0\0\0" + struct.pack(">L", len(name)) + name + b"\0" * 79
    said += b"\0" * (-len(said) % 4)
    places = [(b"desc", 156, len(said)), (b"A2B0", 156 + len(said), len(lut))]
    directory = struct.pack(">L", 2) + b"".join(struct.pack(">4sLL", *place) for place in places)
    size = 156 + len(said) + len(lut)
    header = struct.pack(">L4sL4s4s4s", size, b"", 0x02100000, b"prtr", b"CMYK", b"Lab ")
    header += struct.pack(">6H4s28x3l", 2026, 1, 1, 0, 0, 0, b"acsp", 0xF6D6, 0x10000, 0xD32D)
    return header.ljust(128, b"\0") + directory + said + lut


@pytest.mark.parametrize("format_", ["JPEG", "TIFF"])
def test_a_cmyk_picture_is_converted_by_the_profile_of_its_press(format_):
    taken = received(as_file(gradient("CMYK"), format_, icc_profile=printers_profile()))

    red, green, blue = opened(taken.content).getpixel((30, 30))
    assert green > 100
    assert green > red + 50
    assert green > blue + 50


def a_jpeg_of_scans(number):
    """The same layer again and again, each of which the decoder puts over the whole picture."""
    content = as_file(gradient(), "JPEG", progressive=True)
    scans = [one for one in jpeg.segments(content) if one[0] == jpeg.SOS]
    return content[:-2] + scans[-1][2] * (number - len(scans)) + content[-2:]


def test_a_jpeg_of_a_thousand_layers_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(intake, "decode", None)

    assert refused(a_jpeg_of_scans(jpeg.MOST_SCANS + 1)) == "too-many-scans"


def test_noise_between_the_segments_neither_refuses_a_good_jpeg_nor_stays():
    content = as_file(gradient(), "JPEG")
    first = content.index(b"\xff\xdb")
    written = content[:first] + b"noise\xff\0\xff\xd0" + content[first:]

    stored = received(written).content

    assert b"noise" not in stored
    assert ImageChops.difference(opened(content), opened(stored)).getbbox() is None


def test_noise_does_not_hide_a_thousand_layers():
    content = a_jpeg_of_scans(1000)
    first = content.index(b"\xff\xdb")

    assert refused(content[:first] + b"noise" + content[first:]) == "too-many-scans"


def test_a_jpeg_of_many_layers_is_taken():
    assert received(a_jpeg_of_scans(jpeg.MOST_SCANS)).width == 64


def moving(format_):
    red, blue = Picture.new("RGB", (40, 30), "red"), Picture.new("RGB", (40, 30), "blue")
    return as_file(red, format_, save_all=True, append_images=[blue], duration=100)


@pytest.mark.parametrize("format_", ["GIF", "PNG", "WEBP", "AVIF"])
def test_of_each_kind_of_animation_the_first_picture_is_kept_and_that_is_known(format_):
    taken = received(moving(format_))

    stored = opened(taken.content)
    assert taken.was_moving
    assert getattr(stored, "n_frames", 1) == 1
    red, _, blue = stored.convert("RGB").getpixel((20, 15))
    assert red > blue


@pytest.mark.parametrize("format_", ["GIF", "PNG", "WEBP", "AVIF", "JPEG", "TIFF"])
def test_what_does_not_move_is_not_called_moving(format_):
    assert not received(as_file(gradient(), format_)).was_moving


def test_pages_are_no_animation():
    assert not received(moving("TIFF")).was_moving
    assert not received(moving("MPO")).was_moving


@pytest.mark.django_db
def test_whoever_uploads_an_animation_is_told_that_it_stands_still():
    file = ContentFile(moving("GIF"), name="a.gif")
    form = ImagePageForm({"credit": "C", "allowed_uses": "any"}, {"file": file})

    assert form.is_valid(), form.errors
    form.take_in(uploaded_by=make_user())

    assert "Only the first picture of the animation is kept" in form.what_the_file_said()


@pytest.mark.django_db
@pytest.mark.parametrize(("format_", "told"), [("GIF", STANDS_STILL), ("JPEG", "")])
def test_the_upload_in_place_tells_it_too(client, format_, told):
    client.force_login(make_user("Editor"))
    content = moving("GIF") if format_ == "GIF" else picture_bytes()
    file = SimpleUploadedFile("a", content)

    answer = client.post("/admin/media/image/upload/", {"file": file, "credit": "C"})

    assert answer.json()["left_out"] == told


@pytest.mark.parametrize("format_", ["TIFF", "PNG"])
def test_sixteen_bits_of_each_colour_become_eight(format_):
    """Pillow writes none; these bytes are a white pixel of three times sixteen bits."""
    if format_ == "PNG":
        header = struct.pack(">LLBBBBB", 2, 1, 16, 2, 0, 0, 0)
        rows = zlib.compress(b"\0" + b"\xff\xff\0\0\x80\0" * 2)
        content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows)
        content += chunk(b"IEND", b"")
    else:
        tags = [(256, 3, 1, 2), (257, 3, 1, 1), (258, 3, 3, 122), (259, 3, 1, 1), (262, 3, 1, 2)]
        tags += [(273, 4, 1, 128), (277, 3, 1, 3), (278, 3, 1, 1), (279, 4, 1, 12)]
        content = b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags))
        content += b"".join(struct.pack("<HHLL", *tag) for tag in tags) + b"\0" * 4
        content += struct.pack("<HHH", 16, 16, 16)
        content += struct.pack("<HHH", 0xFFFF, 0, 0x8000) * 2

    red, green, blue = opened(received(content).content).getpixel((0, 0))

    assert abs(red - 255) < 6
    assert green < 6
    assert abs(blue - 128) < 6


def test_sixteen_bits_of_grey_are_the_same_in_every_band():
    light, dark = b"\0\xc0" * 3, b"\0\x40" * 3
    size = (3, intake.BAND * 2 + 7)
    tall = Picture.frombytes("I;16", size, dark * intake.BAND * 2 + light * 7)

    taken = opened(received(as_file(tall, "PNG")).content)

    assert taken.getpixel((1, intake.BAND)) == 64
    assert taken.getpixel((1, intake.BAND * 2 + 3)) == 192


def test_colours_of_the_same_size_are_converted_by_their_profile_and_keep_their_transparency():
    profile = ImageCms.ImageCmsProfile(swapped_profile()).tobytes()
    clear = Picture.new("RGBA", (8, 8), (200, 30, 60, 100))

    taken = opened(received(as_file(clear, "PNG", icc_profile=profile)).content)

    red, _, blue, alpha = taken.getpixel((4, 4))
    assert alpha == 100
    assert blue > red


def swapped_profile():
    """sRGB with red and blue exchanged: what it converts cannot be taken for untouched."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = srgb.index(b"rXYZ"), srgb.index(b"bXYZ")
    srgb[red : red + 4], srgb[blue : blue + 4] = b"bXYZ", b"rXYZ"
    at = srgb.index(b"desc", 128)
    place = int.from_bytes(srgb[at + 4 : at + 8])
    size = int.from_bytes(srgb[at + 8 : at + 12])
    told = bytes(srgb[place : place + size])
    told = told.replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be"))
    srgb[place : place + size] = told
    return io.BytesIO(bytes(srgb))


def test_lab_without_a_profile_is_taken():
    assert opened(received(as_file(Picture.new("LAB", (8, 8), (128, 128, 128)), "TIFF")).content)


def test_colours_that_nothing_converts_are_refused(monkeypatch):
    def to_web(picture):
        raise ValueError("conversion not supported")

    monkeypatch.setattr(intake, "to_web", to_web)

    assert refused(picture_bytes(40, 30, format="PNG")) == "unknown"


@pytest.mark.django_db(transaction=True)
def test_a_large_picture_waits_for_the_one_before_and_a_small_one_does_not(monkeypatch):
    monkeypatch.setattr(turns, "LARGE", 2_000)
    done = []

    def upload(size):
        received(picture_bytes(*size, format="PNG"))
        done.append(size)
        connection.close()

    with turns.in_turn(2_001):
        threads = [threading.Thread(target=upload, args=[size]) for size in ((90, 60), (20, 10))]
        for thread in threads:
            thread.start()
        threads[1].join()
        time.sleep(0.3)
        assert done == [(20, 10)]
    threads[0].join()

    assert done == [(20, 10), (90, 60)]


@pytest.mark.django_db
def test_a_refusal_inside_a_turn_ends_it_and_leaves_the_transaction_whole(monkeypatch):
    monkeypatch.setattr(turns, "LARGE", 2_000)
    content = picture_bytes(90, 60)

    with transaction.atomic():
        assert refused(content[:-20]) == "cut-off"
        assert take_in(ContentFile(content), credit="C").pk


PEAK = """
import django, sys
django.setup()
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from media import intake, turns

def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

# Without a database, and so without its lock.
turns.LARGE = 1e12
content = open(sys.argv[1], "rb").read()
before = peak()
intake.receive(ContentFile(content))
print((peak() - before) // 1024)
"""


@pytest.mark.parametrize(
    ("mode", "suffix", "most"), [("RGB", "jpg", 150), ("RGB", "png", 500), ("I;16", "png", 450)]
)
def test_memory_is_bounded_at_100_megapixels(tmp_path, mode, suffix, most):
    """In megabytes, beside what the process has anyway."""
    if not Path("/proc/self/status").exists():
        pytest.skip("This system does not tell how much memory a process has taken.")
    path = tmp_path / f"large.{suffix}"
    Picture.new(mode, (10_000, 10_000), 9).save(path, compress_level=1)

    measured = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(measured.stdout) < most


def test_the_shared_files_that_move_are_known():
    assert received(shared("animated.gif")).was_moving
