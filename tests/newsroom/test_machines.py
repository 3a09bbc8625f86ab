import io
import json

import pytest
from defusedxml import ElementTree
from django.core.files.storage import default_storage
from PIL import Image as Picture

from media.models import Image
from newsroom import icons
from newsroom.colours import contrast
from newsroom.furniture import Furniture
from newsroom.look import Look
from newsroom.machines import short
from newsroom.models import RESERVED_SLUGS, Page, Publication
from tests.builders import make_image, make_publication, make_section

pytestmark = pytest.mark.django_db

ICONS = {
    "/icon-192.png": (192, 192),
    "/icon-512.png": (512, 512),
    "/apple-touch-icon.png": (180, 180),
    "/favicon.ico": (48, 48),
}
MACHINES = ["/robots.txt", "/manifest.webmanifest", "/sitemap-pages.xml", *ICONS]


def opened(content):
    return Picture.open(io.BytesIO(content))


def seen(client, address):
    """The icon as it is drawn: its colours at the edge and in the middle."""
    picture = opened(client.get(address).content).convert("RGBA")
    return picture.getpixel((1, 1)), picture.getpixel((picture.width // 2, picture.height // 2))


def test_robots_learn_where_to_look_and_where_not(client, settings):
    settings.SITE_URL = "https://paper.example"

    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\n"
        "Disallow: /admin/\n"
        "Disallow: /search/\n"
        "Disallow: /preview/\n"
        "\n"
        "Sitemap: https://paper.example/sitemap.xml\n"
        "Sitemap: https://paper.example/news-sitemap.xml\n"
    )


def test_the_sitemap_of_pages_has_all_that_is_no_story(client, settings):
    settings.SITE_URL = "https://paper.example"
    make_publication()
    make_section(slug="world")
    page = Page.objects.create(title="Ethics", slug="ethics", in_footer=False)

    root = ElementTree.fromstring(client.get("/sitemap-pages.xml").content)

    told = [[child.text for child in url] for url in root]
    assert told == [
        ["https://paper.example/"],
        ["https://paper.example/latest/"],
        ["https://paper.example/authors/"],
        ["https://paper.example/corrections/"],
        ["https://paper.example/sections/world/"],
        ["https://paper.example/ethics/", page.changed_at.replace(microsecond=0).isoformat()],
    ]


def test_every_address_of_the_sitemap_of_pages_answers(client):
    make_section(slug="world")
    Page.objects.create(title="Ethics", slug="ethics")
    root = ElementTree.fromstring(client.get("/sitemap-pages.xml").content)

    addresses = [url[0].text.removeprefix("http://localhost:8000") for url in root]

    assert {client.get(address).status_code for address in addresses} == {200}


def test_the_manifest_says_what_a_home_screen_shows(client):
    make_publication(name="The Harbour Post", accent="#336699")

    response = client.get("/manifest.webmanifest")

    told = json.loads(response.content)
    icons = told.pop("icons")
    assert response["Content-Type"] == "application/manifest+json"
    assert told == {
        "id": "/",
        "name": "The Harbour Post",
        "short_name": "Harbour Post",
        "start_url": "/",
        "display": "minimal-ui",
        "theme_color": Look("#336699").dress.light["paper"],
        "background_color": Look("#336699").dress.light["paper"],
    }
    for icon in icons:
        picture = opened(client.get(icon["src"]).content)
        assert icon["sizes"] == f"{picture.width}x{picture.height}"
        assert icon["type"] == picture.get_format_mimetype()
    assert [icon["sizes"] for icon in icons] == ["192x192", "512x512"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("The Harbour Post", "Harbour Post"),
        ("The Daily Test of Everything", "Daily Test"),
        ("Newsroom", "Newsroom"),
        ("Donaudampfschifffahrt heute", "Donaudampfschifffahrt"),
        ("The ", "The "),
    ],
)
def test_a_short_name_is_whole_words(name, shown):
    assert short(name) == shown


@pytest.mark.parametrize(("address", "size"), ICONS.items())
def test_a_publication_without_an_icon_has_its_letter_on_its_accent(client, address, size):
    make_publication(name="Il Post", accent="#336699")

    response = client.get(address)

    assert opened(response.content).size == size
    assert seen(client, address) == ((0x33, 0x66, 0x99, 255), (0xFE, 0xFC, 0xF8, 255))


