"""What a file says of itself: which of its blocks is believed, and how its letters are read."""

import codecs
import datetime as dt
import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, PngImagePlugin, TiffImagePlugin, TiffTags
from PIL import Image as Picture

from media import exif, iim, letters, xmp
from media.facts import MOST_KEYWORDS, Facts, keywords, read_facts
from media.jpeg import with_segment
from tests.media.test_intake import as_file, gradient, received, shared

patient = settings(max_examples=60, deadline=None)
NAMESPACES = {
    "dc": xmp.DC,
    "photoshop": xmp.PHOTOSHOP,
    "xmpRights": xmp.RIGHTS,
    "Iptc4xmpCore": xmp.IPTC_CORE,
    "Iptc4xmpExt": xmp.IPTC_EXT,
    "exif": xmp.EXIF,
    "plus": xmp.PLUS,
    "cc": xmp.CC,
}
FULL = """
<dc:title><rdf:Alt><rdf:li xml:lang="de">Schnee</rdf:li>
 <rdf:li xml:lang="x-default">Snow</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Snow above the lake.</rdf:li></rdf:Alt>
</dc:description>
<dc:creator><rdf:Seq><rdf:li>Ana Pérez</rdf:li><rdf:li>Bo Ek</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2026 Wire</rdf:li></rdf:Alt></dc:rights>
<dc:subject><rdf:Bag><rdf:li>snow</rdf:li><rdf:li>lakes</rdf:li></rdf:Bag></dc:subject>
<photoshop:Credit>Wire</photoshop:Credit>
<photoshop:Instructions>No sales</photoshop:Instructions>
<photoshop:Source>Archive</photoshop:Source>
<photoshop:City>Bern</photoshop:City>
<photoshop:Country>Switzerland</photoshop:Country>
<photoshop:DateCreated>2026-01-31T23:59:00+01:00</photoshop:DateCreated>
<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Editorial only</rdf:li></rdf:Alt>
</xmpRights:UsageTerms>
<xmpRights:WebStatement>https://wire.example/rights</xmpRights:WebStatement>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">
 <plus:LicensorName>Wire</plus:LicensorName>
 <plus:LicensorURL>https://wire.example/buy?id=1&amp;n=2</plus:LicensorURL></rdf:li></rdf:Seq>
</plus:Licensor>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A white path</rdf:li>
</rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
"""


def packet(properties="", attributes=""):
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{xmp.RDF}">'
        f'<rdf:Description rdf:about="" {spaces} {attributes}>{properties}</rdf:Description>'
        f'</rdf:RDF></x:xmpmeta>{" " * 200}<?xpacket end="w"?>'
    )


def block(*values, charset=None):
    """IPTC-IIM, of pairs of a number and bytes."""
    head = iim.dataset(1, 90, charset) if charset else b""
    return head + b"".join(iim.dataset(2, number, value) for number, value in values)


def jpeg(properties="", *, datasets=b"", exif=None, attributes=""):
    options = {"exif": exif} if exif else {}
    if properties or attributes:
        options["xmp"] = packet(properties, attributes).encode()
    resource = b"8BIM\4\4\0\0" + len(datasets).to_bytes(4) + datasets + b"\0" * (len(datasets) % 2)
    content = b"Photoshop 3.0\0" + resource
    segment = b"\xff\xed" + (len(content) + 2).to_bytes(2) + content
    return with_segment(as_file(gradient(), "JPEG", **options), segment if datasets else b"")


def read(properties="", **parts):
    return read_facts(Picture.open(io.BytesIO(jpeg(properties, **parts))))


def exif_of(**values):
    exif = Picture.Exif()
    for name, value in values.items():
        exif[ExifTags.Base[name]] = value
    return exif


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_every_fact_is_read_from_the_xmp_of_each_format(format_):
    content = packet(FULL).encode()
    if format_ == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", content.decode())
        written = as_file(gradient(), "PNG", pnginfo=info)
    elif format_ == "TIFF":
        written = as_file(gradient(), "TIFF", tiffinfo={700: content})
    else:
        written = as_file(gradient(), format_, xmp=content)

    assert received(written).facts == Facts(
        credit="Wire",
        creator="Ana Pérez, Bo Ek",
        copyright_notice="© 2026 Wire",
        source="Archive",
        title="Snow",
        caption="Snow above the lake.",
        alt_text="A white path",
        city="Bern",
        country="Switzerland",
        date_created=dt.date(2026, 1, 31),
        keywords=("snow", "lakes"),
        usage_terms="Editorial only",
        restrictions="No sales",
        rights_url="https://wire.example/rights",
        licensor_url="https://wire.example/buy?id=1&n=2",
    )


