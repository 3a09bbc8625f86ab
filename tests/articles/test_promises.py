"""What the schedule, the embargo and the log promise where two deeds meet."""

import datetime as dt
import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.contrib import admin
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from articles import inner_links, mailing, publishing, restoring, revising
from articles.admin import ArticleAdmin
from articles.document import Related
from articles.models import Article, Correction, InnerLink, Notice, Tag
from articles.publishing import Change
from articles.revising import Typing
from authors import deeds
from authors.models import Deed
from newsroom.models import Page
from tests.articles.typing_in import as_typed, change
from tests.builders import (
    make_article,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
Kind = Deed.Kind


@pytest.fixture
def editor():
    return make_user("Editor")


def text(article):
    return article.revisions.first().document


def in_hours(number):
    return timezone.now() + number * HOUR


def scheduled(editor, **overrides):
    article = make_article(published_at=None, by=editor, **overrides)
    return publishing.publish(article, by=editor, at=in_hours(1))


def with_scheduled_change(editor, **said):
    article = make_article(by=editor, headline="Old")
    revising.save(article, replace(text(article), headline="New"), by=editor)
    return publishing.publish(article, by=editor, at=in_hours(1), change=Change(**said))


def make_due(article):
    """As if the moment of its change had come a second ago."""
    past = timezone.now() - dt.timedelta(seconds=1)
    Article.objects.filter(pk=article.pk).update(scheduled_at=past, due_at=past)


def noted(article, kind):
    return deeds.about(article).filter(kind=kind)


def test_an_embargo_that_is_saved_holds_a_scheduled_story(editor):
    article = scheduled(editor)

    revising.save(article, replace(text(article), embargo_until=in_hours(48)), by=editor)

    assert article not in Article.objects.published(in_hours(2))
    assert article in Article.objects.published(in_hours(49))
    article.refresh_from_db()
    assert article.due_at == article.embargo_until


def test_an_embargo_is_lifted_by_publishing_alone(editor):
    article = scheduled(editor)
    revising.save(article, replace(text(article), embargo_until=in_hours(48)), by=editor)
    revising.save(article, replace(text(article), embargo_until=None), by=editor)
    assert article not in Article.objects.published(in_hours(2))

    publishing.publish(article, by=editor, at=in_hours(1))

    assert article in Article.objects.published(in_hours(2))


def test_an_embargo_on_the_newest_text_holds_a_scheduled_change(editor):
    article = with_scheduled_change(editor)
    revising.save(article, replace(text(article), embargo_until=in_hours(48)), by=editor)
    make_due(article)

    publishing.apply_due()

    article.refresh_from_db()
    assert article.headline == "Old"
    assert "embargo has not ended" in article.held_back


def test_a_story_withdrawn_before_its_embargo_ends_comes_back_for_its_hour(editor):
    until = in_hours(48)
    article = make_article(published_at=None, by=editor, embargo_until=until)
    publishing.publish(article, by=editor, at=until + HOUR)
    publishing.withdraw(article, by=editor, reason="Not now.")

    publishing.restore(article, by=editor)

    assert article in Article.objects.published(until + 2 * HOUR)


def under_embargo(editor):
    """A story whose moment passes in an hour, under an embargo of two days."""
    article = scheduled(editor, headline="Old")
    revising.save(article, replace(text(article), embargo_until=in_hours(48)), by=editor)
    return article


def lift(article, editor):
    revising.save(article, replace(text(article), embargo_until=None), by=editor)


def test_what_an_embargo_held_is_dated_at_its_end(editor, clock):
    article = under_embargo(editor)
    article.refresh_from_db()
    clock(article.embargo_until + dt.timedelta(seconds=1))

    publishing.apply_due()

    article.refresh_from_db()
    assert article.is_public
    assert article.published_at == article.embargo_until


def test_what_readers_never_saw_is_published_for_the_first_time_when_its_embargo_is_lifted(
    editor, clock
):
    article = under_embargo(editor)
    lift(article, editor)
    later = in_hours(3)
    clock(later)

    publishing.publish(article, by=editor)

    article.refresh_from_db()
    assert (article.published_at, article.updated_at) == (later, None)


@pytest.mark.parametrize("deed", ["schedule", "unschedule"])
def test_what_readers_never_saw_goes_on_or_off_the_schedule_whole(editor, clock, deed):
    article = under_embargo(editor)
    lift(article, editor)
    clock(in_hours(3))

    if deed == "schedule":
        publishing.publish(article, by=editor, at=in_hours(70))
    else:
        publishing.unschedule(article, by=editor)

    article.refresh_from_db()
    assert article.state == {"schedule": "scheduled", "unschedule": "draft"}[deed]
    assert article.scheduled_at is None
    assert article not in Article.objects.published(in_hours(49))


def test_what_readers_never_saw_is_not_corrected(editor, clock):
    article = under_embargo(editor)
    clock(in_hours(3))

    with pytest.raises(ValidationError) as refusal:
        publishing.publish(article, by=editor, change=Change(kind="correction", words="Not so."))

    assert refusal.value.message_dict == {"correction_words": [publishing.NOTHING_TO_CORRECT]}


@pytest.mark.parametrize("withdrawn_after", [0, 2])
def test_a_restored_story_is_dated_when_readers_got_it_first(editor, clock, withdrawn_after):
    article = scheduled(editor)
    first, restored = article.published_at, in_hours(5)
    clock(in_hours(withdrawn_after))
    publishing.withdraw(article, by=editor, reason="Not now.")
    clock(restored)

    publishing.restore(article, by=editor)

    article.refresh_from_db()
    assert article.published_at == (first if withdrawn_after else restored)
    assert article.state == "published"


def test_what_is_taken_off_the_schedule_is_not_withdrawn_later(editor):
    article = scheduled(editor)
    publishing.withdraw(article, by=editor, reason="Over.", at=in_hours(2))

    publishing.unschedule(article, by=editor)

    article.refresh_from_db()
    assert (article.state, article.withdrawn_at, article.due_at) == ("draft", None, None)


def test_what_goes_off_the_schedule_is_what_it_was_before(editor):
    article = publishing.submit(make_article(published_at=None, by=editor), by=editor)
    publishing.publish(article, by=editor, at=in_hours(1))

    publishing.unschedule(article, by=editor)

    assert noted(article, Kind.UNSCHEDULED).get().words == "Will not go out; in review again."


def test_nothing_leaves_before_it_was_there(editor):
    article = publishing.publish(
        make_article(published_at=None, by=editor), by=editor, at=in_hours(2)
    )

    with pytest.raises(ValidationError, match="Choose a later moment"):
        publishing.withdraw(article, by=editor, reason="Over.", at=in_hours(1))


def test_scheduling_again_for_the_same_moment_is_noted_once(editor):
    article, at = make_article(published_at=None, by=editor), in_hours(1)
    for _ in range(2):
        publishing.publish(article, by=editor, at=at)

    assert noted(article, Kind.SCHEDULED).count() == 1


@pytest.mark.parametrize("deed", ["_publish", "_schedule", "_approve"])
def test_nobody_sends_out_what_they_have_not_read(client, settings, editor, deed):
    settings.FOUR_EYES = deed == "_approve"
    article = make_article(by=editor, published_at=None)
    typed = as_typed(article)
    typing = Typing(on=1, sitting=uuid4(), is_autosave=True)
    half = replace(text(article), standfirst="Half a sent")
    revising.keep(article, half, typing, by=editor)
    client.force_login(make_user("Editor"))

    sent = typed | {deed: "1", "headline": "By another", "publish_at": "2030-01-01T10:00"}
    page = client.post(change(article), sent, follow=True).content.decode()

    article.refresh_from_db()
    assert "read the story as it is now" in page
    assert article.published_at is None
    assert article.revisions.first().approved_by is None
    assert (text(article).headline, text(article).standfirst) == ("By another", "Half a sent")


def test_who_saved_without_seeing_it_has_not_read_it(settings, editor):
    settings.FOUR_EYES = True
    article = make_article(by=editor, published_at=None)
    loaded = text(article)
    revising.save(article, replace(loaded, body="<p>Read by nobody.</p>"), by=editor)
    typing = Typing(on=1, sitting=uuid4(), is_autosave=True)
    revising.keep(article, replace(loaded, tags=("Sea",)), typing, by=make_user("Editor"))

    with pytest.raises(ValidationError, match="Nobody but you has read"):
        publishing.publish(article, by=editor)


def test_what_was_due_is_noted_before_the_next_deed(editor):
    article = scheduled(editor)
    past = timezone.now() - dt.timedelta(seconds=1)
    Article.objects.filter(pk=article.pk).update(published_at=past, due_at=past)

    publishing.withdraw(article, by=editor, reason="Wrong.")

    published = noted(article, Kind.PUBLISHED).get()
    assert (published.door, published.by) == (Deed.Door.CLOCK, None)
    assert noted(article, Kind.WITHDREW).get().door != Deed.Door.CLOCK


def test_a_change_that_is_due_is_not_taken_off_the_schedule(editor):
    article = with_scheduled_change(editor, kind="correction", words="It was nine.")
    make_due(article)

    publishing.unschedule(article, by=editor)

    article.refresh_from_db()
    assert article.headline == "New"
    assert article.corrections.get().text == "It was nine."


def test_publishing_over_a_scheduled_change_says_what_is_not_told(client, editor):
    article = with_scheduled_change(editor, kind="correction", words="It was nine.")
    client.force_login(editor)

    sent = {"action": "publish_chosen", "_selected_action": [article.pk]}
    page = client.post("/admin/articles/article/", sent, follow=True).content.decode()
    assert "A change of it is scheduled." in page
    publishing.publish(article, by=editor)

    assert "Nor is told: It was nine." in noted(article, Kind.UNSCHEDULED).get().words


def test_a_change_that_breaks_keeps_no_later_one_from_its_moment(editor, monkeypatch, caplog):
    bad, good = with_scheduled_change(editor), with_scheduled_change(editor)
    for article in (bad, good):
        make_due(article)
    change_in_public = publishing.change_in_public

    def breaks(article, *args):
        if article.pk == bad.pk:
            raise RuntimeError("Broken")
        change_in_public(article, *args)

    monkeypatch.setattr(publishing, "change_in_public", breaks)

    assert publishing.apply_due() == 2

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.headline, good.headline) == ("Old", "New")
    assert "Something is wrong with it" in bad.held_back
    assert "Broken" in caplog.text
    assert publishing.next_due() is None


