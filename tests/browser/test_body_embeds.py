"""Embeds in a body: the dialog that asks for them, and how they stand in the text."""

import pytest
from playwright.sync_api import expect

from articles import body
from tests.articles.test_embeds import KNOWN, UNKNOWN
from tests.browser.body_editor import expect_typed, open_editor, paste, press, story, typed

pytestmark = pytest.mark.urls("tests.browser.editor_page")

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
EMBED = f'<figure data-embed="{VIDEO}"><figcaption>A <em>song</em></figcaption></figure>'


def dialog(page, name="Embed a player"):
    return page.get_by_role("dialog", name=name)


def test_embed_by_keyboard(open_page):
    page = open_editor(open_page(), "<p>Before</p><p>After</p>")
    story(page).get_by_text("Before").click()
    page.keyboard.press("End")

    page.keyboard.press("Alt+F10")
    page.get_by_role("button", name="Embed", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.type(VIDEO)
    page.keyboard.press("Tab")
    page.keyboard.type("A <song>")
    page.keyboard.press("Enter")
    expect(page.locator("figcaption")).to_be_focused()
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    page.keyboard.type("more")

    assert typed(page) == (
        f'<p>Before</p>\n<figure data-embed="{VIDEO}"><figcaption>A &lt;song&gt;!</figcaption>'
        "</figure>\n<p>more</p>\n<p>After</p>"
    )


def test_an_unknown_address_is_told_with_the_providers_and_can_be_mended(open_page):
    page = open_editor(open_page(), "<p>Before</p>")
    story(page).get_by_text("Before").click()
    press(page, "Embed")
    address = dialog(page).get_by_label("Address")

    address.fill("https://video.example/1")
    page.keyboard.press("Enter")

    expect(dialog(page).get_by_role("alert")).to_have_text(
        "No player is known at this address. It has to be one of"
        " YouTube, Vimeo, SoundCloud, Spotify, and Datawrapper."
    )
    expect(address).to_be_focused()
    expect(address).to_have_attribute("aria-invalid", "true")
    address.fill(VIDEO)
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    expect_typed(page, VIDEO)
    assert f'<figure data-embed="{VIDEO}"></figure>' in typed(page)


def test_a_dialog_that_is_left_changes_nothing(open_page):
    page = open_editor(open_page(), "<p>Before</p>")
    story(page).get_by_text("Before").click()
    press(page, "Embed")
    page.keyboard.type(VIDEO)

    page.keyboard.press("Escape")
    page.keyboard.type("!")

    assert typed(page) in {"<p>!Before</p>", "<p>Before!</p>", "<p>Bef!ore</p>"}


@pytest.mark.parametrize(
    "given",
    [
        "www.youtube.com/watch?v=dQw4w9WgXcQ",
        "http://youtu.be/dQw4w9WgXcQ",
        '<iframe width="560" src="//www.youtube.com/embed/dQw4w9WgXcQ?rel=0" title="x"></iframe>',
        f"  {VIDEO} ",
    ],
)
def test_what_people_copy_is_understood(open_page, given):
    page = open_editor(open_page(), "<p>Before</p>")
    story(page).get_by_text("Before").click()
    press(page, "Embed")

    dialog(page).get_by_label("Address").fill(given)
    dialog(page).get_by_role("button", name="OK").click()

    expect(page.locator(".storyembed-provider")).to_have_text("YouTube")
    assert f'<figure data-embed="{VIDEO}"></figure>' in typed(page)


def test_the_address_is_changed_and_the_caption_keeps_its_looks(open_page):
    page = open_editor(open_page(), f"<p>Before</p>{EMBED}<p>After</p>")

    page.locator(".storyembed-view").dblclick()
    asked = dialog(page, "Change the embed")
    expect(asked.get_by_label("Address")).to_have_value(VIDEO)
    expect(asked.get_by_label("Caption")).to_have_value("A song")
    asked.get_by_label("Address").fill("https://vimeo.com/76979871")
    page.keyboard.press("Enter")

    expect(page.locator(".storyembed-provider")).to_have_text("Vimeo")
    assert typed(page) == body.clean(
        f"<p>Before</p>{EMBED.replace(VIDEO, 'https://vimeo.com/76979871')}<p>After</p>"
    )


def test_the_caption_is_changed_in_the_dialog(open_page):
    page = open_editor(open_page(), f"<p>Before</p>{EMBED}<p>After</p>")
    page.locator(".storyembed-view").click()
    press(page, "Embed")

    dialog(page, "Change the embed").get_by_label("Caption").fill("A <film>")
    page.keyboard.press("Enter")

    expect(page.locator("figcaption")).to_have_text("A <film>")
    assert "<figcaption>A &lt;film&gt;</figcaption>" in typed(page)


def test_the_caption_is_written_in_its_place_by_keyboard(open_page):
    page = open_editor(open_page(), f'<p>Before</p><figure data-embed="{VIDEO}"></figure>')
    story(page).get_by_text("Before").click()

    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("A song")

    assert "<figcaption>A song</figcaption>" in typed(page)


def test_undo_takes_an_embed_away(open_page):
    page = open_editor(open_page(), "<p>Before</p>")
    story(page).get_by_text("Before").click()
    press(page, "Embed")
    page.keyboard.type(VIDEO)
    page.keyboard.press("Enter")
    expect(page.locator(".storyembed-view")).to_be_visible()

    page.keyboard.press("Control+z")

    assert typed(page) == "<p>Before</p>"


def test_an_address_pasted_on_an_empty_line_is_an_embed(open_page):
    page = open_editor(open_page(), "<p>Before</p>")
    story(page).get_by_text("Before").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")

    paste(page, "https://youtu.be/dQw4w9WgXcQ?a=1&b=2", "text/plain")

    expect(page.locator(".storyembed-provider")).to_have_text("YouTube")
    assert typed(page) == f'<p>Before</p>\n<figure data-embed="{VIDEO}"></figure>'


@pytest.mark.parametrize(
    "stored", ["<p>See </p>", "<ul><li>See </li></ul>"], ids=["in_a_sentence", "in_a_list"]
)
def test_an_address_pasted_elsewhere_is_a_link(open_page, stored):
    page = open_editor(open_page(), stored)
    story(page).get_by_text("See").click()
    page.keyboard.press("End")

    paste(page, VIDEO, "text/plain")

    expect_typed(page, f'<a href="{VIDEO}">')
    assert "figure" not in typed(page)


def test_the_editor_knows_the_addresses_that_the_server_knows(open_page):
    page = open_editor(open_page())

    known = page.evaluate(
        """addresses => {
          const listed = JSON.parse(document.querySelector("#id_body").dataset.embeds);
          const patterns = listed.flatMap(({ patterns }) => patterns);
          const whole = patterns.map((pattern) => new RegExp(`^(?:${pattern})$`));
          const knows = (address) => whole.some((pattern) => pattern.test(address));
          return addresses.filter((address) => address.length <= 500 && knows(address));
        }""",
        [*KNOWN, *UNKNOWN],
    )

    assert known == KNOWN
