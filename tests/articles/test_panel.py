"""The publishing panel of the story form: what it says, and what a refusal leaves."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from articles import addresses, checklist, publishing, revising
from articles.document import Document
from articles.models import Article
from tests.articles.typing_in import as_typed, ask, change, on_the_desks_clock
from tests.builders import make_article, make_document, make_image, make_user

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def editor(client):
    user = make_user("Editor")
    client.force_login(user)
    return user


def make_draft(**overrides):
    return make_article(published_at=None, **overrides)


def with_change(**overrides):
    article = make_article(headline="Old")
    document = article.revisions.first().document
    revising.save(article, replace(document, **{"headline": "New"} | overrides), by=make_user())
    return article


def in_an_hour():
    return timezone.now().replace(microsecond=0) + HOUR


def errors_of(response):
    assert response.status_code == 422
    return {**response.context["form"].errors, **response.context["panel"].errors}


def said(client, article):
    page = client.get(change(article))
    return [str(message) for message in page.context["messages"]]


def rules(response, weight):
    return [finding.rule for finding, _ in response.context["checklist"][weight]]


# The checklist


def test_a_new_story_is_told_what_it_needs(client, editor):
    page = client.get("/admin/articles/article/add/")

    assert rules(page, "blocking") == ["headline", "slug", "body", "section", "bylines"]
    assert rules(page, "advice") == ["standfirst", "tags", "related"]


def test_blocking_stands_before_advice_and_leads_to_its_field(client, editor):
    page = client.get(change(make_draft(section=None))).content.decode()

    section, tags = ('<a href="#id_section" data-field="section">', 'data-field="tags">')
    assert 0 < page.index(section) < page.index(tags)


@pytest.mark.parametrize(
    ("parts", "is_final"),
    [
        ({"embargo_until": timezone.now() + 9 * HOUR}, True),
        ({"lead_image": "uncredited"}, True),
        ({"section": None}, False),
    ],
    ids=["embargo", "credit", "section"],
)
def test_what_nobody_can_override_says_so(client, editor, parts, is_final):
    if parts.get("lead_image"):
        parts = {"lead_image": make_image(credit="")}

    page = client.get(change(make_draft(**parts))).content.decode()

    assert ("Nobody can override this." in page) == is_final
    assert ("data-may-be-overridden" in page) != is_final


def test_the_checklist_follows_the_writing(client, editor):
    article = make_draft(section=None)
    sent = as_typed(article, body="", sitting=uuid.uuid4())
    address = reverse("admin:article_autosave", args=[article.pk])

    answer = client.post(address, sent, headers={"Desk-User": str(editor.pk)}).json()

    part = answer["parts"]["story_checklist"]
    assert "Write the body before publishing." in part
    assert "Choose a section before publishing." in part
    assert "Say who wrote" not in part


def test_an_embargo_that_ends_before_the_story_goes_out_holds_nothing_back(client, editor):
    ends = in_an_hour()
    article = make_draft(embargo_until=ends)
    publishing.publish(article, by=editor, at=ends)

    assert rules(client.get(change(article)), "blocking") == []


@pytest.mark.parametrize(("is_public", "told"), [(True, True), (False, False)])
def test_the_checklist_says_that_an_embargo_hides_no_public_story(client, editor, is_public, told):
    article = make_article() if is_public else make_draft()
    embargoed = replace(article.revisions.first().document, embargo_until=in_an_hour())
    revising.save(article, embargoed, by=editor)

    page = client.get(change(article)).content.decode()

    assert checklist.EMBARGO_AHEAD in page
    assert (checklist.EMBARGO_TOO_LATE in page) == told


def test_only_who_may_publish_reads_of_the_four_eyes(client, settings):
    settings.FOUR_EYES = True
    for role, told in [("Writer", []), ("Editor", ["four eyes"])]:
        user = make_user(role)
        client.force_login(user)
        article = make_draft(by=user)

        assert rules(client.get(change(article)), "blocking") == told


# What is offered


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("Writer", {"_submit", "_save"}),
        ("Editor", {"_publish", "_schedule", "_save"}),
        ("Publisher", {"_publish", "_schedule", "_save", "override"}),
    ],
)
def test_a_draft_offers_what_the_role_may_do(client, role, offered):
    user = make_user(role)
    client.force_login(user)

    page = client.get(change(make_draft(by=user))).content.decode()

    names = ["_save", "_submit", "_return", "_approve", "_publish", "_schedule", "_unschedule"]
    assert {name for name in [*names, "override"] if f'name="{name}"' in page} == offered


def test_a_story_in_review_offers_to_return_it(client, editor):
    article = publishing.submit(make_draft(), by=make_user())

    assert b'name="_return"' in client.get(change(article)).content


def test_whoever_saved_last_is_not_asked_to_approve(client, editor, settings):
    settings.FOUR_EYES = True

    theirs, own = make_draft(), make_draft(by=editor)

    assert b'name="_approve"' in client.get(change(theirs)).content
    assert b'name="_approve"' not in client.get(change(own)).content


def test_a_scheduled_change_says_which_text_goes_out_when(client, editor):
    article = with_change()
    publishing.publish(article, by=editor, at=dt.datetime(2030, 5, 3, 14, 5, tzinfo=dt.UTC))
    revising.save(article, make_document(headline="Only begun"), by=editor)

    page = client.get(change(article))

    text = " ".join(page.content.decode().split())
    assert "Revision 2, saved" in text
    moment = "3 May 2030, 14:05 UTC</time></desk-moment>"
    assert f"{moment}; what was saved since then stays at the desk" in text
    assert page.context["panel"]["publish_at"].value().isoformat() == "2030-05-03T14:05:00"


def test_what_a_scheduled_change_carries_stands_in_the_panel(client, editor):
    article, told = with_change(), {"correction_kind": "note", "correction_words": "A note."}
    moment = on_the_desks_clock(in_an_hour())
    ask(client, article, "_schedule", publish_at=moment, change="small fix", **told)

    panel = client.get(change(article)).context["panel"]

    values = {name: panel[name].value() for name in ("change", *told)}
    assert values == {"change": "small fix", **told}


def test_a_withdrawn_story_offers_nothing_but_to_restore_it(client, editor):
    article = publishing.withdraw(make_article(), by=editor, reason="Wrong.")

    page = client.get(change(article)).content.decode()

    assert "It is restored before it is published again." in page
    assert 'form="restore_form"' in page
    assert 'name="_publish"' not in page
    assert 'name="_schedule"' not in page


def test_a_change_that_was_held_back_says_why(client, editor):
    article = with_change()
    publishing.publish(article, by=editor, at=in_an_hour())
    Article.objects.filter(pk=article.pk).update(held_back="The lead image has no credit.")

    page = client.get(change(article)).content.decode()

    assert "A change did not go out" in page
    assert "The lead image has no credit." in page


# What is refused


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Choose the moment."),
        ("tomorrow", "Enter a valid date/time."),
        ("2026-01-01T10:00", "This moment has passed. Choose one to come, or publish now."),
        ("2199-01-01T10:00", "Write a year between 2000 and 2100."),
        ("0001-01-01T00:00", "Write a year between 2000 and 2100."),
        ("\0", "Enter a valid date/time."),
    ],
)
def test_a_moment_that_cannot_be_is_said_at_its_field(client, editor, typed, told):
    response, article = ask(
        client, make_draft(), "_schedule", publish_at=typed, headline="Typed with it"
    )

    assert errors_of(response) == {"publish_at": [told]}
    assert article.state == "draft"
    # The text is kept all the same.
    assert article.headline == "Typed with it"
    assert response.context["panel"]["publish_at"].value() == typed


def test_a_change_too_near_is_said_at_the_moment(client, editor):
    moment = on_the_desks_clock(timezone.now() + dt.timedelta(seconds=3))

    response, article = ask(client, with_change(), "_schedule", publish_at=moment)

    assert list(errors_of(response)) == ["publish_at"]
    assert article.scheduled_at is None


def test_a_moment_that_the_clocks_skip_is_refused(client, editor, settings):
    settings.TIME_ZONE = "Europe/Berlin"

    with timezone.override("Europe/Berlin"):
        response, _ = ask(client, make_draft(), "_schedule", publish_at="2030-03-31T02:30")

        assert "may not exist" in " ".join(errors_of(response)["publish_at"])


def test_a_moment_is_of_the_desks_time_zone(client, editor, settings):
    settings.TIME_ZONE = "Europe/Berlin"

    with timezone.override("Europe/Berlin"):
        _, article = ask(client, make_draft(), "_schedule", publish_at="2030-07-01T10:00")
        page = client.get(change(article)).content.decode()

    assert article.published_at == dt.datetime(2030, 7, 1, 8, 0, tzinfo=dt.UTC)
    assert 'data-zone="Europe/Berlin"' in page
    assert "In the desk’s time zone, Europe/Berlin." in page


def test_what_a_deed_does_not_take_stops_nothing(client, editor):
    response, article = ask(client, make_draft(), "_publish", publish_at="tomorrow")

    assert (response.status_code, article.state) == (302, "published")


def test_saving_looks_at_nothing_of_the_panel(client, editor):
    sent = {"publish_at": "tomorrow", "change": "?", "override": "", "returned_note": "x" * 9999}

    response, _ = ask(client, make_draft(), "_save", **sent)

    assert response.status_code == 302


def test_a_story_is_returned_with_a_note_or_not_at_all(client, editor):
    article = publishing.submit(make_draft(), by=make_user())

    response, article = ask(client, article, "_return", returned_note=" ")

    assert list(errors_of(response)) == ["returned_note"]
    assert article.state == "in review"


@pytest.mark.parametrize("words", ["x" * 2001, "Nine\0"])
def test_words_that_cannot_be_kept_are_said_at_their_field(client, editor, words):
    response, article = ask(client, with_change(), "_publish", correction_words=words)

    assert list(errors_of(response)) == ["correction_words"]
    assert article.headline == "Old"


def test_a_kind_that_is_none_is_said_at_its_field(client, editor):
    response, _ = ask(client, with_change(), "_publish", change="?", correction_kind="?")

    assert set(errors_of(response)) == {"change", "correction_kind"}


def test_whoever_saved_last_cannot_approve(client, editor, settings):
    settings.FOUR_EYES = True

    response, article = ask(client, make_draft(), "_approve", headline="My own words")

    assert "You saved this text last" in str(errors_of(response))
    assert article.revisions.first().document.headline == "My own words"


def test_a_reason_without_the_right_saves_nothing(client, editor):
    article = make_draft(section=None)

    response, article = ask(
        client, article, "_publish", override="It is urgent.", headline="Not kept"
    )

    assert response.status_code == 403
    assert article.headline != "Not kept"


def test_a_refused_form_says_so_where_its_reader_begins(client, editor):
    response, _ = ask(client, make_draft(), "_schedule", publish_at="")

    page = response.content.decode()
    assert "One thing needs your attention" in page
    assert '<a href="#id_publish_at" data-field="publish_at">Goes out at</a>' in page
    assert "Saved. Not scheduled: the form says why." in page


# What is told


def test_what_readers_have_already_is_not_published_again(client, editor):
    article = publishing.publish(make_draft(), by=editor)

    ask(client, article, "_publish")

    assert said(client, article) == ["Readers have this text already."]


def test_a_correction_asked_for_twice_is_told_once(client, editor):
    article, told = with_change(), {"correction_kind": "correction", "correction_words": "Nine."}

    for _ in range(2):
        ask(client, article, "_publish", **told)

    assert [(c.kind, c.text) for c in article.corrections.all()] == [("correction", "Nine.")]


def test_nothing_to_submit_is_said(client, editor):
    response, _ = ask(client, make_article(), "_submit")

    assert "there is nothing to submit" in str(errors_of(response))


def test_unscheduling_twice_harms_nothing(client, editor):
    article = publishing.publish(make_draft(), by=editor, at=in_an_hour())
    for _ in range(2):
        ask(client, article, "_unschedule")

    assert said(client, article) == [
        "Off the schedule: a draft again.",
        "Nothing of this story was on the schedule.",
    ]


# The address


def test_whoever_may_publish_gives_a_public_story_another_address(client, editor):
    article = make_article(slug="old")
    old = article.get_absolute_url()
    assert b"the old address leads readers on" in client.get(change(article)).content

    _, article = ask(client, article, "_publish", slug="new")

    assert article.slug == "new"
    assert client.get(old).headers["Location"] == article.get_absolute_url()


def test_a_slug_that_another_story_has_is_refused_at_its_field(client, editor):
    make_article(slug="taken")

    response, article = ask(client, make_article(slug="mine"), "_publish", slug="taken")

    assert list(errors_of(response)) == ["slug"]
    assert article.slug == "mine"


def test_a_writer_does_not_move_a_public_story(client):
    wren = make_user("Writer")
    client.force_login(wren)
    article = make_article(by=wren, slug="old")

    _, article = ask(client, article, "_save", slug="new", headline="Another")

    newest = article.revisions.first().document
    assert (newest.headline, newest.slug) == ("Another", "old")


def test_a_writer_keeps_the_address_that_an_editor_prepared(client):
    wren = make_user("Writer")
    client.force_login(wren)
    article = make_article(by=wren, slug="old")
    document = article.revisions.first().document
    revising.save(article, replace(document, slug="prepared"), by=make_user())

    _, article = ask(client, article, "_save", headline="Another")

    newest = article.revisions.first().document
    assert (newest.headline, newest.slug) == ("Another", "prepared")


def test_a_slug_left_to_the_headline_is_no_change(client, editor):
    article = publishing.publish(make_draft(headline="At last"), by=editor)
    typed = as_typed(article, slug="at-last", _save="1")

    client.post(change(article), typed)

    assert article.revisions.count() == 1


# What waits for a deed


def shown_moment(page):
    return timezone.make_aware(page.context["panel"]["publish_at"].value())


def test_what_was_typed_for_a_deed_is_there_again_after_saving(client, editor):
    article = with_change()
    typed = {
        "change": "small fix",
        "correction_kind": "clarification",
        "correction_words": "Not so.",
    }

    ask(client, article, "_save", **typed)
    panel = client.get(change(article)).context["panel"]
    another = client.get(change(make_article())).context["panel"]

    assert {name: panel[name].value() for name in typed} == typed
    assert not another["correction_words"].value()
    assert not article.corrections.exists()


def test_what_a_deed_took_waits_no_longer(client, editor):
    article = with_change()
    typed = {"correction_kind": "clarification", "correction_words": "Not so."}
    ask(client, article, "_save", **typed)

    ask(client, article, "_publish", **typed)

    assert article.corrections.get().text == "Not so."
    assert not client.get(change(article)).context["panel"]["correction_words"].value()


def test_what_another_deed_does_not_take_goes_on_waiting(client, editor, settings):
    settings.FOUR_EYES = True
    article = with_change()

    ask(client, article, "_approve", correction_words="Not so.")

    assert article.revisions.first().approved_by == editor
    assert client.get(change(article)).context["panel"]["correction_words"].value() == "Not so."


def test_what_was_typed_for_a_deed_that_was_refused_waits_too(client, editor):
    article = with_change(section=None)

    response, _ = ask(client, article, "_publish", correction_words="Not so.")

    assert list(errors_of(response)) == ["section"]
    assert client.get(change(article)).context["panel"]["correction_words"].value() == "Not so."


def test_a_story_that_went_out_waits_for_no_moment(client, editor):
    article, at = make_draft(), on_the_desks_clock(in_an_hour())
    ask(client, article, "_save", publish_at=at)

    ask(client, article, "_publish", publish_at=at)

    assert client.get(change(article)).context["panel"]["publish_at"].value() is None


def test_of_many_stories_a_session_keeps_the_last(client, editor):
    articles = [with_change() for _ in range(11)]
    for article in articles:
        ask(client, article, "_save", correction_words="Not so.")

    words = [
        client.get(change(article)).context["panel"]["correction_words"].value()
        for article in articles
    ]

    assert words == [None] + ["Not so."] * 10


@pytest.mark.parametrize("is_public", [False, True])
def test_the_checklist_knows_an_address_that_is_taken(client, editor, is_public):
    make_article(slug="taken", published_at=timezone.now())
    article = make_article(published_at=timezone.now()) if is_public else make_draft()
    client.post(change(article), as_typed(article, slug="taken"))

    page = client.get(change(article))

    assert "slug" in rules(page, "blocking")
    assert "Another story of this month has this slug" in page.content.decode()


@pytest.mark.parametrize(("headline", "queries"), [("", 0), ("Harbour opens", 1)])
def test_whether_an_address_is_taken_is_asked_once_and_of_none_never(
    headline, queries, django_assert_num_queries
):
    article, document = make_draft(), Document(headline=headline)

    with django_assert_num_queries(queries):
        taken = addresses.will_be_taken(article, document, timezone.now())

    assert not taken


def test_whoever_returned_a_story_is_named(client, editor):
    article = publishing.submit(make_draft(), by=editor)
    editor.first_name, editor.last_name = "Ellis", "Ng"
    editor.save()

    publishing.send_back(article, by=editor, note="Ask the mayor.")

    for address in (change(article), "/admin/", "/admin/board/"):
        assert "by Ellis Ng" in client.get(address).content.decode(), address
    publishing.submit(article, by=editor)
    article.refresh_from_db()
    assert article.returned_by is None


def test_a_moment_is_told_to_its_second(client, editor):
    at = timezone.now().replace(second=7, microsecond=0) + HOUR
    article = publishing.publish(make_draft(), by=editor, at=at)

    page = client.get(change(article))

    assert f"{timezone.localtime(at):%H:%M:%S}" in page.content.decode()
    assert shown_moment(page) == at


@pytest.mark.parametrize(("second", "shown"), [(0, "10:00"), (7, "10:00:07")])
def test_a_moment_with_seconds_keeps_them_and_lets_them_be_changed(client, editor, second, shown):
    until = dt.datetime(2030, 1, 7, 10, 0, second, tzinfo=dt.UTC)
    article = make_draft(embargo_until=until)

    field = str(client.get(change(article)).context["form"]["embargo_until"])
    client.post(change(article), as_typed(article, embargo_until=f"2030-01-07T{shown}"))

    assert f'value="2030-01-07T{shown}"' in field
    assert ('step="1"' in field) == bool(second)
    assert article.revisions.first().document.embargo_until == until


def test_the_state_tells_of_its_moments_to_the_second(client, editor):
    at = dt.datetime(2030, 1, 7, 10, 0, 7, tzinfo=dt.UTC)
    article = make_article(published_at=dt.datetime(2026, 1, 7, 9, 0, 5, tzinfo=dt.UTC))
    publishing.withdraw(article, by=editor, reason="Over.", at=at)

    page = client.get(change(article)).content.decode()

    assert "Published 7 January 2026, 09:00:05 UTC." in page
    assert "To be withdrawn 7 January 2030, 10:00:07 UTC" in page


def test_the_moment_that_is_offered_again_is_the_one_that_holds(client, editor):
    until = in_an_hour() + HOUR
    article = publishing.publish(make_draft(), by=editor, at=in_an_hour())
    document = article.revisions.first().document
    revising.save(article, replace(document, embargo_until=until), by=editor)

    assert shown_moment(client.get(change(article))) == until


def test_nothing_is_corrected_before_readers_have_seen_anything(editor):
    told = publishing.Change(kind="correction", words="Not so.")

    with pytest.raises(ValidationError) as refusal:
        publishing.publish(make_draft(), by=editor, change=told)

    assert list(refusal.value.message_dict) == ["correction_words"]


@pytest.mark.parametrize("deed", ["_publish", "_schedule"])
def test_a_correction_with_a_first_publication_is_refused_at_its_field(client, editor, deed):
    at = on_the_desks_clock(in_an_hour())

    response, article = ask(client, make_draft(), deed, correction_words="Not so.", publish_at=at)

    assert errors_of(response) == {"correction_words": [publishing.NOTHING_TO_CORRECT]}
    assert 'id="id_correction_words"' in response.content.decode()
    assert article.state == "draft"