@pytest.mark.parametrize(
    "overrides",
    [
        {"published_at": None},
        {"published_at": None, "submitted_at": timezone.now()},
        {"published_at": in_hours(24)},
        {},
        {"pending_since": timezone.now()},
        {"withdrawn_at": timezone.now(), "withdrawn_reason": "Wrong."},
    ],
)
def test_a_story_in_any_state_is_picked_and_shown_where_it_was_picked(client, editor, overrides):
    story = make_article(headline="Zephyrine")
    Article.objects.filter(pk=story.pk).update(**overrides)
    related = (Related(story=story.pk),)
    article = make_article(by=editor, published_at=None, related=related)
    client.force_login(editor)

    found = client.get("/admin/articles/article/pick/stories/", {"q": "Zephyrine"})
    form = client.get(change(article))
    correction = client.get(f"/admin/articles/correction/add/?article={story.pk}")

    assert "Zephyrine" in found.content.decode()
    assert "Zephyrine" in form.content.decode()
    assert correction.status_code == 200


def test_the_form_says_what_an_embargo_does(client, editor):
    client.force_login(editor)
    waiting, public = scheduled(editor), make_article(by=editor)
    until = {"embargo_until": "2090-01-01T10:00"}

    held = client.post(change(waiting), as_typed(waiting, _save="1", **until), follow=True)
    late = client.post(change(public), as_typed(public, _save="1", **until), follow=True)

    assert "The embargo holds it until 1 January 2090, 10:00 UTC." in held.content.decode()
    assert "withdraw it to take it away" in late.content.decode()