IIM_FACTS = [
    *((5, "title", "Snow"), (25, "keywords", "snow"), (55, "date_created", "20260131")),
    *((80, "creator", "Ana Pérez"), (90, "city", "Genève"), (101, "country", "Côte d’Ivoire")),
    *((110, "credit", "Wire"), (115, "source", "Archive"), (116, "copyright_notice", "© Wire")),
    *((40, "restrictions", "No sales"), (120, "caption", "Snow above the lake.")),
]


def test_every_fact_is_read_from_iptc():
    facts = read(datasets=block(*((number, text.encode()) for number, _, text in IIM_FACTS)))

    expected = {name: text for _, name, text in IIM_FACTS}
    expected |= {"keywords": ("snow",), "date_created": dt.date(2026, 1, 31)}
    assert facts == Facts(**expected)


@pytest.mark.parametrize("as_numbers", [True, False])
def test_iptc_is_read_from_a_tiff(as_numbers):
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[iim.IN_TIFF] = block((110, b"Newswires")) + b"\0\0"
    tags.tagtype[iim.IN_TIFF] = 7

    written = as_file(gradient(), "TIFF", tiffinfo=tags)
    if as_numbers:
        as_bytes = struct.pack("<HHL", iim.IN_TIFF, 7, 16)
        as_longs = struct.pack("<HHL", iim.IN_TIFF, 4, 4)
        assert written.count(as_bytes) == 1
        written = written.replace(as_bytes, as_longs)

    assert received(written).facts.credit == "Newswires"


def test_every_fact_that_exif_knows_is_read_last():
    exif = exif_of(Artist="Ana", Copyright="(c) Ana", ImageDescription="Snow.")
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:01:31 08:00:00"

    facts = read(exif=exif)

    assert facts == Facts(
        credit="Ana",
        creator="Ana",
        copyright_notice="(c) Ana",
        caption="Snow.",
        date_created=dt.date(2026, 1, 31),
    )


def test_what_windows_writes_into_exif_is_read():
    exif = exif_of(XPTitle="Snöw\0".encode("utf-16-le"), XPKeywords="a;b\0".encode("utf-16-le"))

    facts = read(exif=exif)

    assert (facts.title, facts.keywords) == ("Snöw", ("a", "b"))


def test_xmp_is_believed_before_iptc_and_iptc_before_exif():
    exif = exif_of(Artist="Exif", Copyright="Exif", ImageDescription="Exif")
    datasets = block((80, b"IPTC"), (116, b"IPTC"), (5, b"IPTC"), (55, b"20200101"))

    facts = read(
        "<dc:creator><rdf:Seq><rdf:li>XMP</rdf:li></rdf:Seq></dc:creator>",
        datasets=datasets,
        exif=exif,
    )

    assert (facts.creator, facts.copyright_notice, facts.caption) == ("XMP", "IPTC", "Exif")
    assert (facts.title, facts.date_created) == ("IPTC", dt.date(2020, 1, 1))


@pytest.mark.parametrize(
    ("properties", "title"),
    [
        ('dc:title="Title" photoshop:Headline="Headline"', "Title"),
        ('photoshop:Headline="Headline"', "IPTC"),
    ],
)
def test_a_headline_is_the_title_where_nothing_else_is(properties, title):
    datasets = block((5, b"IPTC"), (105, b"IPTC headline"))

    assert read(attributes=properties, datasets=datasets).title == title
    assert read(attributes='photoshop:Headline="H"').title == "H"
    assert read(datasets=block((105, b"H"))).title == "H"


def test_a_long_description_for_the_blind_is_the_last_resort():
    long = 'Iptc4xmpCore:ExtDescrAccessibility="Long"'

    assert read(attributes=long).alt_text == "Long"
    assert read(attributes=f'{long} Iptc4xmpCore:AltTextAccessibility="Short"').alt_text == "Short"


def test_without_a_credit_line_the_creator_is_the_credit_then_the_source():
    assert read(datasets=block((80, b"Ana"), (115, b"Archive"))).credit == "Ana"
    assert read(datasets=block((115, b"Archive"))).credit == "Archive"


LICENSOR_URL = "<plus:LicensorURL>https://a.example/</plus:LicensorURL>"


def in_list(kind, item):
    items = f"<rdf:{kind}>{item.format(LICENSOR_URL)}</rdf:{kind}>"
    return f"<plus:Licensor>{items}</plus:Licensor>"


