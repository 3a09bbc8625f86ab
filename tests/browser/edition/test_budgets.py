"""How much a reader's browser has to load, and that nothing moves while it does."""

import gzip
import re
import urllib.request
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.django_db

KB = 1024
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""


def sent(url):
    """The bytes of an answer as they go over the wire, compressed.

    Static files are compressed when they are collected, which tests do not wait for.
    """
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        content = answer.read()
        is_static = urlsplit(url).path.startswith("/static/")
        assert is_static or answer.headers["Content-Encoding"] == "gzip"
        return gzip.compress(content) if is_static else content


def loaded_by(open_page, address, kind):
    """The addresses of what a page loads of one kind, from top to end."""
    page, found = open_page(), []
    page.on("request", lambda one: one.resource_type == kind and found.append(one.url))
    page.goto(address)
    to_the_end(page)
    return found


def to_the_end(page):
    page.wait_for_load_state("networkidle")
    height = page.evaluate("document.documentElement.scrollHeight")
    for depth in range(0, height, 600):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(60 if depth < height else 0)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("kind", ["front page", "story", "section", "author", "latest"])
def test_a_page_is_less_than_20_kilobytes(site, kind):
    assert len(sent(site.url + site.addresses[kind])) < 20 * KB


@pytest.mark.parametrize("kind", ["front page", "story"])
def test_all_style_is_one_sheet_of_less_than_14_kilobytes(open_page, site, kind):
    (sheet,) = loaded_by(open_page, site.addresses[kind], "stylesheet")

    assert len(sent(sheet)) < 14 * KB


@pytest.mark.parametrize("kind", ["front page", "story"])
def test_all_scripts_are_less_than_8_kilobytes_and_block_nothing(open_page, site, kind):
    page = open_page()
    page.goto(site.addresses[kind])
    tags = re.findall(r"<script[^>]*>", page.content())
    scripts = loaded_by(open_page, site.addresses[kind], "script")

    assert all('type="module"' in tag or "ld+json" in tag for tag in tags)
    assert sum(len(sent(script)) for script in scripts) < 8 * KB


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", ["front page", "story", "section", "author"])
def test_nothing_moves_with_every_ad_slot_on(open_page, site, kind, width):
    page = open_page(width=width)
    page.goto(site.addresses[kind])

    to_the_end(page)

    assert page.evaluate(SHIFTS) == 0