def test_who_withdraws_what_is_withdrawn_is_told(client, editor):
    article = publishing.withdraw(make_article(by=editor), by=editor, reason="First.")
    client.force_login(editor)

    page = client.post(
        reverse("admin:article_withdraw", args=[article.pk]), {"reason": "Second."}, follow=True
    )
    several = {"action": "withdraw_chosen", "_selected_action": [article.pk]}
    several |= {"withdraw_them": "1", "reason": "Third."}
    listed = client.post("/admin/articles/article/", several, follow=True)

    assert "This story is withdrawn already." in page.content.decode()
    assert "None of these stories is on the site" in listed.content.decode()
    article.refresh_from_db()
    assert article.withdrawn_reason == "First."


def test_links_are_tried_in_a_few_queries_however_many(django_assert_max_num_queries):
    make_publication()
    make_article(published_at=None, tags=("Secret",))
    make_article(tags=("Told",))
    links = "".join(f'<a href="/tags/t{number}/">x</a> ' for number in range(1000))

    with django_assert_max_num_queries(3):
        assert len(inner_links.dead(f"<p>{links}</p>")) == inner_links.MOST_TRIED
    dead = '<a href="/tags/secret/">a</a> <a href="/nonsense/">b</a>'
    alive = '<a href="/tags/told/">c</a> <a href="/search/">d</a> <a href="/">e</a>'
    assert inner_links.dead(f"<p>{dead} {alive}</p>") == ["/tags/secret/", "/nonsense/"]


