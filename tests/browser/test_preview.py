"""The preview beside the story form, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, Revision
from tests.builders import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/articles/article/add/"
FRAME = ".preview-stage iframe:not([data-waiting])"


def open_form(open_desk, article=None, **options):
    page = open_desk(make_user("Editor"), **options)
    page.goto(f"/admin/articles/article/{article.pk}/change/" if article else ADD)
    page.locator(".cke_wysiwyg_div").wait_for()
    return page


def previewed(page):
    return page.frame_locator(FRAME)


def test_unsaved_words_are_previewed_by_keyboard_alone(open_desk):
    make_publication()
    article = make_article(published_at=None, headline="As saved")
    revisions = Revision.objects.count()
    page = open_form(open_desk, article)
    page.get_by_label("Headline").fill("Typed just now")
    page.locator(".cke_wysiwyg_div").focus()
    page.keyboard.type("Fresh words. ")

    page.keyboard.press("Alt+p")

    expect(previewed(page).locator("h1")).to_have_text("Typed just now")
    expect(previewed(page).locator(".story-body")).to_contain_text("Fresh words.")
    expect(page.get_by_role("button", name="Phone")).to_be_focused()
    assert Article.objects.get().headline == "As saved"
    assert Revision.objects.count() == revisions

    page.keyboard.press("Escape")

    expect(page.get_by_role("region", name="Preview")).to_be_hidden()
    expect(page.locator(".cke_wysiwyg_div")).to_be_focused()


def test_what_the_button_opens_closes_back_to_the_button(open_desk):
    page = open_form(open_desk, make_article())
    button = page.get_by_role("button", name="Preview", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    previewed(page).locator("h1").wait_for()
    previewed(page).locator("a").first.focus()

    page.keyboard.press("Escape")

    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_what_the_preview_covers_cannot_be_reached_until_it_is_closed(open_desk):
    page = open_form(open_desk, make_article(), width=1023)
    page.get_by_role("button", name="Preview", exact=True).click()

    assert page.locator("#story_form").evaluate("form => form.inert")

    page.get_by_role("button", name="Close").click()

    assert not page.locator("#story_form").evaluate("form => form.inert")


def test_a_page_is_drawn_at_three_widths(open_desk):
    page = open_form(open_desk, make_article(), width=1440)
    page.get_by_role("button", name="Preview", exact=True).click()
    previewed(page).locator("h1").wait_for()

    for name, width in [("Phone", 390), ("Tablet", 768), ("Desktop", 1280)]:
        page.get_by_role("button", name=name).click()

        frame = page.locator(FRAME)
        assert frame.evaluate("frame => frame.contentWindow.innerWidth") == width
        stage, drawn = page.locator(".preview-stage").bounding_box(), frame.bounding_box()
        assert stage["x"] - 1 <= drawn["x"]
        assert drawn["x"] + drawn["width"] <= stage["x"] + stage["width"] + 1


def test_an_open_preview_follows_what_is_typed_and_leaves_no_trace_behind(open_desk):
    page = open_form(open_desk, make_article(body="<p>A paragraph.</p>" * 60), width=1440)
    page.get_by_role("button", name="Preview", exact=True).click()
    previewed(page).locator("h1").wait_for()
    entries = page.evaluate("history.length")
    page.locator(FRAME).evaluate("frame => frame.contentWindow.scrollTo(0, 700)")

    page.get_by_label("Headline").fill("Typed while it is open")

    expect(previewed(page).locator("h1")).to_have_text("Typed while it is open")
    assert page.locator(FRAME).evaluate("frame => frame.contentWindow.scrollY") == 700
    assert page.evaluate("history.length") == entries
    expect(page.get_by_label("Headline")).to_be_focused()


@pytest.mark.parametrize(("width", "is_beside"), [(1440, True), (1024, True), (1023, False)])
def test_where_there_is_room_it_stands_beside_the_form(open_desk, width, is_beside):
    page = open_form(open_desk, width=width)

    page.get_by_role("button", name="Preview", exact=True).click()

    writing = page.locator(".story-writing").bounding_box()
    panel = page.get_by_role("region", name="Preview").bounding_box()
    save = page.get_by_role("button", name="Save draft").bounding_box()
    assert (writing["x"] + writing["width"] <= panel["x"]) is is_beside
    assert (save["x"] + save["width"] <= panel["x"]) is is_beside
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_new_story_is_previewed(open_desk):
    page = open_form(open_desk)
    page.get_by_label("Headline").fill("Only begun")

    page.get_by_role("button", name="Preview", exact=True).click()

    expect(previewed(page).locator("h1")).to_have_text("Only begun")


def test_a_link_of_the_preview_opens_a_tab(open_desk):
    make_publication()
    page = open_form(open_desk, make_article(), width=1440)
    page.get_by_role("button", name="Preview", exact=True).click()

    with page.context.expect_page() as opened:
        previewed(page).locator(".section-line a").click()

    assert "/sections/" in opened.value.url
    expect(previewed(page).locator("h1")).to_be_visible()


def test_a_preview_that_does_not_come_says_so_and_the_last_one_stays(open_desk):
    page = open_form(open_desk, make_article(headline="Still here"), width=1440)
    page.get_by_role("button", name="Preview", exact=True).click()
    previewed(page).locator("h1").wait_for()
    page.route("**/preview/", lambda route: route.fulfill(status=503, body="Away"))

    page.get_by_role("button", name="Refresh").click()

    expect(page.get_by_text(re.compile("The preview did not come"))).to_be_visible()
    expect(previewed(page).locator("h1")).to_have_text("Still here")


def test_a_link_is_made_read_without_a_login_and_revoked(open_desk, open_page):
    make_publication()
    article = make_article(published_at=None, headline="For the lawyer")
    page = open_form(open_desk, article)
    page.get_by_role("link", name="Preview links").click()
    page.get_by_label("For whom").fill("our lawyer")
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_label("Address of the preview").input_value()
    assert page.get_by_label("Address of the preview").evaluate(
        "field => field.value.slice(field.selectionStart, field.selectionEnd) === field.value"
    )
    path = "/preview/" + address.split("/preview/")[1]
    visitor = open_page()

    visitor.goto(path)
    expect(visitor.locator("h1")).to_have_text("For the lawyer")

    page.get_by_role("button", name="Revoke the link for our lawyer").click()
    visitor.reload()
    expect(visitor.locator("h1")).to_have_text("There is no preview here")
