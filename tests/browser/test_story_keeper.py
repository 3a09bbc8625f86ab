"""The story form never loses a word: autosave, the browser's copy, two editors, two tabs."""

import json
import re
import threading
from dataclasses import replace
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from playwright.sync_api import expect

from articles import desk, revising
from articles.models import Article
from tests.builders import PASSWORD, make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/articles/article/add/"


def change(article):
    return f"/admin/articles/article/{article.pk}/change/"


def opened(open_desk, user, address):
    page = open_desk(user)
    page.goto(address)
    page.locator(".cke_wysiwyg_div").wait_for()
    return page


def write(page, words):
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def wait_until_saved(page):
    page.locator("#keeper_status").get_by_text(re.compile(r"^Saved \d")).wait_for()


def nothing_is_kept(page):
    """The browser holds no copy: the server has everything."""
    page.wait_for_function(
        "() => !Object.keys(localStorage).some((key) => key.startsWith('story:'))"
    )


def nothing_is_offered(page):
    """The form has looked for copies, which it does once the editor is ready."""
    page.wait_for_function(
        "() => Object.values(CKEDITOR.instances).every((editor) => editor.status === 'ready')"
    )
    page.evaluate("() => navigator.locks.query().then(() => null)")
    expect(page.get_by_role("region", name="Text that was not saved")).to_have_count(0)


def out_of_order(*args, **kwargs):
    raise DatabaseError("The database is out of order.")


def newest(article):
    return article.revisions.first().document


def test_a_new_story_is_saved_as_one_types_and_every_later_autosave_is_the_same_revision(open_desk):
    page = opened(open_desk, make_user("Editor"), ADD)

    page.get_by_label("Headline").fill("Breaking")
    wait_until_saved(page)
    article = Article.objects.get()
    write(page, "It has begun.")
    nothing_is_kept(page)

    assert page.url.endswith(change(article))
    assert page.get_by_role("link", name="History").is_visible()
    assert page.get_by_role("link", name="Preview links").is_visible()
    assert page.get_by_text("Not saved yet.").count() == 0
    assert newest(article).headline == "Breaking"
    assert newest(article).body == "<p>It has begun.</p>"
    assert article.revisions.count() == 1


def test_what_the_server_did_not_get_is_offered_compared_and_brought_back(open_desk, monkeypatch):
    article = make_article(published_at=None, body="<p>Old.</p>")
    page = opened(open_desk, make_user("Editor"), change(article))
    monkeypatch.setattr(revising, "keep", out_of_order)
    write(page, " And new.")
    page.get_by_text("Not saved. The server says 500.").wait_for()
    page.close()

    page = page.context.new_page()
    page.goto(change(article))
    offer = page.get_by_role("region", name="Text that was not saved")
    offer.get_by_text("Compare").click()
    assert "Old. And new." in offer.inner_text()
    assert "And new." not in newest(article).body
    monkeypatch.undo()
    offer.get_by_role("button", name="Bring it back").click()
    page.get_by_text("Here is what your browser had kept.").wait_for()

    assert newest(article).body == "<p>Old. And new.</p>"
    nothing_is_kept(page)
    page.locator(".cke_wysiwyg_div").wait_for()
    write(page, " And more.")
    wait_until_saved(page)
    # To load the page again brings no older text back.
    page.reload()
    page.locator(".cke_wysiwyg_div").get_by_text("Old. And new. And more.").wait_for()
    assert newest(article).body == "<p>Old. And new. And more.</p>"


def copy_in(page, key, copy):
    page.evaluate("([key, copy]) => localStorage.setItem(key, copy)", [key, copy])


def test_what_is_typed_before_the_copy_comes_back_is_kept_with_it(open_desk):
    article = make_article(published_at=None, headline="Old", standfirst="Old.")
    editor = make_user("Editor")
    page = opened(open_desk, editor, change(article))
    fields = [("headline", "From yesterday"), ("standfirst", "Old."), ("kind", "news")]
    fields += [("revision", "1"), ("sitting", str(uuid4()))]
    key = f"story:{editor.pk}:{article.pk}:{fields[-1][1]}"
    copy_in(page, f"story:{editor.pk}:{article.pk}:0", "[]")
    copy_in(page, f"story:{editor.pk}:{article.pk}:1", '{"at": 1}')
    copy_in(page, key, json.dumps({"at": 0, "entries": fields}))
    page.reload()
    page.locator(".cke_wysiwyg_div").wait_for()

    page.get_by_label("Standfirst").fill("Typed under the offer.")
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_text("Here is what your browser had kept.").wait_for()

    assert newest(article).headline == "From yesterday"
    assert newest(article).standfirst == "Typed under the offer."