def test_a_mail_keeps_an_embargo(editor, settings):
    editor.email = "desk@example.org"
    editor.save()
    writer = make_user("Writer")
    article = make_article(
        by=writer, published_at=None, headline="Zephyrine", embargo_until=in_hours(48)
    )
    publishing.submit(article, by=writer)

    mailing.send(Notice.objects.get().pk)

    (message,) = mail.outbox
    assert "Zephyrine" not in message.subject + message.body
    assert message.subject == "Submitted: a story under embargo"


@pytest.mark.parametrize(
    ("model", "make"),
    [
        ("articles_section", make_section),
        ("articles_tag", lambda: Tag.objects.create(name="T", slug="t")),
        ("media_image", make_image),
        ("newsroom_page", lambda: Page.objects.create(title="A", slug="a")),
        ("authors_user", lambda: make_user("Writer")),
    ],
)
@pytest.mark.parametrize("is_in_list", [False, True])
def test_whatever_is_deleted_is_in_the_log(client, model, make, is_in_list):
    publisher = make_user("Publisher")
    client.force_login(publisher)
    record = make()

    if is_in_list:
        sent = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
        client.post(reverse(f"admin:{model}_changelist"), sent)
    else:
        client.post(reverse(f"admin:{model}_delete", args=[record.pk]), {"post": "yes"})

    is_gone = not type(record).objects.filter(pk=record.pk).exists()
    told = Deed.objects.filter(kind=Kind.DELETED, about_name=str(record), by=publisher)
    assert told.count() == is_gone
    # Tags have no actions.
    assert is_gone or (is_in_list and model == "articles_tag")


def test_a_password_that_somebody_sets_is_in_the_log(client):
    publisher, other = make_user("Publisher"), make_user("Writer")
    client.force_login(publisher)
    sent = dict.fromkeys(("password1", "password2"), "a-long-other-pass-1")

    client.post(f"/admin/authors/user/{other.pk}/password/", sent | {"usable_password": "true"})

    (deed,) = deeds.about(other)
    assert (deed.kind, deed.words, deed.by) == (Kind.PERMISSIONS, "Set a new password.", publisher)


def test_stories_of_before_have_their_links(editor):
    from importlib import import_module

    from django.apps import apps

    target = make_article()
    body = f'<p><a href="{target.get_absolute_url()}">See</a></p>'
    source = make_article(body=body)
    InnerLink.objects.all().delete()
    migration = import_module("articles.migrations.0013_links_of_public_stories")

    for _ in range(2):
        migration.write_links(apps, None)

    assert inner_links.linking_to(target) == [source]
    assert InnerLink.objects.count() == 1


# What a Writer, or an Editor, might try


def test_what_was_published_meanwhile_is_not_deleted(editor):
    draft = make_article(published_at=None, by=editor)
    looked_at = Article.objects.get(pk=draft.pk)
    publishing.publish(draft, by=editor)
    request = RequestFactory().post("/")
    request.user = editor

    with pytest.raises(PermissionDenied):
        ArticleAdmin(Article, admin.site).delete_model(request, looked_at)

    assert Article.objects.filter(pk=draft.pk).exists()


