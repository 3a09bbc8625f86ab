"""Publishing from the story form with the keyboard alone."""

import datetime as dt
from importlib.resources import files

import pytest
from django.utils import timezone

from articles.models import Article
from authors import deeds
from authors.models import Deed
from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RUN_AXE = """async () => {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const found = await axe.run(".publishing", {runOnly: rules});
  return found.violations.map(({id, nodes}) => `${id}: ${nodes[0].html}`);
}"""


def open_form(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".cke_wysiwyg_div").wait_for()


def unfold(page, name):
    """What the keys do with a folded group: focus, Enter, and on with Tab."""
    page.locator("summary", has_text=name).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")


def set_moment(page, moment):
    """A moment typed into its parts as the browser orders them: month, day, year, time."""
    field = page.get_by_label("Goes out at")
    assert field.evaluate("field => field === document.activeElement")
    page.keyboard.type(f"{moment:%m%d%Y}")
    page.keyboard.press("Tab")
    page.keyboard.type(f"{moment:%I%M%p}")
    assert field.input_value() == f"{moment:%Y-%m-%dT%H:%M}"


def test_schedule_reschedule_and_override_with_the_keyboard(open_desk):
    page = open_desk(make_user("Publisher"), timezone_id="America/New_York", locale="en-US")
    article = make_article(published_at=None, section=None)
    first = dt.datetime(2030, 1, 7, 14, 30, tzinfo=dt.UTC)
    open_form(page, article)

    unfold(page, "Publish at a moment")
    set_moment(page, first)
    told = page.get_by_text("7 January 2030 at 09:30 in your time zone, America/New_York.")
    told.wait_for()
    page.keyboard.press("Enter")

    # Refused: the summary has the focus, and what was typed is still there.
    page.get_by_text("Saved. Not scheduled: the form says why.").wait_for()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert page.get_by_label("Goes out at").input_value() == "2030-01-07T14:30"

    unfold(page, "Override the checklist")
    page.keyboard.type("The section is being made.")
    page.get_by_role("button", name="Schedule").focus()
    page.keyboard.press("Enter")

    page.get_by_text("Scheduled. Goes out 7 January 2030, 14:30 UTC.").wait_for()
    state = page.locator("#story_state")
    assert "(7 January 2030 at 09:30 in your time zone)" in state.inner_text()
    article = Article.objects.get()
    assert (article.published_at, article.state) == (first, "scheduled")
    overrode = deeds.about(article).get(kind=Deed.Kind.OVERRODE)
    assert overrode.words == "Overrode section: The section is being made."

    page.get_by_label("Goes out at").focus()
    set_moment(page, first + dt.timedelta(days=1))
    unfold(page, "Override the checklist")
    page.keyboard.type("Still being made.")
    page.get_by_label("Goes out at").focus()
    page.keyboard.press("Enter")

    page.get_by_text("Scheduled. Goes out 8 January 2030, 14:30 UTC.").wait_for()
    assert Article.objects.get().published_at == first + dt.timedelta(days=1)

    page.get_by_role("button", name="Take off the schedule").focus()
    page.keyboard.press("Enter")

    page.get_by_text("Off the schedule: a draft again.").wait_for()
    assert Article.objects.get().state == "draft"


def test_seconds_of_a_moment_are_told_and_may_be_typed_over(open_desk):
    page = open_desk(make_user("Editor"), timezone_id="America/New_York", locale="en-US")
    at = dt.datetime(2030, 1, 7, 14, 30, 7, tzinfo=dt.UTC)
    open_form(page, make_article(published_at=at))

    field = page.get_by_label("Goes out at")
    field.focus()
    page.keyboard.type(f"{at:%m%d%Y}")
    page.keyboard.press("Tab")
    page.keyboard.type("023009PM")

    assert field.input_value() == "2030-01-07T14:30:09"
    assert field.evaluate("field => field.checkValidity()")
    page.get_by_text("7 January 2030 at 09:30:09 in your time zone, America/New_York.").wait_for()
    state = page.locator("#story_state")
    assert "(7 January 2030 at 09:30:07 in your time zone)" in state.inner_text()


def test_the_checklist_follows_the_writing_and_leads_to_a_field(open_desk):
    page = open_desk(make_user("Editor"))
    open_form(page, make_article(published_at=None, body="", embargo_until=in_a_week()))
    checklist = page.locator("#story_checklist")
    assert checklist.get_by_text("Write the body before publishing.").is_visible()

    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.type("It opened.")

    checklist.get_by_text("Write the body before publishing.").wait_for(state="detached")
    assert checklist.get_by_text("Nobody can override this.").is_visible()

    checklist.get_by_role("link", name="Embargo until").focus()
    page.keyboard.press("Enter")

    embargo = page.get_by_label("Embargo until")
    assert embargo.evaluate("field => field === document.activeElement")


def in_a_week():
    return timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=7)


def test_enter_in_a_field_of_the_story_saves_and_publishes_nothing(open_desk):
    page = open_desk(make_user("Editor"))
    article = make_article(published_at=None)
    open_form(page, article)

    page.get_by_text("Address and embargo").click()
    page.get_by_label("Slug").fill("a-new-slug")
    page.keyboard.press("Enter")

    page.get_by_text("Saved.", exact=True).wait_for()
    article.refresh_from_db()
    assert (article.state, article.slug) == ("draft", "a-new-slug")


@pytest.mark.parametrize("dark", [False, True])
def test_the_panel_is_open_to_everybody(open_desk, dark):
    page = open_desk(make_user("Publisher"), dark=dark)
    open_form(page, make_article(body="<p>It opened.</p>", tags=()))
    for name in ("What readers are told of the change", "Publish changes at a moment"):
        page.locator("summary", has_text=name).click()

    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []


def asks_before_leaving(page):
    return page.evaluate(
        "() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    )


def type_headline(page, headline):
    """Typed, and saved by itself."""
    page.evaluate("() => { window.saved = false; }")
    page.evaluate("() => addEventListener('story-saved', () => { window.saved = true; })")
    page.get_by_label("Headline", exact=True).fill(headline)
    page.wait_for_function("() => window.saved")


def test_a_text_that_saves_itself_leaves_a_correction_unsaved(open_desk):
    page = open_desk(make_user("Editor"))
    open_form(page, make_article())
    words = page.get_by_label("What readers are told", exact=True)

    type_headline(page, "It opened at ten")
    assert not asks_before_leaving(page)

    page.locator("summary", has_text="What readers are told of the change").click()
    page.get_by_label("Kind", exact=True).select_option("clarification")
    type_headline(page, "It opened")
    assert asks_before_leaving(page)

    words.fill("It opened at ten.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save changes").click()
    assert words.input_value() == "It opened at ten."
    assert not asks_before_leaving(page)
