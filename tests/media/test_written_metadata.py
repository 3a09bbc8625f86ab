"""Every rendition names its creator, its credit and its rights, and nothing else of its picture."""

import io
import json
import os
import shutil
import subprocess

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Picture

from media import addresses, iim, renditions
from media.facts import read_facts
from media.intake import take_in
from tests.builders import make_image, picture_bytes
from tests.media.test_facts import block, jpeg
from tests.media.test_intake import shared

pytestmark = pytest.mark.django_db
FACTS = {
    "creator": "Zoë Nováková",
    "credit": "Zoë & <Söhne>",
    "source": "Archív",
    "copyright_notice": "© 2026 Paper",
    "usage_terms": "Editorial use only",
    "rights_url": "https://wire.example/rights",
    "licensor_url": "https://wire.example/buy?id=1&n=2",
}
# As exiftool calls them.
IN_XMP = {
    "XMP-dc:Creator": [FACTS["creator"]],
    "XMP-photoshop:Credit": FACTS["credit"],
    "XMP-photoshop:Source": FACTS["source"],
    "XMP-dc:Rights": FACTS["copyright_notice"],
    "XMP-xmpRights:UsageTerms": FACTS["usage_terms"],
    "XMP-xmpRights:WebStatement": FACTS["rights_url"],
    "XMP-xmpRights:Marked": True,
    "XMP-plus:LicensorURL": FACTS["licensor_url"],
}
IN_IPTC = {
    "IPTC:CodedCharacterSet": "UTF8",
    "IPTC:ApplicationRecordVersion": 4,
    "IPTC:By-line": FACTS["creator"],
    "IPTC:Credit": FACTS["credit"],
    "IPTC:Source": FACTS["source"],
    "IPTC:CopyrightNotice": FACTS["copyright_notice"],
}


def opened(content):
    return Picture.open(io.BytesIO(content))


def by_exiftool(content):
    if not shutil.which("exiftool"):
        assert not os.environ.get("CI"), "It is installed where everything has to run."
        pytest.skip("exiftool (Debian's libimage-exiftool-perl) is not installed.")
    run = ["exiftool", "-json", "-G1", "-struct", "-a", "-validate", "-warning", "-all", "-"]
    asked = subprocess.run(run, input=content, capture_output=True, check=True)
    said = json.loads(asked.stdout)[0]
    for item in said.pop("XMP-plus:Licensor", []):
        said |= {f"XMP-plus:{name}": value for name, value in item.items()}
    return said


def written(said):
    """What tells of the picture's people and rights, and anything else that should not be there."""
    own = ("SourceFile", "ExifTool", "System", "File", "JFIF", "RIFF", "Meta", "QuickTime")
    own = (*own, "Composite", "XMP-x:")
    return {name: value for name, value in said.items() if not name.startswith(own)}


@pytest.mark.parametrize("format_", addresses.FORMATS)
def test_what_we_write_we_read_again(format_):
    image = make_image(**FACTS)

    said = read_facts(opened(renditions.rendition(image, "16x9", 320, format_)))

    assert {name: getattr(said, name) for name in FACTS} == FACTS


@pytest.mark.parametrize("format_", addresses.FORMATS)
def test_exiftool_finds_all_of_it_and_nothing_else(format_):
    image = make_image(**FACTS)

    said = by_exiftool(renditions.rendition(image, "16x9", 320, format_))

    expected = IN_XMP | (IN_IPTC if format_ == "jpg" else {})
    assert {name: said.get(name) for name in expected} == expected
    assert set(written(said)) == set(expected)
    assert said["ExifTool:Validate"] == "OK"


@pytest.mark.parametrize("format_", addresses.FORMATS)
def test_nothing_private_of_a_real_photograph_is_in_its_renditions(format_):
    image = take_in(ContentFile(shared("credited-photo.jpg")))

    content = renditions.rendition(image, "original", 640, format_)

    assert b"SN-0001" not in content
    said = by_exiftool(content)
    assert not [name for name in said if "GPS" in name or "Serial" in name or "Thumb" in name]
    assert said["XMP-photoshop:Credit"] == "Demo Pictures / Example Wire"


@pytest.mark.parametrize(("size", "format_"), [((400, 300), "JPEG"), ((40, 30), "PNG")])
def test_an_original_that_is_downloaded_says_the_same(size, format_):
    image = take_in(ContentFile(picture_bytes(*size, format=format_)), **FACTS)
    with image.file.open() as file:
        kept = opened(file.read()).convert("RGB").tobytes()

    content = renditions.original(image)

    assert opened(content).convert("RGB").tobytes() == kept
    said = by_exiftool(content)
    expected = IN_XMP | (IN_IPTC if format_ == "JPEG" else {})
    assert {name: said.get(name) for name in expected} == expected
    assert said["ExifTool:Validate"] == "OK"


def test_iptc_stands_in_the_letters_that_it_declares_and_behind_the_first_segment():
    image = make_image(**FACTS)

    content = renditions.rendition(image, "16x9", 320, "jpg")

    found = opened(content).info["photoshop"][iim.IN_PHOTOSHOP]
    values = {number: value for record, number, value in iim.datasets(found) if record == 2}
    assert next(iim.datasets(found)) == (1, 90, b"\x1b%G")
    assert values == {
        0: b"\0\4",
        80: FACTS["creator"].encode(),
        110: FACTS["credit"].encode(),
        115: FACTS["source"].encode(),
        116: FACTS["copyright_notice"].encode(),
    }
    assert content[2:4] == b"\xff\xe0"


def test_a_long_credit_is_whole():
    image = make_image(credit="long " * 38 + "credit")

    content = renditions.rendition(image, "16x9", 320, "jpg")

    assert iim.Datasets(opened(content)).text(iim.CREDIT) == image.credit


def test_a_picture_without_words_gets_none():
    image = make_image(credit="")

    content = renditions.rendition(image, "16x9", 320, "jpg")

    assert b"Photoshop" not in content
    assert b"Exif" not in content


@pytest.mark.parametrize(
    ("facts", "marked"),
    [
        ({"licence": "cc0"}, "<xmpRights:Marked>False<"),
        ({"licence": "public-domain", "copyright_notice": "©"}, "<xmpRights:Marked>False<"),
        ({"licence": "cc-by"}, "<xmpRights:Marked>True<"),
        ({"copyright_notice": "© Ana"}, "<xmpRights:Marked>True<"),
        ({}, ""),
    ],
)
def test_who_knows_whether_it_is_protected_says_so(facts, marked):
    image = make_image(**facts)

    packet = opened(renditions.rendition(image, "16x9", 320, "webp")).info["xmp"].decode()

    assert marked in packet
    assert ("Marked" in packet) == bool(marked)


def test_a_creative_commons_licence_brings_its_address():
    image = make_image(licence="cc-by-sa")

    said = read_facts(opened(renditions.rendition(image, "16x9", 320, "webp")))

    assert said.rights_url == "https://creativecommons.org/licenses/by-sa/4.0/"


@pytest.mark.parametrize("name", [*FACTS, "licence"])
def test_the_address_changes_with_everything_that_is_written(name):
    image = make_image(**FACTS)
    before = image.address_hash

    setattr(image, name, "cc0" if name == "licence" else FACTS[name] + "x")

    assert image.address_hash != before


def test_a_hidden_second_block_does_not_come_along():
    image = take_in(ContentFile(jpeg(datasets=block((110, b"Wire"), (120, b"secret")))))
    image.caption = ""

    assert b"secret" not in renditions.rendition(image, "original", 320, "jpg")
