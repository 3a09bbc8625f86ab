"""The pickers by keyboard, by pointer and without scripts, as an editor meets them."""

import pytest
from playwright.sync_api import expect

from articles.models import Tag
from tests import builders
from tests.browser.picker_page import ADDRESS
from tests.builders import make_author, make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.browser.picker_page"),
]


def make_article(**overrides):
    return builders.make_article(**{"lead_image": None, "bylines": ()} | overrides)


@pytest.fixture
def open_pickers(open_desk):
    """`open_pickers(query="?filled")`: the page of pickers; it counts changes and sends nothing."""

    def open_one(role="Editor", query="", **options):
        page = open_desk(make_user(role), **options)
        page.goto(ADDRESS + query)
        page.evaluate(
            """() => {
                window.changes = 0;
                window.submits = 0;
                const form = document.getElementById("story_form");
                form.addEventListener("change", () => window.changes++);
                form.addEventListener("submit", (event) => {
                    window.submits++;
                    event.preventDefault();
                });
            }"""
        )
        return page

    return open_one


def sent(page, *names):
    """What the form would send, in the order of the page."""
    pairs = page.evaluate("[...new FormData(document.getElementById('story_form'))]")
    return [value for name, value in pairs if name in names]


def authors_box(page):
    return page.get_by_role("combobox", name="Add an author")


def stories_box(page):
    return page.get_by_role("combobox", name="Add a story")


def tags_box(page):
    return page.get_by_role("combobox", name="Tags")


def says(page, picker):
    return page.locator(f"{picker} [data-moves]")


def focused(page):
    return page.evaluate(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.id"
    )


def three_in_the_byline():
    return [make_author(name=name, slug=f"in-{name.lower()}") for name in ("Ana", "Bo", "Cy")]


# Searching


def test_an_author_is_found_and_chosen_by_keyboard(open_pickers):
    make_author(name="Ana Lund", title="Defense editor")
    bo = make_author(name="Bo Lund", standing="former")
    page = open_pickers()
    box = authors_box(page)

    box.focus()
    page.keyboard.type("lun")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Ana LundDefense editor", "Bo LundFormer"])
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#id_bylines search-combobox [role=status]")).to_have_text("2 authors.")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))

    page.keyboard.press("Enter")
    expect(page.locator("#id_bylines .picked-label")).to_have_text(["Bo Lund"])
    expect(says(page, "#id_bylines")).to_have_text("Bo Lund added, 1 of 1")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    assert sent(page, "bylines", "bylines_role") == [str(bo.pk), "words"]
    assert page.evaluate("[window.changes, window.submits]") == [1, 0]


def test_arrows_go_round_and_home_and_end_go_to_the_ends(open_pickers):
    for name in ("Lee A", "Lee B", "Lee C"):
        make_author(name=name)
    page = open_pickers()
    authors_box(page).fill("lee")
    selected = page.locator("[role=option][aria-selected=true]")
    expect(page.get_by_role("option")).to_have_count(3)

    for key, name in [
        ("ArrowUp", "Lee C"),
        ("ArrowDown", "Lee A"),
        ("End", "Lee C"),
        ("Home", "Lee A"),
        ("ArrowUp", "Lee C"),
    ]:
        page.keyboard.press(key)
        expect(selected).to_have_text(name)


def test_escape_closes_and_tab_moves_on_without_choosing(open_pickers):
    make_author(name="Lee")
    page = open_pickers()
    box = authors_box(page)
    box.fill("lee")
    expect(page.get_by_role("option")).to_have_count(1)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("lee")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).not_to_be_focused()
    assert sent(page, "bylines") == []


def test_enter_in_a_picker_never_sends_the_form(open_pickers):
    page = open_pickers()
    page.get_by_role("button", name="Add an outside address").click()

    for field in [
        authors_box(page),
        stories_box(page),
        tags_box(page),
        page.get_by_label("Address", exact=True),
        page.get_by_label("Title for readers"),
    ]:
        field.fill("something")
        field.press("Enter")

    assert page.evaluate("window.submits") == 0


def test_the_pointer_opens_the_latest_and_chooses(open_pickers):
    make_author(name="Ana")
    page = open_pickers()

    authors_box(page).click()
    page.get_by_role("option", name="Ana").click()

    expect(page.locator("#id_bylines .picked-label")).to_have_text(["Ana"])
    expect(authors_box(page)).to_be_focused()


