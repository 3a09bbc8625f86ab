"""An author at the desk by keyboard: previewed, saved, compared, brought back."""

import pytest
from playwright.sync_api import expect

from authors import bios
from authors.models import Author
from tests.builders import make_publication, make_user

pytestmark = pytest.mark.django_db(transaction=True)

FRAME = ".preview-stage iframe:not([data-waiting])"


@pytest.fixture
def ana():
    make_publication()
    author = Author(name="Ana Pérez", slug="ana", bio="She writes about ships.")
    bios.save(author, by=make_user("Bio editor"))
    return author


def open_form(open_desk, author, **options):
    page = open_desk(make_user("Bio editor"), **options)
    page.goto(f"/admin/authors/author/{author.pk}/change/")
    page.locator("story-preview:defined").wait_for(state="attached")
    return page


def press(page, what):
    """Tab to it from where the focus is, and press Enter."""
    for _ in range(80):
        if what.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    pytest.fail(f"No way by Tab to {what}.")


def test_a_bio_is_previewed_saved_compared_and_brought_back_by_keyboard(open_desk, ana):
    page = open_form(open_desk, ana)
    page.locator("#id_bio").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("She writes about trains.")

    page.keyboard.press("Alt+p")

    bio = page.frame_locator(FRAME).locator(".author-head .bio")
    expect(bio).to_have_text("She writes about trains.")
    assert Author.objects.get().bio == "She writes about ships."
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="Preview")).to_be_hidden()
    expect(page.locator("#id_bio")).to_be_focused()

    page.locator("#id_note").focus()
    page.keyboard.type("She changed her beat")
    press(page, page.get_by_role("button", name="Save and continue editing"))
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert Author.objects.get().bio == "She writes about trains."

    press(page, page.get_by_role("link", name="History"))
    expect(page.get_by_text("She changed her beat", exact=True)).to_be_visible()
    press(page, page.get_by_role("button", name="Compare"))
    expect(page.locator("del")).to_contain_text("ships")
    expect(page.locator("ins")).to_contain_text("trains")

    press(page, page.get_by_role("button", name="Restore the whole of revision 1"))

    expect(page.get_by_text("Restored from revision 1, as revision 3")).to_be_visible()
    assert Author.objects.get().bio == "She writes about ships."


def test_the_button_stands_among_the_deeds_and_gets_the_focus_back(open_desk, ana):
    page = open_form(open_desk, ana, width=1024)
    button = page.locator(".submit-row").get_by_role("button", name="Preview", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    page.frame_locator(FRAME).locator("h1").wait_for()

    page.keyboard.press("Escape")

    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_a_new_author_is_previewed(open_desk):
    make_publication()
    page = open_desk(make_user("Bio editor"))
    page.goto("/admin/authors/author/add/?_changelist_filters=standing%3Dguest")
    page.locator("#id_name").fill("Zoé Ek")

    page.get_by_role("button", name="Preview", exact=True).click()

    expect(page.frame_locator(FRAME).locator("h1")).to_have_text("Zoé Ek")


def test_what_somebody_saved_meanwhile_is_shown_and_nothing_typed_is_lost(open_desk, ana):
    page = open_form(open_desk, ana)
    page.locator("#id_bio").fill("She writes about trains.")
    ana.bio, ana.title = "She writes about planes.", "Reporter"
    bios.save(ana, by=make_user(username="ellis"))

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(":focus")).to_contain_text("ellis saved this bio")
    expect(page.locator(".meanwhile del")).to_contain_text("planes")
    expect(page.locator("#id_bio")).to_have_value("She writes about trains.")
    expect(page.locator("#id_title")).to_have_value("Reporter")

    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/authors/author/")

    kept = Author.objects.get()
    assert (kept.bio, kept.title) == ("She writes about trains.", "Reporter")
