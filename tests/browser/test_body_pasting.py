"""What comes from other programs, by paste, keeps its words and brings nothing else in."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.body_editor import expect_typed, open_editor, paste, press, story, typed

pytestmark = pytest.mark.urls("tests.browser.editor_page")


PASTED = (
    "<h2>What we know</h2>\n"
    "<p><strong>Officials</strong> said the <em>programme</em> has "
    '<a href="https://example.org/costs">costs</a>.</p>\n'
    "<ul>\n<li>First point</li>\n<li>Second point</li>\n</ul>"
)


def clipboard(name):
    return (Path(__file__).parent / "clipboards" / f"{name}.html").read_text()


def test_paste_from_word(open_page):
    page = open_editor(open_page())

    paste(page, clipboard("word"))

    expect_typed(page, "Second point")
    assert typed(page) == PASTED


def test_paste_from_google_docs_with_the_span_that_has_no_style(open_page):
    page = open_editor(open_page())

    paste(page, clipboard("google-docs"))

    expect_typed(page, "Second point")
    assert typed(page) == PASTED


def test_paste_with_the_keyboard_from_the_real_clipboard(open_page):
    page = open_editor(open_page(permissions=["clipboard-read", "clipboard-write"]))
    page.evaluate(
        """html => navigator.clipboard.write([new ClipboardItem({
          "text/html": new Blob([html], { type: "text/html" }),
          "text/plain": new Blob(["plain"], { type: "text/plain" }),
        })])""",
        clipboard("google-docs"),
    )

    story(page).click()
    page.keyboard.press("Control+v")

    expect_typed(page, "Second point")
    assert typed(page) == PASTED


def test_paste_as_plain_text_with_the_button(open_page):
    page = open_editor(open_page(permissions=["clipboard-read", "clipboard-write"]))
    page.evaluate("navigator.clipboard.writeText('Two <b>words</b>\\n\\nand more')")
    story(page).click()

    press(page, "Paste as plain text")

    expect_typed(page, "and more")
    assert typed(page) == "<p>Two &lt;b&gt;words&lt;/b&gt;</p>\n<p>and more</p>"


def test_where_the_clipboard_is_closed_the_button_says_which_keys_to_press(open_page):
    page = open_editor(open_page())
    page.evaluate("() => { navigator.clipboard.readText = () => Promise.reject(new Error()); }")
    story(page).click()

    press(page, "Paste as plain text")

    expect(page.get_by_text("Press Ctrl+Shift+V to paste")).to_be_visible()


def test_paste_from_libre_office(open_page):
    page = open_editor(open_page())

    paste(page, clipboard("libre-office"))

    expect_typed(page, "Second point")
    assert typed(page) == PASTED


def test_a_filter_that_fails_loses_no_word(open_page):
    page = open_editor(open_page())
    paste(page, clipboard("google-docs"))
    expect_typed(page, "Second point")

    page.evaluate("() => { CKEDITOR.pasteFilters.gdocs = () => { throw new Error(); }; }")
    paste(page, clipboard("google-docs").replace("First point", "Third point"))

    expect_typed(page, "Third point")


def test_what_is_hostile_does_not_run_in_the_editor(open_page):
    page = open_editor(
        open_page(), '<p onclick="window.hit = 1">a<img src=x onerror="window.hit = 2"></p>'
    )

    paste(
        page,
        "<p><img src=x onerror='window.hit = 3'><svg onload='window.hit = 4'></svg>"
        "<a href='javascript:window.hit = 5'>link</a><script>window.hit = 6</script>"
        "<iframe srcdoc='<script>parent.hit = 7</script>'></iframe>words</p>",
    )
    expect_typed(page, "words")

    assert page.evaluate("window.hit") is None
    assert typed(page) == "<p>linkwordsa</p>"


def test_cve_2024_24815_a_wrong_cdata_section_brings_nothing_in(open_page):
    page = open_editor(open_page())

    paste(page, "<p>a<![CDATA[</p><img src=x onerror='window.hit = 1'>]]>words</p>")
    paste(
        page, "<style><![CDATA[</style><img src=x onerror='window.hit = 2'>]]></style><p>more</p>"
    )
    expect_typed(page, "more")

    assert page.evaluate("window.hit") is None
    assert "<img" not in page.locator("#id_body").input_value()


def test_cve_2021_26272_a_crafted_address_keeps_nobody_waiting(open_page):
    page = open_editor(open_page())
    crafted = f"http://{'a' * 1000} ."

    paste(page, crafted, kind="text/plain")
    expect_typed(page, "aaa")
    page.keyboard.type(" x")
    page.keyboard.press("Enter")

    assert typed(page).startswith("<p>http://aaa")
