"""A story written, previewed and published by somebody who has no mouse."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.builders import make_author, make_image, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

# More stops than any way through the form has.
FAR = 60


def tab_to(page, goal, keys="Tab"):
    """Press the key until the goal has the focus, as somebody does who cannot point."""
    for _ in range(FAR):
        page.keyboard.press(keys)
        if goal.evaluate("goal => goal.contains(document.activeElement)"):
            return
    raise AssertionError(f"No way by {keys} to {goal}.")


def press(page, name):
    tab_to(page, page.get_by_role("button", name=name, exact=True).first)
    page.keyboard.press("Enter")


def pick(page, label, words, name):
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)
    page.get_by_role("option", name=name).wait_for()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name=name, selected=True).wait_for()
    page.keyboard.press("Enter")


def choose_the_lead_image(page):
    press(page, "Choose…")
    dialog = page.get_by_role("dialog", name="Choose a picture")
    expect(dialog.locator(".image-grid button")).to_have_count(1)
    tab_to(page, dialog.locator(".image-grid"))
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_story_is_written_previewed_at_three_widths_and_published_by_keyboard(open_desk):
    make_publication()
    make_section(name="Harbour")
    make_author(name="Ana Pérez")
    make_image(credit="Ana Pérez / Agencia Sur", alt_text="Boats")
    page = open_desk(make_user("Editor"), width=1440)

    tab_to(page, page.get_by_role("link", name="Write a story"))
    page.keyboard.press("Enter")
    page.locator(".cke_wysiwyg_div").wait_for()
    tab_to(page, page.get_by_label("Headline"))
    page.keyboard.type("The gates are up")
    tab_to(page, page.get_by_label("Standfirst"))
    page.keyboard.type("After nine years.")
    tab_to(page, page.locator(".cke_wysiwyg_div"))
    page.keyboard.type("It took nine years.")
    page.keyboard.press("Enter")
    page.keyboard.type("And one night.")
    tab_to(page, page.get_by_label("Section"))
    page.keyboard.type("Har")
    pick(page, "Add an author", "perez", "Ana Pérez")
    choose_the_lead_image(page)

    page.keyboard.press("Alt+p")
    preview = page.frame_locator(".preview-stage iframe:not([data-waiting])")
    expect(preview.locator("h1")).to_have_text("The gates are up")
    expect(page.get_by_role("button", name="Phone")).to_be_focused()
    for name, width in [("Tablet", 768), ("Desktop", 1280), ("Phone", 390)]:
        tab_to(
            page, page.get_by_role("button", name=name), "Shift+Tab" if name == "Phone" else "Tab"
        )
        page.keyboard.press("Enter")
        frame = page.locator(".preview-stage iframe:not([data-waiting])")
        assert frame.evaluate("frame => frame.contentWindow.innerWidth") == width
    page.keyboard.press("Escape")
    press(page, "Publish")
    page.get_by_text("Published. Readers see it now.").wait_for()

    article = Article.objects.published().get()
    assert article.headline == "The gates are up"
    assert article.body == "<p>It took nine years.</p>\n<p>And one night.</p>"
    assert [byline.author.name for byline in article.bylines.all()] == ["Ana Pérez"]
    assert article.lead_image.alt_text == "Boats"
