"""The editor is readable in light and dark, and fits."""

import pytest
from playwright.sync_api import expect

from tests.browser.body_editor import open_editor, story

pytestmark = pytest.mark.urls("tests.browser.editor_page")


CONTRAST = """
element => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (from) => {
    const color = parse(getComputedStyle(from).backgroundColor);
    return color.length === 4 && color[3] === 0 ? ground(from.parentElement) : color;
  };
  const pair = [parse(getComputedStyle(element).color), ground(element)].map(luminance);
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}
"""

TEXTS = [
    ".cke_wysiwyg_div > p",
    ".cke_wysiwyg_div > blockquote",
    ".cke_wysiwyg_div a",
    ".cke_wysiwyg_div th",
    ".cke_wysiwyg_div code",
    "figcaption",
    ".storyimage-credit",
    ".storyembed-address",
    ".storyimage-missing",
    ".wordcount",
    ".cke_button__heading2_icon",
    "a.cke_button__bold",
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("by_hand", [False, True], ids=["by_system", "by_hand"])
def test_text_and_tools_are_readable(open_page, dark, by_hand):
    page = open_editor(
        open_page(),
        "<p>Text <code>code</code> <a href='https://example.org'>link</a></p>"
        "<blockquote><p>Said.</p></blockquote><table><thead><tr><th>Year</th></tr></thead></table>"
        '<figure data-image="42"><figcaption>On deck</figcaption></figure>'
        '<figure data-embed="https://vimeo.com/1"></figure><figure data-image="43"></figure>',
    )
    if by_hand:
        page.evaluate("theme => localStorage.setItem('theme', theme)", "dark" if dark else "light")
        page.reload()
    expect(page.locator(".storyimage-note")).to_be_visible()

    contrasts = {text: page.locator(text).first.evaluate(CONTRAST) for text in TEXTS}

    assert {text: contrast for text, contrast in contrasts.items() if contrast < 4.5} == {}


@pytest.mark.parametrize("width", [1280, 768, 360])
def test_the_editor_fits_and_its_targets_are_large_enough(open_page, width):
    page = open_editor(open_page(width=width), "<p>Text</p>")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.locator("a.cke_button:visible").evaluate_all(
        "buttons => buttons.flatMap((b) => [b.offsetWidth, b.offsetHeight])"
    )
    assert min(sizes) >= 24


def test_the_toolbar_stays_in_sight(open_page):
    page = open_editor(open_page(), "<p>Text</p>" * 80)

    story(page).get_by_text("Text").nth(60).scroll_into_view_if_needed()

    expect(page.get_by_role("button", name="Bold")).to_be_in_viewport()
