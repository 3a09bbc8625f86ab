"""Pictures of the library in a body."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from articles import body
from tests.browser.body_editor import choose_picture, open_editor, press, story, typed
from tests.browser.editor_page import PICTURES

pytestmark = pytest.mark.urls("tests.browser.editor_page")


def test_picture_from_the_library(open_page):
    page = open_editor(open_page(), "<p>Before</p><p>After</p>")
    story(page).get_by_text("Before").click()

    press(page, "Picture")
    choose_picture(page)
    expect(page.get_by_text("Image Credit: Ana Pérez / Reuters")).to_be_visible()
    page.keyboard.type("Sailors")
    page.keyboard.press("Enter")
    page.keyboard.type("more")

    assert typed(page) == (
        '<p>Before</p>\n<figure data-image="42"><figcaption>Sailors</figcaption></figure>\n'
        "<p>more</p>\n<p>After</p>"
    )


def test_no_picture_is_inserted_when_none_is_chosen(open_page):
    page = open_editor(open_page(), "<p>Before</p>")
    story(page).get_by_text("Before").click()
    press(page, "Picture")

    page.keyboard.press("Escape")
    page.keyboard.type("!")

    assert "!" in typed(page)
    assert "figure" not in typed(page)


def test_pictures_of_a_story_are_asked_for_at_once_and_missing_ones_are_named(open_page):
    asked = []
    page = open_editor(open_page())
    page.on("request", lambda request: asked.append(request.url) if "ids=" in request.url else None)

    stored = "".join(f'<figure data-image="{pk}"></figure><p>Text</p>' for pk in [42, 43])
    page.goto(f"/admin/?{urlencode({'body': stored})}")

    expect(page.get_by_alt_text("Two sailors on deck")).to_be_visible()
    expect(page.get_by_text("Picture 43 is no longer in the library")).to_be_visible()
    assert len(asked) == 1
    assert typed(page) == body.clean(stored)


def test_a_library_that_does_not_answer_is_no_missing_picture(open_page):
    page = open_page()
    page.route("**/choose/?ids=*", lambda route: route.fulfill(status=403, json={"message": "No."}))
    page = open_editor(page, '<figure data-image="42"></figure>')

    expect(page.get_by_text("Picture 42: the library does not answer.")).to_be_visible()
    assert typed(page) == '<figure data-image="42"></figure>'


def test_a_picture_shows_the_librarys_caption_until_one_is_written(open_page):
    page = open_editor(open_page(), '<figure data-image="42"></figure><p>Text</p>')

    caption = page.locator("figcaption")

    expect(caption).to_have_attribute(
        "data-placeholder", f"Caption of the library: {PICTURES[42]['caption']}"
    )
    assert typed(page) == body.clean('<figure data-image="42"></figure><p>Text</p>')


def test_picture_by_keyboard(open_page):
    page = open_editor(open_page(), '<p>Before</p><figure data-image="42"></figure><p>After</p>')
    story(page).get_by_text("Before").click()

    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("On deck")
    with_caption = typed(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Delete")

    assert "<figcaption>On deck</figcaption>" in with_caption
    assert typed(page) == "<p>Before</p>\n<p>After</p>"


@pytest.mark.parametrize("following", ["<p>After</p>", ""])
def test_the_arrow_down_leads_out_of_a_caption(open_page, following):
    page = open_editor(open_page(), f'<p>Before</p><figure data-image="42"></figure>{following}')
    story(page).get_by_text("Before").click()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("On deck")

    page.keyboard.press("ArrowDown")
    page.keyboard.type("Below ")

    assert "<figcaption>On deck</figcaption>" in typed(page)
    assert "</figure>\n<p>Below" in typed(page)
    assert "After" in typed(page) or not following


def test_undo_brings_a_picture_back(open_page):
    page = open_editor(open_page(), '<p>Before</p><figure data-image="42"></figure><p>After</p>')
    page.get_by_alt_text("Two sailors on deck").click()
    page.keyboard.press("Delete")
    without = typed(page)

    page.keyboard.press("Control+z")

    assert "figure" not in without
    assert typed(page).count('<figure data-image="42">') == 1
    expect(page.get_by_text("Image Credit: Ana Pérez / Reuters")).to_be_visible()


def test_tab_leads_from_a_picture_to_its_caption_and_out(open_page):
    page = open_editor(open_page(), '<p>Before</p><figure data-image="42"></figure><p>After</p>')
    page.get_by_alt_text("Two sailors on deck").click()

    page.keyboard.press("Tab")
    page.keyboard.type("On deck")
    page.keyboard.press("Tab")

    expect(page.get_by_label("After")).to_be_focused()
    assert "<figcaption>On deck</figcaption>" in typed(page)


def test_a_picture_is_changed_for_another_and_keeps_its_place(open_page):
    page = open_editor(open_page(), '<p>Before</p><figure data-image="43"></figure><p>After</p>')

    page.get_by_text("Picture 43 is no longer in the library").dblclick()
    choose_picture(page)

    expect(page.get_by_alt_text("Two sailors on deck")).to_be_visible()
    assert typed(page) == body.clean('<p>Before</p><figure data-image="42"></figure><p>After</p>')


def test_a_picture_is_copied_with_its_caption(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    stored = '<figure data-image="42"><figcaption>On deck</figcaption></figure>'
    open_editor(page, f"{stored}<p>After</p>")

    page.get_by_alt_text("Two sailors on deck").click()
    page.keyboard.press("Control+c")
    # CKEditor hands the picture to the clipboard a moment later.
    page.wait_for_timeout(300)
    story(page).get_by_text("After").click()
    page.keyboard.press("End")
    page.keyboard.press("Control+v")

    expect(page.get_by_alt_text("Two sailors on deck")).to_have_count(2)
    assert typed(page) == body.clean(f"{stored}<p>After</p>{stored}")
