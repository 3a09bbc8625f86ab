"""The desk's day, its board and its log in a browser: by keyboard, on a phone, light and dark."""

import datetime as dt
from importlib.resources import files

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from authors import deeds
from authors.models import Deed
from tests.builders import make_article, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FINDINGS = """async (rules) => {
  const found = await axe.run(document.querySelector("#content"), {runOnly: rules});
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target)}`);
}"""
PAGES = ["/admin/", "/admin/board/", "/admin/authors/deed/", "/admin/articles/article/"]


def a_day():
    make_publication()
    now = timezone.now()
    hour = dt.timedelta(hours=1)
    make_article(headline="A draft", published_at=None)
    make_article(headline="A return", published_at=None, returned_at=now, returned_note="Again.")
    make_article(headline="A review", published_at=None, submitted_at=now)
    make_article(headline="A schedule", published_at=now + hour, due_at=now + hour)
    make_article(headline="A lateness", published_at=now - hour, due_at=now - hour)
    changed = make_article(headline="A change", pending_since=now, held_back="No credit.")
    deeds.note(changed, Deed.Kind.HELD_BACK, "No credit.", by=None, late_by=0.4)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_on_the_pages_of_the_day(open_desk, width, dark):
    a_day()
    page = open_desk(make_user("Publisher"), width=width, dark=dark, bypass_csp=True)

    for address in PAGES:
        page.goto(address)
        page.evaluate(AXE)
        assert (address, page.evaluate(FINDINGS, RULES)) == (address, [])
        if address != "/admin/articles/article/":
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_each_card_and_each_deed_of_the_board_is_reached_by_keyboard(open_desk):
    a_day()
    page = open_desk(make_user("Editor"), width=1440)
    page.goto("/admin/board/")
    links = page.locator(".board-card a")

    reached = set()
    for _ in range(links.count() + 20):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.closest('.board-card') && document.activeElement.innerText"
            )
        )

    assert {words.split("\n")[0] for words in links.all_inner_texts()} <= {
        (words or "").split("\n")[0] for words in reached
    }


def test_a_section_is_chosen_and_a_card_opened_by_keyboard(open_desk):
    make_publication()
    make_article(headline="Elsewhere", published_at=None)
    make_article(headline="In town", section=make_section(name="Town"), published_at=None)
    page = open_desk(make_user("Editor"))
    page.goto("/admin/board/")

    page.get_by_label("Section").focus()
    page.keyboard.type("Town")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".board-card h3")).to_have_text(["In town"])
    page.get_by_role("link", name="In town", exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.get_by_label("Headline")).to_have_value("In town")