@pytest.mark.parametrize(
    "licensor",
    [
        in_list("Bag", "<rdf:li><rdf:Description>{}</rdf:Description></rdf:li>"),
        in_list("Seq", "<rdf:li rdf:parseType='Resource'>{}</rdf:li>"),
        in_list("Seq", "<rdf:li><rdf:Description plus:LicensorURL='https://a.example/'/></rdf:li>"),
        in_list("Seq", "<rdf:li plus:LicensorURL='https://a.example/'/>"),
        LICENSOR_URL,
        "<plus:LicensorURL rdf:resource='https://a.example/'/>",
    ],
)
def test_the_licensor_is_found_in_each_way_to_write_it(licensor):
    assert read(licensor).licensor_url == "https://a.example/"


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "ftp://wire.example/", "wire.example", "https://"),
        *("h ttp://a.example", "https://wire.example/" + "a" * 500),
    ],
)
def test_what_no_browser_opens_is_no_address(url):
    properties = f"<plus:LicensorURL>{url}</plus:LicensorURL>"
    properties += f"<xmpRights:WebStatement>{url}</xmpRights:WebStatement>"

    facts = read(properties)

    assert (facts.licensor_url, facts.rights_url) == ("", "")


@pytest.mark.parametrize(
    ("url", "licence"),
    [
        ("https://creativecommons.org/licenses/by-sa/4.0/", "cc-by-sa"),
        ("http://creativecommons.org/licenses/by/4.0", "cc-by"),
        ("https://www.creativecommons.org/licenses/by-nc-nd/4.0/deed.de", "cc-by-nc-nd"),
        ("https://creativecommons.org/publicdomain/zero/1.0/legalcode", "cc0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "public-domain"),
        ("https://creativecommons.org/licenses/by/3.0/", ""),
        ("https://creativecommons.org/licenses/by/4.0/x/y", ""),
        ("https://wire.example/creativecommons.org/licenses/by/4.0/", ""),
    ],
)
def test_the_address_of_a_creative_commons_licence_names_it(url, licence):
    facts = read(f"<xmpRights:WebStatement>{url}</xmpRights:WebStatement>")

    assert (facts.rights_url, facts.licence) == (url, licence)


def test_a_licence_in_the_words_of_creative_commons_is_a_statement_of_rights():
    url = "https://creativecommons.org/licenses/by/4.0/"

    assert read(f'<cc:license rdf:resource="{url}"/>').licence == "cc-by"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-31", dt.date(2026, 1, 31)),
        ("2026-01-31T23:59:59.5Z", dt.date(2026, 1, 31)),
        *((text, None) for text in ("2026-01", "2026", "2026-02-30", "0000-00-00", "soon")),
    ],
)
def test_a_date_without_its_day_is_left_out(written, day):
    assert read(attributes=f'photoshop:DateCreated="{written}"').date_created == day


@pytest.mark.parametrize(("written", "day"), [("20260131", 31), ("20260100", 0), ("202601", 0)])
def test_a_date_in_iptc_is_whole_or_left_out(written, day):
    date = read(datasets=block((55, written.encode()))).date_created

    assert date == (dt.date(2026, 1, day) if day else None)


def test_keywords_are_each_there_once_and_fifty_at_most():
    words = [b"Snow", b"snow", b"a, b; c", b"", b"x" * 101, *(b"%d" % n for n in range(90))]

    found = read(datasets=block(*((25, word) for word in words))).keywords

    assert found[:5] == ("Snow", "a", "b", "c", "0")
    assert len(found) == 50


def test_the_newer_places_are_read_where_the_older_are_empty():
    place = (
        "<Iptc4xmpExt:{0}><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:City>{1}</Iptc4xmpExt:City><Iptc4xmpExt:CountryName>{1}land"
        "</Iptc4xmpExt:CountryName></rdf:li></rdf:Bag></Iptc4xmpExt:{0}>"
    )
    shown, created = place.format("LocationShown", "B"), place.format("LocationCreated", "A")

    assert [read(shown).city, read(shown + created).city] == ["B", "A"]
    assert read(shown + created).country == "Aland"
    assert read(created, attributes='photoshop:City="Old"').city == "Old"


def test_what_a_camera_says_of_every_picture_is_no_caption():
    assert read(exif=exif_of(ImageDescription="OLYMPUS DIGITAL CAMERA         ")).caption == ""


def test_what_belongs_to_another_picture_inside_is_not_read():
    other = "<dc:source><rdf:Description photoshop:Credit='Other'/></dc:source>"

    assert read(other).credit == ""


words = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x2FFFF, exclude_categories=["Cs", "Cc", "Cn"]),
    min_size=1,
    max_size=40,
).filter(lambda text: letters.tidy(text) == text)
SOME_OF_WINDOWS = bytes([*range(0x20, 0x7F), 0x80, 0x93, *range(0xA1, 256)]).decode("cp1252")
windows = st.text(st.sampled_from(SOME_OF_WINDOWS), min_size=1, max_size=40).filter(
    lambda text: letters.tidy(text) == text
)


def may_be_utf8(value):
    """As a whole, or with its last letter cut in two."""
    try:
        return not codecs.getincrementaldecoder("utf-8")().decode(value).isascii()
    except UnicodeDecodeError:
        return False


@patient
@given(text=words, encoding=st.sampled_from(["utf-8", "utf-16", "utf-32"]), mark=st.booleans())
def test_xmp_is_read_in_each_writing_of_unicode(text, encoding, mark):
    written = packet(f"<photoshop:Credit>{xmp.xml(text)}</photoshop:Credit>")
    if encoding != "utf-8":
        encoding += "-le" if len(text) % 2 else "-be"
    content = ("\ufeff" * mark + written.replace("\ufeff", "")).encode(encoding)

    assert xmp.Packet(content).text(xmp.PHOTOSHOP, "Credit") == text


@patient
@given(text=words)
def test_what_is_written_is_read_again(text):
    facts = dict.fromkeys(["creator", "credit", "source", "copyright_notice", "usage_terms"], text)
    content = xmp.packet(**facts, rights_url="", licensor_url="", is_protected=None)
    facts.pop("usage_terms")

    found = xmp.Packet(content)
    again = read_facts(
        Picture.open(io.BytesIO(with_segment(as_file(gradient(), "JPEG"), iim.segment(**facts))))
    )

    assert found.text(xmp.DC, "creator") == found.text(xmp.RIGHTS, "UsageTerms") == text
    assert (again.creator, again.credit, again.source, again.copyright_notice) == (text,) * 4


@patient
@given(text=words, charset=st.sampled_from([None, b"\x1b%G", b"\x1b%/I", b"\x1b.A"]))
def test_iptc_in_unicode_is_read_whatever_it_declares(text, charset):
    value = text.encode()
    declared = iim.CHARACTER_SETS.get(charset) == "cp1252"

    found = read(datasets=block((110, value), charset=charset)).credit

    assert found == (letters.tidy(letters.decoded(value, "cp1252")) if declared else text)


@patient
@given(text=windows.filter(lambda text: not may_be_utf8(text.encode("cp1252"))))
def test_iptc_in_windows_letters_is_read_whatever_it_declares(text):
    value = text.encode("cp1252")

    found = {read(datasets=block((110, value), charset=said)).credit for said in (None, b"\x1b.A")}

    assert found == {text}


def test_a_name_that_a_program_cut_in_two_has_lost_only_its_last_letter():
    cut = "Zoë Novákov".encode() + b"\xc3"

    assert letters.decoded(cut) == letters.decoded(cut, "utf-8") == "Zoë Novákov"
    assert letters.decoded(b"Caf\xe9") == "Café"
    assert letters.decoded(b"Caf\xc3", "utf-8") == "Caf"


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_the_holes_of_windows_table_break_nothing(byte):
    assert letters.decoded(b"\xe9" + bytes([byte])).startswith("é")


@patient
@given(text=words)
def test_utf8_in_exif_is_read(text):
    exif = exif_of(Artist=text.encode() + b"\0")

    assert read(exif=exif).creator == text


def test_two_names_in_exif_are_parted():
    assert read(exif=exif_of(Copyright="Ana\0Editor")).copyright_notice == "Ana, Editor"


def test_iptc_that_breaks_off_gives_what_stands_before():
    whole = block((110, b"Wire"), (116, b"(c) Wire"))

    assert read(datasets=whole[:-4]).credit == "Wire"
    assert read(datasets=whole + b"garbage").copyright_notice == "(c) Wire"


def test_xmp_with_noise_around_and_within_is_read():
    content = b"\0\n " + packet("<photoshop:Credit>Wi\x0cre</photoshop:Credit>").encode() + b"\0x"

    assert xmp.Packet(content).text(xmp.PHOTOSHOP, "Credit") == "Wire"


