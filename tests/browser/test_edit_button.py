"""The way from a public page to the desk, for whoever works there."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Tag
from newsroom.models import Page
from tests.builders import (
    make_article,
    make_author,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)


def button(page):
    return page.get_by_role("link", name="Edit this page at the desk")


def test_an_editor_goes_from_a_story_to_its_form_by_keyboard(open_desk):
    make_publication()
    story = make_article(headline="The harbour freezes")
    page = open_desk(make_user("Editor"))
    page.goto(story.get_absolute_url())

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(button(page)).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{reverse('admin:articles_article_change', args=[story.pk])}")
    expect(page.get_by_label("Headline", exact=True)).to_have_value("The harbour freezes")


def test_a_reader_has_no_button(open_page):
    page = open_page()

    page.goto(make_article().get_absolute_url())

    expect(page.get_by_role("link", name="Skip to the content")).to_be_attached()
    expect(button(page)).to_have_count(0)


def test_the_button_goes_with_the_session(open_desk):
    story = make_article()
    page = open_desk(make_user("Editor"))
    page.get_by_role("button", name="Log out").click()

    page.goto(story.get_absolute_url())

    expect(button(page)).to_have_count(0)


def test_the_button_leads_to_the_form_of_each_kind_of_page(open_desk):
    section, author = make_section(), make_author()
    tag = Tag.objects.named("Harbour")
    make_article(tags=("Harbour",))
    about = Page.objects.create(title="About", slug="about")
    page = open_desk(make_user("Publisher"))

    for record in [section, author, tag, about]:
        page.goto(record.get_absolute_url())
        form = f"admin:{record._meta.label_lower.replace('.', '_')}_change"
        expect(button(page)).to_have_attribute("href", reverse(form, args=[record.pk]))


@pytest.mark.parametrize("width", [320, 768, 1280, 1472, 1920])
def test_the_button_is_large_enough_and_covers_no_words(open_desk, width):
    page = open_desk(make_user("Editor"), width=width)
    page.goto(make_article(body="<p>Words</p>" * 60).get_absolute_url())
    box = button(page).bounding_box()

    beneath = page.evaluate(
        """() => {
          const button = document.querySelector(".edit-button").getBoundingClientRect();
          const words = [...document.querySelectorAll("main p, main h1, .masthead a")];
          return words.filter((one) => [...one.getClientRects()].some((box) =>
            box.left < button.right && box.right > button.left &&
            box.top < button.bottom && box.bottom > button.top)).map((one) => one.textContent);
        }"""
    )

    assert (box["width"] >= 24, box["height"] >= 24) == (True, True)
    assert beneath == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_button_is_not_printed(open_desk):
    page = open_desk(make_user("Editor"))
    page.goto(make_article().get_absolute_url())

    page.emulate_media(media="print")

    expect(button(page)).to_have_count(0)
