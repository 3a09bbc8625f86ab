"""Choosing and uploading a portrait from an author's form, as the Bio editors do."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from authors.models import Author
from media.models import Image
from media.rights import Uses
from tests.builders import make_author, make_image, make_publication, make_user, picture_bytes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def form(open_desk):
    """An author's form, which is about to get a portrait."""
    make_publication()
    author = make_author(name="Ana Pérez")
    page = open_desk(make_user("Bio editor"))

    def open_form():
        page.goto(f"/admin/authors/author/{author.pk}/change/")
        return page

    return open_form


def button(within, name):
    return within.get_by_role("button", name=name)


def dialog_of(page):
    return page.get_by_role("dialog", name="Choose a picture")


def pictures_in(dialog):
    return dialog.locator(".image-grid button")


def portrait():
    return Author.objects.get().portrait


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_text("was changed successfully").wait_for()


def test_a_portrait_is_found_by_words_and_chosen(form):
    wanted = make_image(caption="Ana at the harbour", credit="García / Agencia Sur")
    make_image(caption="A field of wheat")
    page = form()

    button(page, "Choose…").click()
    page.keyboard.type("garci")
    dialog = dialog_of(page)
    expect(dialog.get_by_role("status")).to_have_text("1 picture.")
    pictures_in(dialog).click()

    expect(page.locator(".chosen-picture")).to_contain_text("García / Agencia Sur")
    save(page)
    assert portrait() == wanted


def test_what_may_not_be_shown_says_so_before_and_after_it_is_chosen(form):
    make_image(allowed_uses=Uses.NONE)
    page = form()

    button(page, "Choose…").click()
    tile = pictures_in(dialog_of(page))
    expect(tile).to_contain_text("It may not be shown.")
    tile.click()

    expect(page.locator(".chosen-picture")).to_contain_text("It may not be shown.")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("This picture may not be shown. Choose another.")).to_be_visible()
    expect(page.locator(".chosen-picture")).to_contain_text("It may not be shown.")


def test_the_grid_is_walked_by_keyboard_and_focus_comes_back(form):
    images = [make_image() for _ in range(5)]
    page = form()

    button(page, "Choose…").focus()
    page.keyboard.press("Enter")
    dialog = dialog_of(page)
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    expect(pictures_in(dialog)).to_have_count(5)
    page.keyboard.press("Tab")
    expect(pictures_in(dialog).nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(pictures_in(dialog).nth(1)).to_be_focused()
    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    expect(button(page, "Choose…")).to_be_focused()
    save(page)
    assert portrait() == images[3]


def test_escape_leaves_all_as_it_was(form):
    make_image()
    page = form()

    button(page, "Choose…").click()
    expect(pictures_in(dialog_of(page))).to_have_count(1)
    page.keyboard.press("Escape")

    expect(dialog_of(page)).to_be_hidden()
    expect(button(page, "Choose…")).to_be_focused()
    assert page.locator("input[name=portrait]").input_value() == ""


def test_the_library_comes_in_pages(form):
    for _ in range(30):
        make_image()
    page = form()

    button(page, "Choose…").click()
    dialog = dialog_of(page)
    expect(dialog.get_by_role("status")).to_have_text("24 pictures shown; there are more.")
    button(dialog, "Show more").click()

    expect(dialog.get_by_role("status")).to_have_text("30 pictures.")
    expect(pictures_in(dialog).nth(24)).to_be_focused()
    expect(button(dialog, "Show more")).to_be_hidden()


def test_a_portrait_is_removed(form):
    make_author(name="Ben", portrait=make_image())
    page = form()
    page.goto(f"/admin/authors/author/{Author.objects.get(name='Ben').pk}/change/")

    button(page, "Remove").click()
    save(page)

    assert Author.objects.get(name="Ben").portrait is None


def test_an_upload_is_refused_beside_its_field_and_then_chosen(form):
    page = form()

    button(page, "Upload…").click()
    dialog = dialog_of(page)
    file = dialog.get_by_label("File")
    file.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"})
    dialog.get_by_label("Caption").fill("Ana at her desk")
    button(dialog, re.compile("^Upload$")).click()
    expect(dialog.locator("[data-row=file] .errorlist")).to_contain_text("no picture that can")
    expect(file).to_be_focused()

    file.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes()})
    button(dialog, re.compile("^Upload$")).click()
    expect(dialog.locator("[data-row=credit] .errorlist")).to_contain_text("Write the credit")
    expect(dialog.locator("[data-row=file] .errorlist")).to_have_count(0)

    dialog.get_by_label("Credit").fill("Ben Ode")
    button(dialog, re.compile("^Upload$")).click()
    expect(page.locator(".chosen-picture")).to_contain_text("Ben Ode")
    save(page)
    assert (portrait().credit, portrait().caption) == ("Ben Ode", "Ana at her desk")


def test_an_expired_login_is_told_and_nothing_is_lost(form):
    page = form()
    button(page, "Upload…").click()
    dialog = dialog_of(page)
    dialog.get_by_label("Caption").fill("Typed with care")

    page.context.clear_cookies(name="sessionid")
    dialog.get_by_label("File").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes()}
    )
    button(dialog, re.compile("^Upload$")).click()

    expect(dialog.get_by_role("alert")).to_contain_text("login has expired")
    assert dialog.get_by_label("Caption").input_value() == "Typed with care"
    assert not Image.objects.exists()


def test_without_scripts_the_number_of_the_picture_is_typed(open_desk):
    make_publication()
    image, author = make_image(), make_author()
    page = open_desk(make_user("Bio editor"), scripts=False)

    page.goto(f"/admin/authors/author/{author.pk}/change/")
    page.locator("input[name=portrait]").fill(str(image.pk))
    save(page)

    assert portrait() == image


@pytest.mark.parametrize("width", [1280, 768, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_library_and_its_dialog_fit_their_page(open_desk, width, dark, tmp_path):
    make_publication()
    images = [make_image(caption=f"Picture {n} of the harbour at dusk") for n in range(7)]
    images += [make_image(600, 900, credit="", alt_text="A tall one")]
    author = make_author(portrait=images[-1])
    page = open_desk(make_user("Publisher"), width=width, dark=dark)

    for name, address in {
        "list": "/admin/media/image/",
        "add": "/admin/media/image/add/",
        "change": f"/admin/media/image/{images[0].pk}/change/",
        "author": f"/admin/authors/author/{author.pk}/change/",
    }.items():
        page.goto(address)
        look_at(page, tmp_path, name)
        assert_fits(page, "html")

    button(page, "Choose…").click()
    expect(pictures_in(dialog_of(page))).to_have_count(8)
    page.keyboard.press("Tab")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.image-grid img')].slice(0, 4).every(i => i.complete)"
    )
    look_at(page, tmp_path, "dialog", full_page=False)
    assert_fits(page, ".image-dialog")

    button(dialog_of(page), "Upload a new one").click()
    button(dialog_of(page), re.compile("^Upload$")).click()
    expect(dialog_of(page).locator(".errorlist")).to_have_count(1)
    look_at(page, tmp_path, "upload", full_page=False)
    assert_fits(page, ".image-dialog")


def look_at(page, folder, name, *, full_page=True):
    page.wait_for_load_state("networkidle")
    page.screenshot(path=Path(folder) / f"{name}.png", full_page=full_page)


def assert_fits(page, selector):
    room, used = page.locator(selector).evaluate("it => [it.clientWidth, it.scrollWidth]")
    assert used <= room
