"""A story and a server that dies while somebody types, under the production server."""

import json
import re

import pytest

from tests.newsroom.running import manage, running

READY = "Ctrl-C stops it."


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    yield home
    manage(home, "database", "stop")


@pytest.fixture
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


def log_in(page, home):
    logins = json.loads((home / "demo-logins.json").read_text())
    (password,) = (login["password"] for login in logins if login["username"] == "ellis")
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("ellis")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


def test_what_is_typed_while_the_server_is_dead_arrives_when_it_is_back(home, site_url, open_page):
    page = open_page()
    with serving(home, site_url) as server:
        log_in(page, home)
        page.goto("/admin/articles/article/add/")
        page.locator(".cke_wysiwyg_div").wait_for()
        page.get_by_label("Headline").fill("At 23:50")
        page.locator("#keeper_status").get_by_text(re.compile(r"^Saved \d")).wait_for()
        server.stop()
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.type("Typed while nobody listened.")
    page.get_by_text("The server does not answer.").wait_for()

    with serving(home, site_url):
        page.locator("#keeper_status").get_by_text(re.compile(r"^Saved \d")).wait_for(
            timeout=20_000
        )
        page.reload()
        page.locator(".cke_wysiwyg_div").wait_for()

        assert page.get_by_label("Headline").input_value() == "At 23:50"
        assert page.locator(".cke_wysiwyg_div").inner_text() == "Typed while nobody listened."