@patient
@given(noise=st.binary(max_size=300), where=st.sampled_from(["xmp", "iim", "exif"]))
def test_no_noise_in_the_facts_refuses_a_good_picture(noise, where):
    plain = as_file(gradient(), "JPEG", exif=b"Exif\0\0" + noise if where == "exif" else b"")
    if where == "xmp":
        plain = as_file(gradient(), "JPEG", xmp=packet(FULL).encode()[:400] + noise)
    if where == "iim":
        plain = jpeg(datasets=block((110, b"Wire")) + noise)

    assert received(plain).width == 64


def test_the_credited_photograph_says_all_that_its_readme_tells():
    facts = received(shared("credited-photo.jpg")).facts

    assert facts == Facts(
        credit="Demo Pictures / Example Wire",
        creator="Zoë Nováková",
        copyright_notice="© 2026 Demo Pictures",
        source="Demo Pictures",
        title="First snow of the winter",
        caption="Snow on the path above the lake, seen from the north — the first of the winter.",
        alt_text="A white path between dark trees beside a lake",
        date_created=dt.date(2026, 1, 14),
        keywords=("snow", "winter"),
        usage_terms="Editorial use only",
        restrictions="No sales",
    )


def test_a_block_as_large_as_a_file_costs_no_more_than_a_large_one():
    datasets = block(*((25, b"word %d" % number) for number in range(200_000)))
    read = iim.Datasets(tiff_with(iim.IN_TIFF, datasets))

    assert len(read.texts(25)) <= iim.MOST_DATASETS
    caption = iim.Datasets(tiff_with(iim.IN_TIFF, long_caption())).text(120)
    assert 0 < len(caption) <= letters.LONGEST


def long_caption():
    length = 3_000_000
    return bytes([iim.TAG, 2, 120]) + (0x8004).to_bytes(2) + length.to_bytes(4) + b"\xe9" * length


def tiff_with(tag, content):
    buffer = io.BytesIO()
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[tag] = content
    info.tagtype[tag] = TiffTags.UNDEFINED
    Picture.new("RGB", (8, 8)).save(buffer, "TIFF", tiffinfo=info)
    return Picture.open(buffer)


def test_a_name_of_a_megabyte_in_exif_is_cut():
    written = "x" * 1_000_000

    assert len(exif.as_text(written, "Artist")) == letters.LONGEST
    assert len(exif.as_text(written.encode("utf-16-le"), "XPAuthor")) <= letters.LONGEST


def test_fifty_keywords_are_enough():
    assert len(keywords([", ".join(map(str, range(500)))])) == MOST_KEYWORDS


def test_the_words_of_a_png_may_stand_behind_its_pixels():
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet("<photoshop:Credit>Wire</photoshop:Credit>"))
    buffer = io.BytesIO()
    gradient().save(buffer, "PNG", pnginfo=info)
    content = buffer.getvalue()
    start = content.index(b"iTXt") - 4
    size = int.from_bytes(content[start : start + 4]) + 12
    words, end = content[start : start + size], content.index(b"IEND") - 4
    late = content[:start] + content[start + size : end] + words + content[end:]

    assert received(late).facts.credit == "Wire"


def test_the_words_of_a_gif_are_read():
    content = as_file(gradient(), "GIF")
    words = packet("<photoshop:Credit>Wire</photoshop:Credit>").encode()
    magic = b"\1" + bytes(range(255, -1, -1)) + b"\0"
    late = content[:-1] + b"\x21\xff\x0bXMP DataXMP" + words + magic + b";"

    assert received(late).facts.credit == "Wire"


@pytest.mark.parametrize("is_wrapped", [True, False])
def test_the_iptc_that_programs_write_into_a_png_is_read(is_wrapped):
    data = block((110, b"Wire"))
    if is_wrapped:
        data = iim.RESOURCE + b"\0\0" + len(data).to_bytes(4) + data
    info = PngImagePlugin.PngInfo()
    info.add_text(iim.IN_PNG, f"\niptc\n{len(data):8}\n{data.hex()}\n", zip=True)
    buffer = io.BytesIO()
    gradient().save(buffer, "PNG", pnginfo=info)

    assert received(buffer.getvalue()).facts.credit == "Wire"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [(b"\x1b-B", "iso8859-2"), (b"\x1b-L", "iso8859-5"), (b"\x1b-F", "iso8859-7")],
)
@patient
@given(data=st.data())
def test_iptc_is_read_in_the_letters_that_it_declares(declared, encoding, data):
    letters_of = bytes(range(0xC0, 0xFF)).decode(encoding, "ignore")
    text = data.draw(st.text(st.sampled_from(letters_of), min_size=1, max_size=30))

    found = read(datasets=block((110, text.encode(encoding)), charset=declared)).credit

    assert found == text
