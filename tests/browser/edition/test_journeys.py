"""A reader's way through the edition: front page, story, “More:”, author, search."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db


def headline(page):
    return page.get_by_role("heading", level=1)


def go_from_the_front_page_to_a_search(page):
    page.goto("/")
    lead = page.get_by_label("Lead story").get_by_role("heading").first.inner_text()
    page.get_by_label("Lead story").get_by_role("link", name=lead).click()
    expect(headline(page)).to_have_text(lead)

    more = page.get_by_role("navigation", name="More stories on this").get_by_role("link").first
    title = more.inner_text().removeprefix("More: ")
    more.click()
    expect(headline(page)).to_have_text(title)

    name = page.locator(".byline").get_by_role("link").first.inner_text()
    page.get_by_role("link", name=f"All stories by {name}").click()
    expect(headline(page)).to_have_text(name)

    box = page.get_by_role("banner").get_by_role("searchbox")
    box.fill("ferry")
    box.press("Enter")
    expect(headline(page)).to_contain_text("ferry")
    page.locator("ol.results > li").first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/\d{4}/\d{2}/[\w-]+/$"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_reader_goes_from_the_front_page_to_a_search(open_page, width, scripts):
    go_from_the_front_page_to_a_search(open_page(width=width, scripts=scripts))


def press_to(page, target, most=80):
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("The target was not reached by Tab.")


def test_everything_is_reached_by_keyboard(open_page):
    page = open_page()
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    lead = page.get_by_label("Lead story").locator("h2 a")
    press_to(page, lead)
    title = lead.inner_text()
    page.keyboard.press("Enter")
    expect(headline(page)).to_have_text(title)

    more = page.get_by_role("navigation", name="More stories on this").get_by_role("link").first
    press_to(page, more)
    page.keyboard.press("Enter")
    expect(headline(page)).not_to_have_text(title)

    press_to(page, page.get_by_role("banner").get_by_role("searchbox"))
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    expect(headline(page)).to_contain_text("ferry")


def test_what_has_the_focus_is_seen(open_page):
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

    assert outline == "solid"


def test_a_typing_error_is_corrected_and_the_story_found(open_page):
    page = open_page(width=360)
    page.goto("/")
    page.get_by_role("banner").get_by_role("searchbox").fill("ferrry timetable")
    page.keyboard.press("Enter")

    expect(headline(page)).to_contain_text("Nothing found for “ferrry timetable”")
    expect(page.get_by_text("These stories answer ferry timetable.")).to_be_visible()
    first = page.locator("ol.results > li").first
    expect(first.locator("mark").first).to_have_text("ferry")
    title = first.get_by_role("heading").inner_text()
    first.get_by_role("link").first.click()
    expect(headline(page)).to_have_text(title)


def test_no_list_of_ten_stories_names_one_twice(open_page):
    page = open_page()
    page.goto("/")
    title = page.get_by_label("Lead story").get_by_role("heading").first.inner_text()
    page.get_by_label("Lead story").get_by_role("link", name=title).click()
    read = []
    for _ in range(10):
        expect(headline(page)).to_have_text(title)
        read.append(title)
        more = page.get_by_role("navigation", name="More stories on this")
        named = [link.removeprefix("More: ") for link in more.get_by_role("link").all_inner_texts()]
        links = more.locator("a[href^='/']")
        ours = [link.removeprefix("More: ") for link in links.all_inner_texts()]

        assert len(set(named)) == len(named) >= 3
        assert title not in named

        title = next((name for name in ours if name not in read), ours[-1])
        links.nth(ours.index(title)).click()
