"""Stories that are suggested while one is written, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from articles import embedding
from articles.models import Article
from tests.articles.test_likeness import TEXTS, make
from tests.articles.test_suggesting import STORM
from tests.builders import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def writing(open_desk):
    """A new story, of which the headline and the first sentence are typed."""
    for name in TEXTS:
        make(name)
    embedding.embed(embedding.missing())
    page = open_desk(make_user("Editor"))
    page.goto("/admin/articles/article/add/")
    page.get_by_label("Headline").fill("Storm")
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.type(STORM)
    return page


def suggested(page):
    return page.get_by_role("list", name="Suggested stories")


def test_what_is_typed_brings_suggestions_and_a_key_adds_each(writing):
    page = writing
    stories = suggested(page).get_by_role("listitem")
    expect(stories).to_have_count(2, timeout=15_000)
    expect(stories.first).to_contain_text("Similar text")
    second = stories.nth(1).locator(".picked-label").inner_text()

    stories.first.get_by_role("button").press("Enter")
    expect(suggested(page).get_by_role("button", name=f"Add {second}")).to_be_focused()
    with page.expect_response("**/autosave/"):
        page.keyboard.press("Enter")

    expect(suggested(page)).to_have_count(0)
    picked = page.get_by_role("list", name="Related links, in order").get_by_role("listitem")
    expect(picked).to_have_count(2)
    expect(picked.nth(1).get_by_role("button", name=f"Remove {second}")).to_be_focused()
    assert len(Article.objects.get(headline="Storm").revisions.first().document.related) == 2


def test_what_is_picked_by_searching_is_suggested_no_more_and_again_once_removed(writing):
    page = writing
    expect(suggested(page).get_by_role("listitem")).to_have_count(2, timeout=15_000)

    box = page.get_by_role("combobox", name="Add a story")
    box.fill("Ferry")
    page.get_by_role("option", name="Ferry").wait_for()
    box.press("ArrowDown")
    box.press("Enter")

    expect(suggested(page).get_by_role("button", name="Add Ferry")).to_have_count(0)
    page.get_by_role("button", name="Remove Ferry").press("Enter")
    expect(suggested(page).get_by_role("button", name="Add Ferry")).to_be_visible(timeout=15_000)
