"""The story form under the hands of somebody in a hurry."""

import pytest

from articles.models import Article
from tests.builders import make_article, make_image, make_user

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/articles/article/add/"


def test_a_click_right_after_a_typed_tag_is_not_swallowed(open_desk):
    page = open_desk(make_user("Editor"))
    page.goto(ADD)
    page.get_by_label("Tags").press_sequentially("harbour")

    page.get_by_role("button", name="Upload…").click()

    page.get_by_role("dialog").wait_for()
    assert page.locator("input[name=tags]").input_value() == "harbour"


def test_keywords_of_a_picture_become_tags_with_one_key_each(open_desk):
    image = make_image(keywords=["harbour", "storm"])
    article = make_article(published_at=None, lead_image=image.pk, tags=())
    page = open_desk(make_user("Editor"))
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    suggested = page.get_by_role("group", name="Tags from the pictures")

    suggested.get_by_role("button", name="Add the tag harbour").press("Enter")
    page.keyboard.press("Enter")

    assert page.locator("input[name=tags]").input_value() == "harbour, storm"
    assert page.get_by_label("Tags", exact=True).evaluate("field => field.matches(':focus')")
    suggested.wait_for(state="detached")


def test_loading_a_refused_publication_again_makes_no_second_story(open_desk):
    page = open_desk(make_user("Editor"))
    page.goto(ADD)
    page.get_by_label("Headline").fill("Missing things")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("alert").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())

    page.reload()

    assert page.get_by_label("Headline").input_value() == "Missing things"
    assert Article.objects.count() == 1


@pytest.mark.parametrize("width", [768, 1280])
def test_publish_is_in_sight_at_the_end_of_a_long_story(open_desk, width):
    page = open_desk(make_user("Editor"), width=width)
    article = make_article(body="<p>A paragraph of a long story.</p>" * 80)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".cke_wysiwyg_div").wait_for()

    page.evaluate("document.querySelector('.story-writing').scrollIntoView({block: 'end'})")

    place = page.get_by_role("button", name="Publish changes").bounding_box()
    assert 0 <= place["y"] <= 900 - place["height"]


def test_the_summary_of_errors_leads_to_a_folded_field(open_desk):
    page = open_desk(make_user("Editor"))
    page.goto(ADD)
    page.get_by_label("Headline").fill("A story")
    page.get_by_text("Address and embargo").click()
    page.get_by_label("Slug").fill("not a slug")
    page.get_by_role("button", name="Save draft").click()

    page.get_by_role("alert").get_by_role("link", name="Slug").click()

    assert page.get_by_label("Slug").evaluate("field => field === document.activeElement")
