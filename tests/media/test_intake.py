"""What comes in: every kind of file through the door, and each refusal."""

import contextlib
import io
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, ImageChops, ImageCms
from PIL import Image as Picture

from media.intake import receive, take_in
from media.jpeg import bare_jpeg
from media.models import Image
from tests.builders import make_user, picture_bytes

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "images"
# Mangled files are not what a test's deadline is for.
patient = settings(max_examples=150, deadline=None)


def shared(name):
    if not (SHARED / name).exists():
        pytest.skip(f"{SHARED / name} is not here.")
    return (SHARED / name).read_bytes()


def received(content):
    return receive(ContentFile(content))


def opened(content):
    picture = Picture.open(io.BytesIO(content))
    picture.load()
    return picture


def refused(content):
    with pytest.raises(ValidationError) as refusal:
        received(content)
    return refusal.value.code


def as_file(picture, format_, **options):
    buffer = io.BytesIO()
    picture.save(buffer, format_, **options)
    return buffer.getvalue()


def gradient(mode="RGB", size=(64, 48)):
    return Picture.linear_gradient("L").resize(size).convert(mode)


@pytest.mark.parametrize(
    ("name", "suffix", "mode", "size"),
    [
        ("animated.gif", "png", "RGB", (100, 100)),
        ("cmyk.jpg", "jpg", "RGB", (100, 100)),
        ("credited-photo.jpg", "jpg", "RGB", (1800, 1200)),
        ("gray.jpg", "jpg", "L", (128, 128)),
        ("gray16.tif", "jpg", "L", (32, 32)),
        ("landscape-orientation6.jpg", "jpg", "RGB", (1800, 1200)),
        ("palette16.png", "png", "RGB", (128, 128)),
        ("portrait-iptc.jpg", "jpg", "RGB", (640, 480)),
        ("portrait-large.jpg", "jpg", "RGB", (1200, 1800)),
        ("portrait-orientation6.jpg", "jpg", "RGB", (128, 128)),
        ("portrait.avif", "jpg", "RGB", (128, 128)),
        ("portrait.jpg", "jpg", "RGB", (128, 128)),
        ("portrait.webp", "jpg", "RGB", (128, 128)),
        ("transparent.png", "png", "RGBA", (200, 150)),
    ],
)
def test_each_file_is_stored_upright_in_a_web_format_without_metadata(name, suffix, mode, size):
    taken = received(shared(name))

    stored = opened(taken.content)
    assert (taken.suffix, stored.mode, stored.size) == (suffix, mode, size)
    assert (taken.width, taken.height) == size
    assert not stored.getexif()
    assert not {"xmp", "photoshop", "comment", "icc_profile", "exif"} & set(stored.info)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("broken.png", "unknown"),
        ("truncated.jpg", "cut-off"),
        ("decompression-bomb.gif", "too-large"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(name, code):
    assert refused(shared(name)) == code


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"GIF89a",
        b"\xff\xd8\xff",
        b"RIFF\0\0\0\0WEBP",
        as_file(gradient(), "BMP"),
        as_file(gradient(), "ICO"),
    ],
)
def test_what_is_no_accepted_picture_is_refused(content):
    assert refused(content) == "unknown"


def test_an_empty_file_is_refused():
    assert refused(b"") == "empty"


def test_a_file_of_too_many_bytes_is_refused_and_not_read():
    file = ContentFile(picture_bytes(40, 30))
    file.size = 40_000_001

    with pytest.raises(ValidationError, match="40 MB can be taken"):
        receive(file)

    assert file.tell() == 0


def test_the_name_of_the_file_counts_for_nothing():
    taken = receive(ContentFile(picture_bytes(40, 30, format="PNG"), name="photo.jpg.exe"))

    assert taken.as_file().name == f"{taken.file_hash}.png"


