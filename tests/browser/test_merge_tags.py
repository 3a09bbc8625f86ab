"""Two tags become one by keyboard, and a reader's bookmark still leads somewhere."""

import pytest
from playwright.sync_api import expect

from articles.models import Tag
from tests.builders import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_tags_are_merged_by_keyboard(open_desk, open_page):
    make_publication()
    make_article(tags=("Tide",), headline="The ferry")
    make_article(tags=("Tides",))
    page = open_desk(make_user("Publisher"))
    page.goto("/admin/articles/tag/")

    for box in page.get_by_role("checkbox", name="Select this object for an action").all():
        box.press("Space")
    page.get_by_label("Action:").press("m")
    page.get_by_role("button", name="Run").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Merge tags")
    page.get_by_role("radio", name="Tides").press("Space")
    page.get_by_role("button", name="Merge 2 tags into one").press("Enter")

    expect(page.get_by_text("Merged into “Tides”: “Tide”.")).to_be_visible()
    assert Tag.objects.get().name == "Tides"
    reader = open_page()
    reader.goto("/tags/tide/")
    reader.wait_for_url("**/tags/tides/")
    expect(reader.get_by_role("link", name="The ferry").first).to_be_visible()
    page.goto("/admin/authors/deed/")
    expect(page.get_by_text("“Tide” became “Tides”.")).to_be_visible()