def test_the_icon_of_a_tab_comes_in_three_sizes(client):
    assert opened(client.get("/favicon.ico").content).ico.sizes() == {(16, 16), (32, 32), (48, 48)}


@pytest.mark.parametrize("accent", ["#ffffff", "#ffee00", "#7fffd4", "#808080", "#000000"])
def test_the_letter_can_be_read_on_any_accent(client, accent):
    make_publication(name="Il Post", accent=accent)

    ground, letter = seen(client, "/icon-192.png")

    assert contrast(*(f"#{bytes(colour[:3]).hex()}" for colour in (ground, letter))) >= 4.5


@pytest.mark.parametrize("type_pair", Publication.TypePair.values)
@pytest.mark.parametrize("name", ["Newsroom", "Łódź", "Ärzteblatt", "“Quoted”", "8 o’clock"])
def test_every_typeface_draws_every_latin_letter(type_pair, name):
    mark = icons.mark_of(Furniture(name=name, look=Look(type_pair=type_pair)))

    font = icons.font_with(mark.letter, type_pair, 100)

    left, top, right, bottom = font.getbbox(mark.letter)
    assert max(right - left, bottom - top) == pytest.approx(100, abs=3)


@pytest.mark.parametrize("name", ["Правда", "日本", "★"])
def test_a_name_in_letters_that_no_typeface_has_is_a_disc(client, name):
    make_publication(name=name, accent="#336699")

    assert seen(client, "/icon-192.png") == ((0x33, 0x66, 0x99, 255), (0xFE, 0xFC, 0xF8, 255))


def test_the_publications_own_icon_takes_the_letters_place(client):
    make_publication(icon=make_image(900, 900))
    own_colour = Picture.open(Image.objects.get().file.path).getpixel((1, 1))

    for address, size in ICONS.items():
        assert opened(client.get(address).content).size == size
        for colour in seen(client, address):
            # A rendition's colours are not quite those of the picture.
            assert colour == pytest.approx((*own_colour, 255), abs=8)


def test_what_is_transparent_in_an_icon_is_paper_on_home_screens_that_make_it_black(client):
    image = make_image(600, 600, file_hash="f" * 64)
    buffer = io.BytesIO()
    Picture.new("RGBA", (600, 600), (0, 0, 0, 0)).save(buffer, "PNG")
    with default_storage.open(image.file.name, "wb") as file:
        file.write(buffer.getvalue())
    make_publication(icon=image)

    assert seen(client, "/icon-192.png")[0][3] == 0
    assert seen(client, "/apple-touch-icon.png")[0] == (0xFE, 0xFC, 0xF8, 255)


def test_an_icon_whose_file_is_lost_is_missed_in_the_log_alone(client, caplog):
    image = make_image(600, 600)
    default_storage.delete(image.file.name)
    make_publication(name="Il Post", accent="#336699", icon=image)

    assert seen(client, "/icon-192.png")[0] == (0x33, 0x66, 0x99, 255)
    assert f"picture {image.pk}, is not in storage" in caplog.text


def test_an_icon_is_kept_for_a_day_and_then_only_asked_about(client):
    make_publication(accent="#336699")
    first = client.get("/icon-192.png")

    again = client.get("/icon-192.png", headers={"If-None-Match": first["ETag"]})
    Publication.objects.update(accent="#993366")
    changed = client.get("/icon-192.png", headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=86400"
    assert (again.status_code, changed.status_code) == (304, 200)


@pytest.mark.parametrize("address", ICONS)
@pytest.mark.parametrize("has_icon", [False, True])
def test_an_icon_takes_one_query(client, django_assert_num_queries, address, has_icon):
    make_publication(icon=make_image(600, 600) if has_icon else None)
    client.get(address)

    with django_assert_num_queries(1):
        client.get(address)


@pytest.mark.parametrize("address", MACHINES)
def test_a_site_without_a_record_has_them_all(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert response.cookies == {}
    assert client.post(address).status_code == 405


def test_an_icon_of_another_size_is_not_made(client):
    assert client.get("/icon-4096.png").status_code == 404


def test_no_page_can_take_the_place_of_what_machines_ask_for():
    assert {"feed", "news-sitemap", "robots", "sitemap"} <= RESERVED_SLUGS