def test_what_a_refused_publication_saved_is_not_offered_as_lost(open_desk):
    article = make_article(published_at=None, headline="Old", body="")
    page = opened(open_desk, make_user("Editor"), change(article))
    page.get_by_label("Headline").fill("New")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.locator(".error-summary").wait_for()
    page.locator(".cke_wysiwyg_div").wait_for()

    nothing_is_offered(page)
    nothing_is_kept(page)
    page.reload()
    assert page.get_by_label("Headline").input_value() == "New"


def test_a_body_that_only_the_editor_laid_out_anew_is_not_offered(open_desk):
    body = "<h2>One</h2>\n<p>Two.</p>\n<ul>\n<li>Three</li>\n</ul>"
    article = make_article(published_at=None, headline="Old", body=body)
    page = opened(open_desk, make_user("Editor"), change(article))
    key, copy = page.evaluate(
        """() => {
            const form = document.getElementById("story_form");
            const entries = [...new FormData(form)].map(([name, value]) =>
                [name, name === "body" ? value.replaceAll(/>\\s+</g, "><") : value]);
            const key = `story:${form.dataset.user}:${form.dataset.article}:a-closed-tab`;
            return [key, JSON.stringify({ at: 0, entries })];
        }"""
    )
    assert "<h2>One</h2><p>Two.</p>" in copy
    copy_in(page, key, copy)
    page.reload()

    nothing_is_offered(page)
    nothing_is_kept(page)


def test_what_is_typed_while_a_save_is_on_its_way_is_offered_afterwards(open_desk, monkeypatch):
    article = make_article(published_at=None, standfirst="Old.")
    page = opened(open_desk, make_user("Editor"), change(article))
    is_typed, keep = threading.Event(), desk.keep

    def slowly(*args):
        is_typed.wait(10)
        return keep(*args)

    monkeypatch.setattr(desk, "keep", slowly)
    page.get_by_label("Standfirst").fill("By hand.")
    # A page that is about to go takes nothing from outside: what is typed meanwhile is its own.
    page.expose_function("typed", is_typed.set)
    page.evaluate(
        """() => {
            const form = document.getElementById("story_form");
            form.addEventListener("submit", () => setTimeout(() => {
                form.elements.standfirst.value = "By hand. And more.";
                form.elements.standfirst.dispatchEvent(new Event("input", { bubbles: true }));
                typed();
            }));
        }"""
    )
    page.get_by_role("button", name="Save draft").click(no_wait_after=True)
    offer = page.get_by_role("region", name="Text that was not saved")
    offer.get_by_text("Compare").click()

    assert newest(article).standfirst == "By hand."
    assert "By hand. And more." in offer.inner_text()
    offer.get_by_role("button", name="Bring it back").click()
    page.get_by_text("Here is what your browser had kept.").wait_for()
    assert newest(article).standfirst == "By hand. And more."
    nothing_is_offered(page)
    nothing_is_kept(page)


def test_what_is_typed_while_an_autosave_is_on_its_way_is_sent_after_it(open_desk, monkeypatch):
    article = make_article(published_at=None, standfirst="Old.")
    page = opened(open_desk, make_user("Editor"), change(article))
    is_typed, keep = threading.Event(), revising.keep

    def slowly(*args, **named):
        is_typed.wait(10)
        return keep(*args, **named)

    monkeypatch.setattr(revising, "keep", slowly)
    with page.expect_request("**/autosave/"):
        page.get_by_label("Standfirst").fill("First.")
    page.get_by_label("Standfirst").fill("First. Second.")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    is_typed.set()

    nothing_is_kept(page)
    assert newest(article).standfirst == "First. Second."