def test_searching_alone_changes_nothing(open_pickers):
    page = open_pickers()

    authors_box(page).fill("nobody")
    expect(page.get_by_text("No authors found.").first).to_be_visible()
    authors_box(page).press("Tab")

    assert page.evaluate("window.changes") == 0


def test_more_than_twenty_say_so(open_pickers):
    for number in range(21):
        make_author(name=f"Lee {number:02}")
    page = open_pickers()

    authors_box(page).fill("lee")

    expect(page.get_by_role("option")).to_have_count(20)
    expect(page.locator("#id_bylines .found-note")).to_have_text(
        "There are more: type on to find them."
    )


def test_only_the_last_answer_is_shown(open_pickers):
    make_author(name="Ana")
    make_author(name="Bo")
    page = open_pickers()
    held = []
    page.route("**/pick/authors/?q=a", lambda route: held.append(route))

    authors_box(page).fill("a")
    expect(page.get_by_text("Searching…").first).to_be_visible()
    authors_box(page).fill("b")
    expect(page.get_by_role("option")).to_have_text(["Bo"])
    for route in held:
        route.abort()

    expect(page.get_by_role("option")).to_have_text(["Bo"])


# What goes wrong


def test_an_expired_login_says_what_to_do_and_loses_nothing(open_pickers):
    make_author(name="Ana")
    page = open_pickers()
    note = page.locator("#id_bylines .found-note")
    cookies = page.context.cookies()
    page.context.clear_cookies()

    authors_box(page).fill("an")
    expect(note).to_have_text(
        "Your login has expired: open the desk in another tab, log in, and search again. "
        "Nothing you typed is lost."
    )
    expect(authors_box(page)).to_have_value("an")

    page.context.add_cookies(cookies)
    page.get_by_role("button", name="Search again").click()
    expect(page.get_by_role("option")).to_have_text(["Ana"])
    expect(authors_box(page)).to_be_focused()


def test_without_a_connection_it_says_so(open_pickers):
    page = open_pickers()
    page.context.set_offline(True)

    authors_box(page).fill("an")

    expect(page.locator("#id_bylines .found-note")).to_have_text(
        "There is no connection. Search again when there is; nothing you typed is lost."
    )
    page.context.set_offline(False)


def test_a_server_that_fails_is_not_taken_for_an_empty_list(open_pickers):
    page = open_pickers()
    page.route("**/pick/authors/**", lambda route: route.fulfill(status=500, body="Oh no"))

    authors_box(page).fill("an")

    expect(page.locator("#id_bylines .found-note")).to_have_text(
        "The search did not answer (500). Try again in a moment."
    )


# Order


def test_rows_are_moved_by_their_buttons_and_the_focus_goes_along(open_pickers):
    ana, bo, cy = three_in_the_byline()
    page = open_pickers()
    up = page.get_by_role("button", name="Move Cy up")

    up.focus()
    page.keyboard.press("Enter")
    expect(says(page, "#id_bylines")).to_have_text("Cy moved up, 2 of 3")
    page.keyboard.press("Space")
    expect(says(page, "#id_bylines")).to_have_text("Cy moved up, 1 of 3")

    assert focused(page) == "Move Cy up"
    expect(up).to_have_attribute("aria-disabled", "true")
    assert sent(page, "bylines") == [str(author.pk) for author in (cy, ana, bo)]

    page.keyboard.press("Enter")
    assert sent(page, "bylines") == [str(author.pk) for author in (cy, ana, bo)]
    assert page.evaluate("[window.changes, window.submits]") == [2, 0]


def test_the_first_and_the_last_go_no_further(open_pickers):
    three_in_the_byline()
    page = open_pickers()

    states = {
        label: page.get_by_role("button", name=label).get_attribute("aria-disabled")
        for label in ("Move Ana up", "Move Ana down", "Move Cy up", "Move Cy down")
    }

    assert states == {
        "Move Ana up": "true",
        "Move Ana down": "false",
        "Move Cy up": "false",
        "Move Cy down": "true",
    }


