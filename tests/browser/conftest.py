"""A real browser. Every page it opens must be free of policy violations and script errors."""

import os
import shutil
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.builders import PASSWORD

# Playwright keeps an event loop in this thread; Django would take our tests for asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Chromium for the browser tests.")
        pytest.skip("There is no Chromium here; install it to run the browser tests.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def site_url(live_server):
    return live_server.url


@pytest.fixture
def open_page(chromium, site_url):
    """`open_page(width=1280, dark=False, scripts=True)`: a page of a visitor with a clean slate.

    `guests` are hosts that may be asked besides our own; a test answers in their place.
    """
    contexts, problems = [], []

    def open_one(*, width=1280, height=900, dark=False, scripts=True, guests=(), **options):
        context = chromium.new_context(
            base_url=site_url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
        page.on("console", lambda message: note_violation(message, problems))
        hosts = {urlsplit(site_url).netloc, *guests}
        page.on("request", lambda request: note_stranger(request, hosts, problems))
        return page

    yield open_one
    for context in contexts:
        context.close()
    # A story form says goodbye when it is closed; the database is emptied after that.
    time.sleep(0.3)
    assert problems == []


def note_violation(message, problems):
    if "Content Security Policy" in message.text or "Permissions-Policy" in message.text:
        problems.append(message.text)


def note_stranger(request, hosts, problems):
    parts = urlsplit(request.url)
    if parts.scheme in {"http", "https"} and parts.netloc not in hosts:
        problems.append(f"request to another host: {request.url}")


@pytest.fixture
def open_desk(open_page):
    """`open_desk(user)`: a page of somebody who has logged in at the desk by hand."""

    def open_one(user, **options):
        page = open_page(**options)
        page.goto("/admin/login/")
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url("**/admin/")
        return page

    return open_one