def test_what_is_typed_into_a_deleted_story_is_a_new_one(open_desk):
    article = make_article(published_at=None, headline="Old")
    page = opened(open_desk, make_user("Editor"), change(article))
    article.delete()

    page.get_by_label("Headline").fill("Still here")
    page.get_by_text(
        "This story was deleted meanwhile. Your text is saved as a new one."
    ).wait_for()
    wait_until_saved(page)
    nothing_is_kept(page)
    new = Article.objects.get()
    page.get_by_label("Headline").fill("Still here, and saved by hand")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("Saved.", exact=True).wait_for()

    assert page.url.partition("?")[0].endswith(change(new))
    assert newest(new).headline == "Still here, and saved by hand"
    assert Article.objects.count() == 1


def test_a_deleted_story_that_is_saved_by_hand_is_a_new_one(open_desk):
    article = make_article(published_at=None, headline="Old")
    page = opened(open_desk, make_user("Editor"), change(article))
    article.delete()

    page.get_by_label("Headline").fill("Still here")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text(
        "This story was deleted meanwhile. Here is your text, as a new one."
    ).wait_for()
    wait_until_saved(page)

    assert newest(Article.objects.get()).headline == "Still here"
    nothing_is_kept(page)


def test_who_may_no_longer_save_is_told_and_not_asked_for_again_at_once(open_desk):
    article, editor = make_article(published_at=None), make_user("Editor")
    page = opened(open_desk, editor, change(article))
    editor.groups.clear()
    sent = []
    page.on("request", lambda request: "autosave" in request.url and sent.append(request))

    page.get_by_label("Headline").fill("Not any more")
    page.get_by_text("You may no longer save this story.").wait_for()
    told = len(sent)
    page.wait_for_timeout(5000)

    assert len(sent) == told <= 2
    assert "Not any more" in page.evaluate("() => JSON.stringify(localStorage)")


def test_the_login_page_says_that_words_are_kept_in_this_browser(open_desk):
    article = make_article(published_at=None)
    page = opened(open_desk, make_user("Editor"), change(article))
    Session.objects.all().delete()
    page.get_by_label("Headline").fill("Not saved yet")
    page.get_by_role("button", name="Save draft").click()

    page.get_by_text("Text that was not saved is kept in this browser.").wait_for()


def test_the_focus_stays_where_it_is_when_a_save_changes_what_is_said_around_it(open_desk):
    article = make_article(published_at=None, standfirst="")
    page = opened(open_desk, make_user("Editor"), change(article))
    page.get_by_label("Headline").fill("New")
    page.locator("#story_checklist a").first.focus()
    words = page.locator(":focus").inner_text()
    wait_until_saved(page)
    expect(page.locator(":focus")).to_have_text(words)

    # What held the focus is gone: it stays in the room.
    page.get_by_label("Standfirst").fill("A standfirst.")
    page.locator("#story_checklist a", has_text="Standfirst").focus()
    expect(page.locator("#story_checklist a", has_text="Standfirst")).to_have_count(0)
    expect(page.locator(".publishing")).to_be_focused()


def test_on_a_phone_what_has_the_focus_is_not_under_the_foot(open_desk):
    page = open_desk(make_user("Publisher"), width=360, height=640)
    page.goto(change(make_article(published_at=None)))
    page.locator(".cke_wysiwyg_div").wait_for()
    page.get_by_label("Headline").focus()
    hidden = []
    for _ in range(60):
        page.keyboard.press("Tab")
        is_hidden = page.evaluate(
            """() => {
                const held = document.activeElement;
                const foot = document.querySelector(".state-foot");
                if (!held || foot.contains(held)) return false;
                const box = held.getBoundingClientRect();
                return box.top >= foot.getBoundingClientRect().top - 1;
            }"""
        )
        if is_hidden:
            hidden.append(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))

    assert hidden == []


def test_nothing_is_lost_when_the_writer_is_logged_out_elsewhere(open_desk):
    editor = make_user("Editor")
    article = make_article(published_at=None, body="<p>Old.</p>")
    page = opened(open_desk, editor, change(article))
    Session.objects.all().delete()
    write(page, " And new.")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Log in in another tab").click()
    login = popup.value
    login.get_by_label("Username").fill(editor.username)
    login.get_by_label("Password").fill(PASSWORD)
    login.get_by_role("button", name="Log in").click()
    login.wait_for_url("**/admin/")

    wait_until_saved(page)

    assert newest(article).body == "<p>Old. And new.</p>"