def test_removing_goes_on_with_the_next_row_and_at_last_with_the_search(open_pickers):
    three_in_the_byline()
    page = open_pickers()

    page.get_by_role("button", name="Remove Bo").click()
    assert focused(page) == "Remove Cy"
    page.keyboard.press("Enter")
    assert focused(page) == "Remove Ana"
    page.keyboard.press("Enter")

    expect(authors_box(page)).to_be_focused()
    expect(says(page, "#id_bylines")).to_have_text("Ana removed, 0 left")
    assert sent(page, "bylines", "bylines_role") == []


def test_an_author_who_is_picked_again_gets_the_next_role(open_pickers):
    [ana, *_] = three_in_the_byline()
    page = open_pickers()

    authors_box(page).fill("ana")
    page.get_by_role("option", name="Ana").click()

    page.get_by_label("What Ana did").nth(1).select_option("editing")
    assert sent(page, "bylines", "bylines_role")[-2:] == [str(ana.pk), "editing"]


# Related links


def test_a_story_is_picked_once_with_its_state(open_pickers):
    story = make_article(headline="Coming up", published_at=None, section=None)
    page = open_pickers()

    stories_box(page).fill("coming")
    page.get_by_role("option", name="Coming up").click()

    row = page.locator("#id_related .picked")
    expect(row).to_contain_text("Draft: appears once published")
    assert sent(page, "related_story", "related_url", "related_title") == [str(story.pk), "", ""]

    stories_box(page).fill("coming")
    option = page.get_by_role("option", name="Coming up In the list already")
    expect(option).to_have_attribute("aria-disabled", "true")
    option.click(force=True)
    expect(row).to_have_count(1)


def test_an_outside_address_is_typed_and_moved_among_the_stories(open_pickers):
    story = make_article(headline="In town")
    page = open_pickers()

    page.get_by_role("button", name="Add an outside address").click()
    expect(page.get_by_label("Address", exact=True)).to_be_focused()
    page.keyboard.type("https://example.org/")
    page.keyboard.press("Tab")
    page.keyboard.type("Elsewhere")
    page.get_by_role("button", name="Move Elsewhere up").click()

    expect(says(page, "#id_related")).to_have_text("Elsewhere moved up, 1 of 2")
    assert sent(page, "related_story", "related_url", "related_title") == [
        *("", "https://example.org/", "Elsewhere"),
        *(str(story.pk), "", ""),
    ]


def test_one_story_is_chosen_and_chosen_anew(open_pickers):
    make_article(headline="Bridge opens")
    page = open_pickers()
    box = page.get_by_role("combobox", name="Choose a story")

    box.fill("bridge")
    page.get_by_role("option", name="Bridge opens").click()
    expect(box).to_be_hidden()
    assert focused(page) == "Remove Bridge opens"

    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    assert sent(page, "story") == []


def test_a_correction_chooses_its_story_with_the_list_in_full_view(open_desk):
    make_article(headline="Bridge opens")
    page = open_desk(make_user("Editor"))
    page.goto("/admin/articles/correction/add/")

    page.get_by_role("combobox", name="Choose a story").fill("bridge")
    option = page.get_by_role("option", name="Bridge opens")
    option.wait_for()
    # Nothing cuts it off or lies above it.
    assert option.evaluate(
        """(option) => {
            const box = option.getBoundingClientRect();
            const topmost = document.elementFromPoint(box.x + box.width / 2, box.bottom - 2);
            return option.contains(topmost);
        }"""
    )
    option.click()

    expect(page.locator("#id_article .picked-label")).to_have_text(["Bridge opens"])


# Tags


def chips(page):
    return page.locator(".chip > span")


def test_tags_are_made_by_enter_by_comma_and_by_leaving(open_pickers):
    page = open_pickers()
    box = tags_box(page)

    box.press_sequentially("Climate policy,C++")
    box.press("Enter")
    box.press_sequentially("roads")
    assert sent(page, "tags") == ["Climate policy, C++, roads"]
    box.press("Tab")

    expect(chips(page)).to_have_text(["Climate policy", "C++", "roads"])
    expect(box).to_have_value("")
    assert sent(page, "tags") == ["Climate policy, C++, roads"]
    assert page.evaluate("window.submits") == 0


