"""Steps with the editor in a real browser, as somebody writes a body."""

from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from articles import body

PASTE = """([content, kind]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", "plain");
  clipboardData.setData(kind, content);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def open_editor(page: Page, stored: str = "") -> Page:
    """The page of `editor_page` with this body, when the editor stands ready."""
    page.goto(f"/admin/?{urlencode({'body': stored})}")
    page.wait_for_function("() => window.CKEDITOR?.instances.id_body?.status === 'ready'")
    expect(story(page)).to_be_visible()
    return page


def story(page):
    return page.get_by_role("textbox", name="Body")


def write(page, text):
    story(page).click()
    page.keyboard.type(text)


def select_line(page, text):
    story(page).get_by_text(text).click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def choose_picture(page):
    """Pick the only picture of the library, number 42, in the dialog that stands open."""
    dialog = page.get_by_role("dialog", name="Choose a picture")
    dialog.get_by_role("button", name="Two sailors on deck").click()


def paste(page, content, kind="text/html"):
    """What the browser does on Ctrl+V, with the clipboard's own content, word for word."""
    story(page).focus()
    page.evaluate(PASTE, [content, kind])


def typed(page):
    """What the form would send, as the server would keep it."""
    return body.clean(page.locator("#id_body").input_value())


def expect_typed(page, html):
    page.wait_for_function(
        "html => document.querySelector('#id_body').value.includes(html)", arg=html
    )
