"""What axe-core finds on each kind of page (WCAG 2.2 A and AA, and best practice): nothing."""

from importlib.resources import files

import pytest

pytestmark = pytest.mark.django_db

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FINDINGS = """async (rules) => {
  const found = await axe.run(document, {runOnly: rules});
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target)}`);
}"""
KINDS = [
    *("front page", "story", "withdrawn story", "section", "tag", "author", "authors", "latest"),
    *(
        "year",
        "month",
        "search",
        "misspelt search",
        "search without result",
        "corrections",
        "page",
        "masthead",
    ),
    "unknown page",
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page, site, kind, width, dark):
    # The checker is brought in from outside, which the site's own policy rightly forbids.
    page = open_page(width=width, dark=dark, bypass_csp=True)
    page.goto(site.addresses[kind])

    page.evaluate(AXE)

    assert page.evaluate(FINDINGS, RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_kind_of_page_is_looked_at(site):
    assert list(site.addresses) == KINDS
