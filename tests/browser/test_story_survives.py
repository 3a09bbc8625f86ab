"""The desk under the production server: two processes, one of which may answer anybody."""

import json

import pytest
from playwright.sync_api import expect

from tests.newsroom.running import manage, running

READY = "Ctrl-C stops it."


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    yield home
    manage(home, "database", "stop")


@pytest.fixture(scope="module")
def site_url(home):
    """The edition is laid once; afterwards two processes serve it at one port."""
    with running(home, "demo", "--port", "0", until=READY) as demo:
        return f"http://127.0.0.1:{demo.port}"


def serving(home, site_url):
    port = site_url.rpartition(":")[2]
    return running(
        home,
        *("serve", "--port", port, "--workers", "2"),
        until="Serving ",
        SITE_URL=site_url,
    )


def log_in(page, home, username="ellis"):
    logins = json.loads((home / "demo-logins.json").read_text())
    (password,) = (login["password"] for login in logins if login["username"] == username)
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


def open_story(page, address):
    page.goto(address)
    page.locator(".cke_wysiwyg_div").wait_for()


def wait_until_saved(page):
    """The browser holds no copy: the server has everything."""
    nothing = "() => !Object.keys(localStorage).some((key) => key.startsWith('story:'))"
    page.wait_for_function(nothing, timeout=20_000)


def test_what_is_typed_while_the_server_is_dead_arrives_when_it_is_back(home, site_url, open_page):
    page = open_page()
    with serving(home, site_url) as server:
        log_in(page, home)
        open_story(page, "/admin/articles/article/add/")
        page.get_by_label("Headline").fill("At 23:50")
        wait_until_saved(page)
        server.stop()
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.type("Typed while nobody listened.")
    page.get_by_text("The server does not answer.").wait_for()

    with serving(home, site_url):
        wait_until_saved(page)
        page.reload()
        page.locator(".cke_wysiwyg_div").wait_for()

        assert page.get_by_label("Headline").input_value() == "At 23:50"
        assert page.locator(".cke_wysiwyg_div").inner_text() == "Typed while nobody listened."


def test_two_editors_see_each_other_and_overwrite_nothing_whichever_process_answers(
    home, site_url, open_page
):
    hers, his = open_page(), open_page()
    with serving(home, site_url):
        log_in(hers, home, "ellis")
        log_in(his, home, "paige")
        open_story(hers, "/admin/articles/article/add/")
        hers.get_by_label("Headline").fill("Written by two")
        hers.locator(".cke_wysiwyg_div").click()
        hers.keyboard.type("The harbour is open.")
        wait_until_saved(hers)
        open_story(his, hers.url)
        expect(hers.locator("#keeper_others")).to_contain_text(
            "Paige has this story open", timeout=10_000
        )
        expect(his.locator("#keeper_others")).to_contain_text(
            "Ellis has this story open", timeout=10_000
        )

        hers.get_by_label("Headline").fill("Written by her")
        his.get_by_label("Standfirst").fill("And by him.")
        expect(his.locator("#keeper_others")).to_contain_text("typing")
        wait_until_saved(hers)
        wait_until_saved(his)
        type_at_the_end(hers, " To all ships.")
        wait_until_saved(hers)
        type_at_the_end(his, " To none.")
        his.get_by_role("button", name="Choose between both texts").click()
        his.get_by_label("Keep mine").check()
        his.get_by_role("button", name="Save with these choices").click()
        his.get_by_text("Saved.", exact=True).wait_for()

        assert his.get_by_label("Headline").input_value() == "Written by her"
        assert his.get_by_label("Standfirst").input_value() == "And by him."
        assert his.locator(".cke_wysiwyg_div").inner_text() == "The harbour is open. To none."


def type_at_the_end(page, words):
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