def png_that_claims(width, height):
    def chunk(kind, data):
        body = kind + data
        return len(data).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)

    header = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 0, 0, 0, 0])
    rows = zlib.compress(b"\0" * 1_000_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "size",
    [(10_000, 10_001), (12_000, 12_000), (15_000, 15_000), (60_000, 60_000), (16_001, 10)],
    ids=["just over", "one and a half", "over twice", "far over", "too long"],
)
def test_a_bomb_is_refused_without_eating_memory(size):
    bomb = png_that_claims(*size)

    tracemalloc.start()
    code = refused(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert code == "too-large"
    assert peak < 5_000_000


def test_a_jpeg_that_is_ready_keeps_its_picture_bit_for_bit():
    content = shared("credited-photo.jpg")

    taken = received(content)

    difference = ImageChops.difference(opened(content), opened(taken.content))
    assert difference.getbbox() is None
    assert len(content) - 10_000 < len(taken.content) < len(content)


def test_private_facts_are_nowhere_in_the_bytes():
    stored = received(shared("credited-photo.jpg")).content

    for private in (b"SN-0001", b"GPS", b"Exif", b"Example Wire", b"http://", b"Photoshop"):
        assert private not in stored


def test_what_hides_behind_the_picture_is_left_behind():
    content = picture_bytes(40, 30) + b"trailing secret" + picture_bytes(40, 30)

    assert b"secret" not in received(content).content


@pytest.mark.parametrize("progressive", [True, False])
def test_a_stripped_jpeg_decodes_to_the_same_pixels(progressive):
    content = as_file(
        gradient(), "JPEG", progressive=progressive, restart_marker_rows=1, comment=b"secret"
    )

    bare = bare_jpeg(content)

    assert b"secret" not in bare
    assert ImageChops.difference(opened(content), opened(bare)).getbbox() is None


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_as_it_was_seen(orientation):
    upright = Picture.new("RGB", (40, 20), "white")
    upright.paste("red", (0, 0, 20, 10))
    # What a camera held that way has stored.
    back = {
        2: [Picture.Transpose.FLIP_LEFT_RIGHT],
        3: [Picture.Transpose.ROTATE_180],
        4: [Picture.Transpose.FLIP_TOP_BOTTOM],
        5: [Picture.Transpose.TRANSPOSE],
        6: [Picture.Transpose.ROTATE_90],
        7: [Picture.Transpose.TRANSVERSE],
        8: [Picture.Transpose.ROTATE_270],
    }.get(orientation, [])
    stored = upright
    for turn in back:
        stored = stored.transpose(turn)
    exif = Picture.Exif()
    exif[ExifTags.Base.Orientation] = orientation

    taken = opened(received(as_file(stored, "JPEG", exif=exif, quality=95)).content)

    assert taken.size == (40, 20)
    corners = [taken.getpixel(at) for at in ((3, 3), (36, 3), (3, 16), (36, 16))]
    assert [pixel[1] < 128 for pixel in corners] == [True, False, False, False]


def test_a_wide_colour_space_is_converted_by_its_own_profile():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    lab = Picture.new("LAB", (16, 16), (128, 128, 128))

    taken = opened(received(as_file(lab, "TIFF", icc_profile=profile.tobytes())).content)

    red, green, blue = taken.getpixel((8, 8))
    assert taken.mode == "RGB"
    assert 112 <= red <= 126
    assert max(red, green, blue) - min(red, green, blue) <= 3


def test_a_broken_profile_does_no_harm():
    taken = received(as_file(gradient(), "JPEG", icc_profile=b"nonsense" * 20))

    assert opened(taken.content).mode == "RGB"


@pytest.mark.parametrize(
    ("picture", "mode"),
    [
        (Picture.new("1", (9, 9), 1), "L"),
        (Picture.new("LA", (9, 9), (10, 100)), "RGBA"),
        (Picture.new("LA", (9, 9), (10, 255)), "RGB"),
        (Picture.new("I;16", (9, 9), 65535), "L"),
        (gradient("P"), "RGB"),
    ],
)
def test_each_way_to_keep_colours_becomes_eight_bits(picture, mode):
    assert opened(received(as_file(picture, "PNG")).content).mode == mode


def test_sixteen_bits_keep_their_light():
    grey = Picture.new("I;16", (9, 9), 0x8000)

    assert opened(received(as_file(grey, "PNG")).content).getpixel((4, 4)) == 128


def test_of_an_animation_the_first_picture_is_kept():
    taken = received(shared("animated.gif"))

    assert getattr(opened(taken.content), "n_frames", 1) == 1


def test_the_facts_of_the_file_are_read_with_their_accents():
    facts = received(shared("credited-photo.jpg")).facts

    assert facts.credit == "Demo Pictures / Example Wire"
    assert facts.creator == "Zoë Nováková"
    assert facts.copyright_notice == "© 2026 Demo Pictures"
    assert facts.caption.startswith("Snow on the path above the lake")
    assert facts.alt_text == "A white path between dark trees beside a lake"
    assert facts.usage_terms == "Editorial use only"


def xmp(properties):
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/" {properties}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


@pytest.mark.parametrize("format_", ["JPEG", "WEBP", "AVIF"])
def test_a_credit_written_as_an_attribute_is_read_from_each_format(format_):
    content = as_file(gradient(), format_, xmp=xmp('photoshop:Credit="Ana Pérez">'))

    assert received(content).facts.credit == "Ana Pérez"


@pytest.mark.parametrize(
    "packet",
    [
        b"<x",
        b"\xff\xfe<",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        b"<a>" * 100_000,
    ],
)
def test_hostile_xmp_is_passed_over(packet):
    content = as_file(gradient(), "WEBP", xmp=packet)

    assert received(content).facts.credit == ""


def test_without_a_credit_line_the_photographer_is_the_credit():
    exif = Picture.Exif()
    exif[ExifTags.Base.Artist] = "Ana Perez"

    assert received(as_file(gradient(), "JPEG", exif=exif)).facts.credit == "Ana Perez"


@patient
@given(
    format_=st.sampled_from(["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"]),
    wounds=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),
    share=st.just(1.0) | st.floats(0, 1),
)
def test_a_mangled_file_is_taken_or_refused_but_never_breaks(format_, wounds, share):
    exif = Picture.Exif()
    exif[ExifTags.Base.Artist] = "Ana"
    options = {} if format_ in {"GIF", "TIFF"} else {"exif": exif}
    content = bytearray(as_file(gradient(), format_, **options))
    for place, byte in wounds:
        content[int(place * len(content))] = byte

    try:
        taken = received(bytes(content[: int(share * len(content))]))
    except ValidationError:
        return
    assert opened(taken.content).size == (taken.width, taken.height)