def test_a_tag_is_suggested_chosen_and_not_suggested_twice(open_pickers):
    Tag.objects.all_named(["Bridges", "Bridgend"])
    page = open_pickers()
    box = tags_box(page)

    box.press_sequentially("bri")
    expect(page.get_by_role("option")).to_have_text(["Bridges", "Bridgend"])
    box.press("ArrowDown")
    box.press("Enter")
    expect(chips(page)).to_have_text(["Bridges"])
    expect(says(page, "tag-picker")).to_have_text("Bridges added, 1 tag")

    box.press_sequentially("BRIDGES,")
    expect(chips(page)).to_have_text(["Bridges"])
    expect(says(page, "tag-picker")).to_have_text("BRIDGES is in the list already")


def test_a_list_is_pasted(open_pickers):
    page = open_pickers()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('Roads, Bridges\\nCivil  war,')")

    tags_box(page).focus()
    page.keyboard.press("Control+v")

    expect(chips(page)).to_have_text(["Roads", "Bridges", "Civil war"])
    assert sent(page, "tags") == ["Roads, Bridges, Civil war"]


def test_backspace_makes_the_last_tag_text_again(open_pickers):
    page = open_pickers(query="?filled")
    box = tags_box(page)

    box.press("Backspace")
    expect(box).to_have_value("Bridges")
    box.press("Backspace")
    box.press("Enter")

    expect(chips(page)).to_have_text(["Roads", "Bridge"])


def test_a_tag_is_removed_and_the_focus_goes_on(open_pickers):
    page = open_pickers(query="?filled")

    page.get_by_role("button", name="Remove the tag Roads").click()
    assert focused(page) == "Remove the tag Bridges"
    page.keyboard.press("Enter")

    expect(tags_box(page)).to_be_focused()
    assert sent(page, "tags") == [""]
    assert page.evaluate("window.changes") == 2


# The whole form


def test_a_bad_value_comes_back_in_its_row(open_desk):
    [ana, *_] = three_in_the_byline()
    page = open_desk(make_user("Editor"))
    page.goto(ADDRESS)
    page.get_by_role("button", name="Add an outside address").click()
    page.get_by_label("Address", exact=True).fill("https://example.org/page")
    tags_box(page).fill("x" * 61)
    authors_box(page).fill("ana")
    page.get_by_role("option", name="Ana").click()
    page.get_by_label("What Ana did").nth(1).select_option("words")

    page.get_by_role("button", name="Publish").click()

    expect(page.locator(".errorlist").first).to_contain_text("Ana stands here twice")
    expect(page.locator(".errorlist").nth(1)).to_contain_text("has 61 characters")
    expect(page.locator(".errorlist").nth(2)).to_contain_text("Write a title for the address")
    assert sent(page, "bylines").count(str(ana.pk)) == 2
    assert sent(page, "related_url") == ["https://example.org/page"]
    assert sent(page, "tags") == ["x" * 61]


def test_without_scripts_everything_that_stands_is_kept(open_desk):
    authors = three_in_the_byline()
    make_article(headline="In town")
    page = open_desk(make_user("Editor"), scripts=False)
    page.goto(ADDRESS + "?filled")

    page.get_by_label("Tags").fill("Roads, C++")
    page.get_by_label("What Bo did").select_option("editing")
    page.get_by_label("Address", exact=True).fill("nowhere")
    page.get_by_role("button", name="Publish").click()

    expect(page.locator(".errorlist")).to_contain_text(["“nowhere” is no address"])
    expect(page.locator("#id_bylines .picked")).to_have_count(len(authors))
    expect(page.get_by_label("What Bo did")).to_have_value("editing")
    expect(page.locator("#id_related .picked-label")).to_have_text(["In town"])
    expect(page.get_by_label("Tags")).to_have_value("Roads, C++")
    expect(page.locator(".picker-button:visible")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_button_is_large_enough_and_nothing_sticks_out(open_pickers, width):
    three_in_the_byline()
    make_article(headline="In " + "averylongwordwithoutanyspace" * 5)
    page = open_pickers(query="?filled", width=width)

    sizes = page.evaluate(
        """() => [...document.querySelectorAll(".picker-button")]
            .map((button) => button.getBoundingClientRect())
            .filter((box) => box.width)
            .map((box) => Math.min(box.width, box.height))"""
    )

    assert len(sizes) >= 14
    assert min(sizes) >= 24
    assert page.evaluate(
        """() => [...document.querySelectorAll(".picked, .chip, .field input")].every(
            (part) => part.getBoundingClientRect().right <= innerWidth)"""
    )