def test_two_editors_see_each_other_and_different_fields_are_merged(open_desk):
    ana, bo = (make_user("Editor", username=name) for name in ("ana", "bo"))
    article = make_article(published_at=None, headline="Old", standfirst="Old.")
    hers = opened(open_desk, ana, change(article))
    his = opened(open_desk, bo, change(article))
    hers.get_by_text("bo has this story open").wait_for()

    hers.get_by_label("Headline").fill("Hers")
    wait_until_saved(hers)
    his.get_by_label("Standfirst").fill("His.")
    his.get_by_text("ana changed meanwhile: Headline").wait_for()
    hers.get_by_label("Headline").fill("Hers again")
    hers.get_by_text("bo changed meanwhile: Standfirst").wait_for()

    assert (newest(article).headline, newest(article).standfirst) == ("Hers again", "His.")
    hers.get_by_role("button", name="Show it here").click()
    expect(hers.get_by_label("Standfirst")).to_have_value("His.")


def test_the_same_paragraph_is_put_side_by_side_and_the_writer_chooses(open_desk):
    ana, bo = (make_user("Editor", username=name) for name in ("ana", "bo"))
    article = make_article(published_at=None, body="<p>One.</p><p>Two.</p>")
    hers = opened(open_desk, ana, change(article))
    his = opened(open_desk, bo, change(article))

    write(hers, " Hers.")
    wait_until_saved(hers)
    write(his, " His.")
    his.get_by_role("button", name="Choose between both texts").click()
    his.get_by_role("heading", name="Two texts").wait_for()
    assert "Two. Hers." in his.get_by_label("The text of ana").inner_text()
    assert "Two. His." in his.get_by_label("Your text").inner_text()
    his.get_by_label("Keep both").check()
    his.get_by_role("button", name="Save with these choices").click()
    his.get_by_text("Saved.", exact=True).wait_for()

    assert newest(article).body == "<p>One.</p>\n<p>Two. Hers.</p>\n<p>Two. His.</p>"
    nothing_is_kept(his)
    # Back from here leads to the story, and asks for nothing to be sent again.
    his.go_back()
    his.locator(".cke_wysiwyg_div").get_by_text("Two. His.").wait_for()


def test_a_second_tab_of_the_same_editor_overwrites_nothing(open_desk):
    article = make_article(published_at=None, headline="Old", standfirst="Old.")
    one = opened(open_desk, make_user("Editor"), change(article))
    other = one.context.new_page()
    other.goto(change(article))
    other.locator(".cke_wysiwyg_div").wait_for()
    one.get_by_text("You have this story open in another tab").wait_for()

    one.get_by_label("Headline").fill("From one")
    wait_until_saved(one)
    other.get_by_label("Standfirst").fill("From the other.")
    wait_until_saved(other)

    saved = newest(article)
    assert (saved.headline, saved.standfirst) == ("From one", "From the other.")


def test_the_back_button_shows_what_is_saved(open_desk):
    article = make_article(published_at=None, headline="Old")
    page = opened(open_desk, make_user("Editor"), change(article))
    page.get_by_label("Headline").fill("New")
    wait_until_saved(page)
    page.goto("/admin/")

    page.go_back()

    assert page.get_by_label("Headline").input_value() == "New"


def test_the_back_button_brings_no_older_text_over_what_another_editor_saved(open_desk):
    article = make_article(published_at=None, headline="Old")
    page = opened(open_desk, make_user("Editor"), change(article))
    page.get_by_label("Headline").fill("Hers")
    wait_until_saved(page)
    page.goto("/admin/")
    revising.save(article, replace(newest(article), headline="His"), by=make_user("Editor"))

    page.go_back()
    page.locator(".cke_wysiwyg_div").wait_for()
    page.get_by_label("Standfirst").fill("And more.")
    wait_until_saved(page)

    assert page.get_by_label("Headline").input_value() == "His"
    assert (newest(article).headline, newest(article).standfirst) == ("His", "And more.")