@patient
@given(st.binary(max_size=200))
def test_stripping_ends_whatever_it_is_given(rest):
    with contextlib.suppress(ValueError, IndexError):
        bare_jpeg(b"\xff\xd8" + rest)


@pytest.mark.django_db
def test_what_is_not_given_is_taken_from_the_file():
    user = make_user("Editor")

    image = take_in(ContentFile(shared("credited-photo.jpg")), uploaded_by=user, credit="Typed")

    image.refresh_from_db()
    assert (image.credit, image.creator, image.uploaded_by) == ("Typed", "Zoë Nováková", user)
    assert image.file.name == f"originals/{image.file_hash[:2]}/{image.file_hash}.jpg"


@pytest.mark.django_db
def test_the_same_picture_again_changes_nothing():
    first = take_in(ContentFile(picture_bytes()), credit="First")

    again = take_in(ContentFile(picture_bytes()), credit="Second")

    assert again == first
    assert Image.objects.get().credit == "First"


@pytest.mark.django_db
def test_a_fact_that_is_too_long_is_cut():
    content = as_file(gradient(), "WEBP", xmp=xmp(f'photoshop:Credit="{"long " * 100}">'))

    assert len(take_in(ContentFile(content)).credit) == 200


def test_pillow_itself_keeps_the_highest_limit_that_may_be_set():
    assert Picture.MAX_IMAGE_PIXELS == 400_000_000


def test_a_publication_may_set_lower_limits(settings):
    settings.PICTURE_MEGABYTES, settings.PICTURE_MEGAPIXELS = 1, 1
    large = picture_bytes(1200, 900)

    with pytest.raises(ValidationError, match="larger than 1 megapixels"):
        receive(ContentFile(large))
    with pytest.raises(ValidationError, match="This file has 2 MB; up to 1 MB"):
        receive(ContentFile(b"x" * 1_500_001))


@pytest.mark.parametrize(
    "content", [b"<html><script>alert(1)</script>", b"<?php system($_GET[0]);"]
)
def test_what_is_something_else_as_well_is_told_and_left_out(content):
    taken = receive(ContentFile(picture_bytes(40, 30) + content))

    assert taken.besides
    assert content not in taken.content


def test_an_archive_behind_a_picture_is_told():
    buffer = io.BytesIO(picture_bytes(40, 30))
    buffer.seek(0, io.SEEK_END)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("run.sh", "#!/bin/sh")

    assert receive(ContentFile(buffer.getvalue())).besides == "an archive"


def test_a_picture_is_nothing_else():
    assert receive(ContentFile(picture_bytes(40, 30))).besides == ""


@pytest.mark.django_db
def test_the_same_file_is_known_though_it_would_be_written_otherwise_today():
    content = picture_bytes(40, 30, format="PNG")
    image = take_in(ContentFile(content), credit="Ana")
    Image.objects.update(file_hash="as an older library wrote it")

    assert take_in(ContentFile(content), credit="Somebody") == image