def test_a_list_sends_out_nothing_that_others_saved_since_it_was_loaded(client, editor):
    writer = make_user("Writer", username="wren")
    article = make_article(published_at=None, by=writer)
    client.force_login(editor)
    page = client.get("/admin/articles/article/").content.decode()
    seen_at = re.search(r'name="seen_at" value="([^"]+)"', page)[1]
    document = article.revisions.first().document
    revising.save(article, replace(document, headline="Swapped"), by=writer)

    sent = {"action": "publish_chosen", "_selected_action": [article.pk], "seen_at": seen_at}
    refused = client.post("/admin/articles/article/", sent, follow=True)
    article.refresh_from_db()

    assert "wren saved it meanwhile. Open the story." in refused.content.decode()
    assert not article.is_public


def test_a_change_that_a_closed_login_scheduled_does_not_go_out(editor):
    article = make_article(headline="Old", by=editor)
    document = article.revisions.first().document
    revising.save(article, replace(document, headline="New"), by=editor)
    publishing.publish(article, by=editor, at=timezone.now() + HOUR)
    editor.is_active = False
    editor.save()
    now = timezone.now()
    Article.objects.filter(pk=article.pk).update(scheduled_at=now, due_at=now)

    publishing.apply_due()

    article.refresh_from_db()
    assert (article.headline, article.held_back) == ("Old", "Not permitted any more.")


def test_a_writer_prepares_no_other_address_of_a_story_that_will_go_out(client, editor):
    writer = make_user("Writer")
    article = make_article(published_at=None, slug="planned", by=writer)
    publishing.publish(article, by=editor, at=timezone.now() + HOUR)
    client.force_login(writer)

    client.post(change(article), as_typed(article, slug="smuggled", headline="Another"))

    newest = article.revisions.first().document
    assert (newest.headline, newest.slug) == ("Another", "planned")


def test_the_tags_of_others_drafts_are_told_to_no_writer(client, editor):
    make_article(published_at=None, tags=("Operation Zebra",), by=editor)
    make_article(tags=("Zebra crossing",), by=editor)
    Tag.objects.create(name="Zebra, unused", slug="zebra-unused")

    def told(user):
        client.force_login(user)
        found = client.get("/admin/articles/article/pick/tags/?q=zebra").json()["results"]
        listed = client.get("/admin/articles/tag/?q=zebra").content.decode()
        assert ("Operation Zebra" in listed) == ("Operation Zebra" in found)
        return set(found)

    everybodys = {"Zebra crossing", "Zebra, unused"}
    assert told(make_user("Writer")) == everybodys
    assert told(editor) == everybodys | {"Operation Zebra"}


def test_to_restore_a_field_is_not_to_read_the_rest(settings, editor):
    settings.FOUR_EYES = True
    article = make_article(published_at=None, standfirst="Once.", by=editor)
    document = article.revisions.first().document
    newest = revising.save(article, replace(document, standfirst="", body="<p>New.</p>"), by=editor)
    first = article.revisions.get(number=1)
    restoring.restore(first, by=make_user("Writer"), on=newest.stamp, field="standfirst")

    with pytest.raises(ValidationError, match="Nobody but you has read"):
        publishing.publish(article, by=editor)


@pytest.mark.parametrize("note", ["Approved", "published", "SCHEDULED", "Submitted"])
def test_a_name_that_a_deed_gives_is_given_by_nobody(client, editor, note):
    article = make_article(published_at=None, by=editor)
    client.force_login(editor)

    client.post(reverse("admin:article_name_revision", args=[article.pk, 1]), {"note": note})
    typed = client.post(change(article), as_typed(article, note=note))

    assert typed.status_code == 422
    assert not article.revisions.exclude(note="").exists()


def test_a_public_correction_is_not_taken_back_by_a_date_or_another_story(client, editor):
    article, other = make_article(by=editor), make_article(by=editor)
    told = Correction.objects.create(article=article, text="Not so.", made_by=editor)
    client.force_login(editor)
    address = f"/admin/articles/correction/{told.pk}/change/"
    sent = {"article": article.pk, "kind": "correction", "text": "Not so."}

    ahead = client.post(address, sent | {"published_at": "2099-01-01T10:00"})
    client.post(address, sent | {"article": other.pk, "text": "Not at all so."})

    told.refresh_from_db()
    assert ahead.status_code == 422
    assert (told.article, told.text) == (article, "Not at all so.")
    words = Deed.objects.filter(kind=Deed.Kind.CORRECTED).first().words
    assert words == "Changed: Correction: Not so. → Correction: Not at all so."
