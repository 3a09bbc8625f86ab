"""The editor in a real browser: what is typed, by mouse and by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles import body
from articles.editor import OWN_PLUGINS, PLUGINS
from tests.browser.body_editor import (
    expect_typed,
    open_editor,
    paste,
    press,
    select_line,
    story,
    typed,
    write,
)

pytestmark = pytest.mark.urls("tests.browser.editor_page")


def test_what_is_typed_is_sent(open_page):
    page = open_editor(open_page())

    write(page, "A café & “more” — 5 €")
    page.get_by_role("button", name="Save").click()

    assert page.locator("body").inner_text() == "<p>A café &amp; “more” — 5 €</p>"


def test_the_page_hears_of_an_edit(open_page):
    page = open_editor(open_page(), "<p>One.</p>")
    page.evaluate("document.addEventListener('body-edited', () => { window.isEdited = true; })")
    story(page).click()
    page.keyboard.press("ArrowRight")
    before = page.evaluate("window.isEdited")

    page.keyboard.type("X")

    assert before is None
    assert page.evaluate("window.isEdited") is True


def test_opening_a_story_changes_nothing(open_page):
    stored = body.clean(
        "<h2>Costs</h2><p>A <strong>b</strong></p><blockquote><p>Said.</p></blockquote>"
        '<figure data-image="42"><figcaption>On <em>deck</em></figcaption></figure>'
        '<figure data-embed="https://www.youtube.com/watch?v=abcdefghijk"><figcaption>A film'
        "</figcaption></figure><table><caption>Costs</caption><thead><tr><th>Year</th></tr></thead>"
        '<tbody><tr><td colspan="2">2019</td></tr></tbody></table><hr><pre>a  b\nc</pre>'
        '<ol start="3"><li>One<ul><li>Nested</li></ul></li></ol>'
    )
    page = open_editor(open_page(), stored)

    sent = page.evaluate("CKEDITOR.instances.id_body.getData()")

    assert body.clean(sent) == stored
    assert page.locator("#id_body").input_value() == stored


def test_bold_italic_and_subheads(open_page):
    page = open_editor(open_page())

    press(page, "Subhead")
    write(page, "Costs")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("two")
    page.keyboard.press("Control+b")
    page.keyboard.press("Control+i")
    page.keyboard.type("three")

    assert typed(page) == "<h2>Costs</h2>\n<p><strong>two</strong><em>three</em></p>"


def test_a_subhead_becomes_a_paragraph_again(open_page):
    page = open_editor(open_page(), "<h2>Costs</h2>")
    story(page).get_by_text("Costs").click()

    press(page, "Subhead")

    assert typed(page) == "<p>Costs</p>"


def test_link_dialog(open_page):
    page = open_editor(open_page(), "<p>report</p>")
    select_line(page, "report")

    page.keyboard.press("Control+k")
    page.get_by_role("textbox", name="URL").fill("https://example.org/report")
    page.get_by_role("button", name="OK").click()

    expect_typed(page, "https://example.org/report")
    assert typed(page) == '<p><a href="https://example.org/report">report</a></p>'


def test_link_dialog_asks_only_for_what_a_story_can_hold(open_page):
    page = open_editor(open_page(), "<p>report</p>")
    select_line(page, "report")

    press(page, "Link")

    expect(page.get_by_label("Link Type").locator("option")).to_have_text(
        [" URL", " E-mail", " Phone"]
    )
    expect(page.get_by_role("tab")).to_have_count(0)


def test_table_dialog(open_page):
    page = open_editor(open_page(), "<p>Before</p>")
    story(page).get_by_text("Before").click()

    press(page, "Table")
    page.get_by_role("textbox", name="Rows").fill("2")
    page.get_by_role("textbox", name="Columns").fill("2")
    page.get_by_role("textbox", name="Caption").fill("Costs")
    page.get_by_role("button", name="OK").click()
    page.keyboard.type("Year")

    assert "<caption>Costs</caption>" in typed(page)
    assert '<th scope="col">Year</th>' in typed(page)
    assert "style" not in page.locator("#id_body").input_value()


def test_tools_for_rows_are_there_in_a_table_only(open_page):
    page = open_editor(
        open_page(), "<p>Text</p><table><tbody><tr><td>cell</td></tr></tbody></table>"
    )
    story(page).get_by_text("Text").click()
    expect(page.get_by_role("button", name="Insert row below")).to_be_hidden()

    story(page).get_by_text("cell").click()
    press(page, "Insert row below")

    assert typed(page).count("<tr>") == 2


def test_list_levels(open_page):
    page = open_editor(open_page(), "<ul><li>One</li><li>Two</li></ul>")
    story(page).get_by_text("Two").click()
    # The editor looks a moment later where the cursor stands, and what may be done there.
    page.wait_for_function("CKEDITOR.instances.id_body.getCommand('indent').state === 2")

    page.keyboard.press("Control+]")

    assert typed(page) == body.clean("<ul><li>One<ul><li>Two</li></ul></li></ul>")


def test_an_address_becomes_a_link(open_page):
    page = open_editor(open_page())
    link = '<a href="https://example.org/costs">https://example.org/costs</a>'

    write(page, "See https://example.org/costs, more")
    page.keyboard.press("Enter")
    page.keyboard.type("(https://example.org/costs)")
    page.keyboard.press("Enter")
    paste(page, "https://example.org/costs", kind="text/plain")
    expect_typed(page, f"<p>{link}</p>")

    assert typed(page) == f"<p>See {link}, more</p>\n<p>({link})</p>\n<p>{link}</p>"


def test_words_and_reading_time(open_page):
    stored = body.clean(
        "<h2>Two words</h2><p>one<br>two</p><ul><li>a</li><li>b — c</li></ul>"
        + "<p>word</p>" * 1300
    )
    page = open_editor(open_page(), "<p>One word</p>")
    expect(page.locator(".wordcount")).to_have_text("2 words · 1 min read")

    page.evaluate("html => CKEDITOR.instances.id_body.setData(html)", stored)

    words = body.word_count(stored)
    minutes = body.reading_minutes(words)
    expect(page.locator(".wordcount")).to_have_text(f"{words:,} words · {minutes} min read")
    expect(page.get_by_role("status")).to_have_text(f"{words:,} words · {minutes} min read")


def test_keyboard_only(open_page):
    page = open_editor(open_page(), "<ul><li>One</li><li>Two</li></ul>")
    page.get_by_label("Before").focus()

    page.keyboard.press("Tab")
    expect(story(page)).to_be_focused()
    page.keyboard.press("Alt+F10")
    expect(page.get_by_role("button", name="Subhead", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Italic")).to_be_focused()
    page.keyboard.press("Escape")
    expect(story(page)).to_be_focused()
    story(page).get_by_text("Two").click()
    page.keyboard.press("Tab")

    expect(page.get_by_label("After")).to_be_focused()
    assert typed(page) == body.clean("<ul><li>One</li><li>Two</li></ul>")


def test_shift_tab_goes_back(open_page):
    page = open_editor(open_page(), "<table><tbody><tr><td>cell</td></tr></tbody></table>")
    story(page).get_by_text("cell").click()

    page.keyboard.press("Shift+Tab")

    expect(page.get_by_label("Before")).to_be_focused()


def test_every_button_of_the_toolbar_is_reached_by_keyboard(open_page):
    page = open_editor(open_page(), "<p>Text</p>")
    story(page).get_by_text("Text").click()
    shown = page.locator("a.cke_button:visible").evaluate_all("all => all.map((one) => one.title)")
    page.keyboard.press("Alt+F10")

    reached = []
    for _ in range(len(shown)):
        reached.append(page.evaluate("document.activeElement.title"))
        page.keyboard.press("ArrowRight")
        if page.evaluate("document.activeElement.title") in reached:
            page.keyboard.press("Tab")

    assert set(reached) == set(shown)


def test_keyboard_help(open_page):
    page = open_editor(open_page())

    press(page, "Keyboard help")

    expect(page.get_by_role("document")).to_contain_text("Alt+F10")


def test_the_label_leads_to_the_editor(open_page):
    page = open_editor(open_page())

    page.locator("label[for=id_body]").click()

    expect(story(page)).to_be_focused()


def test_without_scripts_the_body_is_a_field(open_page):
    page = open_page(scripts=False)
    page.goto("/admin/")

    page.get_by_label("Body").fill("<p>By hand</p>")
    page.get_by_role("button", name="Save").click()

    assert page.locator("body").inner_text() == "<p>By hand</p>"


def test_only_our_plugins_run(open_page):
    page = open_editor(open_page())

    running = page.evaluate("Object.keys(CKEDITOR.instances.id_body.plugins)")

    assert set(running) - {"detectConflict"} == {*PLUGINS, *OWN_PLUGINS}


def test_everything_the_editor_asks_for_is_served(open_page):
    refused = []
    page = open_page()
    page.on(
        "response",
        lambda response: refused.append(response.url) if response.status >= 400 else None,
    )
    page.goto("/admin/")
    page.wait_for_function("() => window.CKEDITOR?.instances.id_body?.status === 'ready'")

    for name in ["Link", "Table", "Find", "Keyboard help"]:
        press(page, name)
        expect(page.locator(".cke_dialog_body:visible")).to_be_visible()
        page.keyboard.press("Escape")
    for path in (Path(__file__).parent / "clipboards").iterdir():
        paste(page, path.read_text())
    page.wait_for_load_state("networkidle")

    assert [url for url in refused if "/static/" in url] == []
