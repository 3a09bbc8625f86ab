"""What goes out later: stories, changes and withdrawals at their second, noted and told."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from articles import publishing, revising
from articles.models import Article
from articles.publishing import Change
from authors import deeds
from authors.models import Deed
from tests.builders import make_article, make_document, make_image, make_publication, make_user

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def soon():
    return timezone.now() + HOUR


def make_draft(**overrides):
    return make_article(published_at=None, **overrides)


def with_change(article, **overrides):
    """The story with a newer text at the desk."""
    revising.save(article, make_document(**overrides), by=make_user())
    return article


def let_it_be_past(article):
    """An hour goes by for this story."""
    article.refresh_from_db()
    for name in ("published_at", "scheduled_at", "withdrawn_at", "due_at"):
        if moment := getattr(article, name):
            setattr(article, name, moment - HOUR - dt.timedelta(seconds=1))
    article.save()


def words_of(article, kind):
    return [deed.words for deed in deeds.about(article).filter(kind=kind)]


def test_a_scheduled_story_is_noted_when_it_has_gone_out():
    article = publishing.publish(make_draft(), by=make_user(), at=soon())
    let_it_be_past(article)

    assert Article.objects.published().get() == article
    assert publishing.apply_due() == 1
    assert publishing.apply_due() == 0

    (noted,) = deeds.about(article).filter(kind=Deed.Kind.PUBLISHED)
    assert (noted.by, noted.door) == (None, Deed.Door.CLOCK)
    assert 1 <= noted.late_by < 60


def test_a_change_waits_for_its_moment_and_goes_out_then():
    editor = make_user("Editor")
    article = with_change(make_article(headline="Old"), headline="New")

    publishing.publish(article, by=editor, at=soon())
    assert publishing.apply_due() == 0
    article.refresh_from_db()
    assert (article.headline, article.state) == ("Old", "published with changes")
    let_it_be_past(article)
    publishing.apply_due()

    article.refresh_from_db()
    assert (article.headline, article.state) == ("New", "published")
    assert (article.scheduled_at, article.scheduled_revision, article.due_at) == (None, None, None)
    noted = deeds.about(article).filter(kind=Deed.Kind.PUBLISHED, door=Deed.Door.CLOCK).get()
    assert noted.by == editor
    assert noted.late_by > 0


def test_what_is_saved_after_scheduling_does_not_go_out_with_it():
    article = with_change(make_article(headline="Old"), headline="Scheduled")
    publishing.publish(article, by=make_user(), at=soon())
    with_change(article, headline="Only begun")
    let_it_be_past(article)

    publishing.apply_due()

    article.refresh_from_db()
    assert (article.headline, article.state) == ("Scheduled", "published with changes")


def test_scheduling_again_replaces_text_and_moment():
    article = with_change(make_article(), headline="First")
    publishing.publish(article, by=make_user(), at=soon())
    with_change(article, headline="Second")

    later = soon() + HOUR
    publishing.publish(article, by=make_user(), at=later)

    article.refresh_from_db()
    assert article.scheduled_revision.document.headline == "Second"
    assert article.scheduled_at == article.due_at == later


def test_a_change_taken_off_the_schedule_stays_at_the_desk():
    article = with_change(make_article(headline="Old"), headline="New")
    publishing.publish(article, by=make_user(), at=soon())

    article = publishing.unschedule(article, by=make_user())

    assert (article.headline, article.due_at) == ("Old", None)
    assert article.revisions.first().document.headline == "New"
    assert words_of(article, Deed.Kind.UNSCHEDULED)


def test_a_story_taken_off_the_schedule_is_a_draft_again():
    article = publishing.publish(make_draft(), by=make_user(), at=soon())

    article = publishing.unschedule(article, by=make_user())

    assert (article.state, article.published_at, article.address_year) == ("draft", None, None)
    assert publishing.publish(article, by=make_user()).is_public


def test_a_change_too_near_is_refused_at_the_field():
    article = with_change(make_article())

    with pytest.raises(ValidationError) as refusal:
        publishing.publish(article, by=make_user(), at=timezone.now() + dt.timedelta(seconds=2))

    assert set(refusal.value.message_dict) == {"publish_at"}


def test_a_change_that_broke_a_rule_meanwhile_is_held_back_told_and_not_tried_again():
    image = make_image()
    article = with_change(make_article(headline="Old"), headline="New", lead_image=image.pk)
    publishing.publish(article, by=make_user(), at=soon())
    image.credit = ""
    image.save()
    let_it_be_past(article)

    assert publishing.apply_due() == 1
    assert publishing.apply_due() == 0

    article.refresh_from_db()
    assert article.headline == "Old"
    assert "no credit" in article.held_back
    assert "no credit" in words_of(article, Deed.Kind.HELD_BACK)[0]
    assert list(Article.objects.held_back()) == [article]


def test_a_withdrawal_takes_effect_at_its_moment_by_the_clock_alone(client):
    make_publication()
    article = make_article()

    article = publishing.withdraw(article, by=make_user(), reason="The offer ended.", at=soon())
    assert client.get(article.get_absolute_url()).status_code == 200
    assert article.state == "published"
    let_it_be_past(article)

    assert not Article.objects.published().exists()
    assert client.get(article.get_absolute_url()).status_code == 410
    # The reader's request noted it.
    assert deeds.about(article).filter(kind=Deed.Kind.WITHDREW, by=None).get().late_by > 0


def test_a_withdrawal_to_come_is_called_off():
    article = publishing.withdraw(make_article(), by=make_user(), reason="Over.", at=soon())

    article = publishing.restore(article, by=make_user())

    assert (article.withdrawn_at, article.due_at) == (None, None)


def test_a_story_that_goes_out_and_is_withdrawn_later_keeps_both_moments():
    first, last = soon(), soon() + HOUR
    article = publishing.publish(make_draft(), by=make_user(), at=first)
    article = publishing.withdraw(article, by=make_user(), reason="Over.", at=last)

    assert article.due_at == first
    let_it_be_past(article)
    publishing.apply_due()

    article.refresh_from_db()
    assert article.is_public
    assert article.due_at == article.withdrawn_at


def test_the_first_reader_gets_the_change(client):
    make_publication()
    article = with_change(make_article(headline="Old headline"), headline="New headline")
    publishing.publish(article, by=make_user(), at=soon())
    let_it_be_past(article)

    assert "New headline" in client.get(article.get_absolute_url()).content.decode()


def test_readers_get_the_page_when_what_is_due_cannot_be_done(client, monkeypatch, caplog):
    make_publication()
    article = with_change(make_article(headline="Old headline"), headline="New headline")
    publishing.publish(article, by=make_user(), at=soon())
    let_it_be_past(article)

    def broken():
        raise RuntimeError("Out of order.")

    monkeypatch.setattr(publishing, "apply_due", broken)

    assert "Old headline" in client.get(article.get_absolute_url()).content.decode()
    assert "could not be done" in caplog.text


def test_a_small_fix_keeps_the_updated_time_and_another_change_moves_it():
    article = with_change(make_article(), headline="Fixed")

    fixed = publishing.publish(article, by=make_user(), change=Change(moves_updated=False))
    assert (fixed.headline, fixed.updated_at) == ("Fixed", None)

    changed = publishing.publish(with_change(fixed, headline="New"), by=make_user())
    assert changed.updated_at is not None


def test_a_correction_goes_out_with_its_text_and_is_tied_to_it(client):
    make_publication()
    editor = make_user("Editor")
    article = with_change(make_article(), headline="Nine years")

    publishing.publish(
        article, by=editor, change=Change(kind="correction", words="It took nine years.")
    )

    (told,) = article.corrections.all()
    assert (told.revision, told.made_by) == (article.revisions.first(), editor)
    for address in (Article.objects.get().get_absolute_url(), "/corrections/"):
        assert "It took nine years." in client.get(address).content.decode()


def test_a_correction_of_a_scheduled_change_is_told_when_it_goes_out():
    article = with_change(make_article(), headline="Nine years")
    change = Change(kind="correction", words="It took nine years.")
    publishing.publish(article, by=make_user(), at=soon(), change=change)
    assert not article.corrections.exists()
    let_it_be_past(article)

    publishing.apply_due()

    assert article.corrections.get().text == "It took nine years."


def test_a_correction_without_another_text_is_told_at_once():
    article = publishing.publish(make_draft(), by=make_user())

    publishing.publish(article, by=make_user(), change=Change(kind="note", words="A note."))

    article.refresh_from_db()
    assert article.corrections.get().text == "A note."
    assert article.updated_at is not None


def test_what_may_be_overridden_takes_a_permission_and_a_reason_that_is_logged():
    article = make_draft(section=None)

    with pytest.raises(ValidationError):
        publishing.publish(article, by=make_user("Publisher"))
    with pytest.raises(PermissionDenied):
        publishing.publish(article, by=make_user("Editor"), override="It is urgent.")
    publishing.publish(article, by=make_user("Publisher"), override="It is urgent.")

    assert words_of(article, Deed.Kind.OVERRODE) == ["Overrode section: It is urgent."]


@pytest.mark.parametrize("role", ["Editor", "Publisher"])
def test_a_missing_credit_and_an_embargo_are_never_overridden(role):
    uncredited = make_draft(lead_image=make_image(credit="").pk)
    embargoed = make_draft(embargo_until=soon())

    for article in (uncredited, embargoed):
        with pytest.raises(ValidationError):
            publishing.publish(article, by=make_user(role), override="It is urgent.")


def test_four_eyes_let_nobody_publish_what_only_they_have_read(settings):
    settings.FOUR_EYES = True
    ana, bo = make_user("Editor"), make_user("Editor")
    article = make_draft(by=ana)

    with pytest.raises(ValidationError, match="Nobody but you"):
        publishing.publish(article, by=ana)
    with pytest.raises(ValidationError, match="Somebody else"):
        publishing.approve(article, by=ana)
    publishing.approve(article, by=bo)

    assert publishing.publish(article, by=ana).is_public


def test_an_approval_is_of_one_text_and_not_of_the_next(settings):
    settings.FOUR_EYES = True
    ana, bo = make_user("Editor"), make_user("Editor")
    article = make_draft(by=ana)
    publishing.approve(article, by=bo)
    revising.save(article, make_document(), by=ana)

    with pytest.raises(ValidationError, match="Nobody but you"):
        publishing.publish(article, by=ana)


def test_a_story_is_returned_with_a_note_and_handed_in_again():
    article = publishing.submit(make_draft(), by=make_user())

    with pytest.raises(ValidationError, match="what is to be done"):
        publishing.send_back(article, by=make_user(), note=" ")
    article = publishing.send_back(article, by=make_user(), note="Who says so?")
    assert (article.state, article.returned_note) == ("draft", "Who says so?")
    assert list(Article.objects.returned()) == [article]

    article = publishing.submit(article, by=make_user())
    assert (article.state, article.returned_note) == ("in review", "")


def test_what_is_not_in_review_cannot_be_returned():
    for article in (make_draft(), make_article()):
        with pytest.raises(ValidationError, match="not in review"):
            publishing.send_back(article, by=make_user(), note="No.")


def test_an_embargo_set_and_lifted_is_in_the_log():
    article = make_draft(embargo_until=soon())
    with_change(article)

    assert [words.split()[1] for words in words_of(article, Deed.Kind.EMBARGO)] == [
        "removed.",
        "until",
    ]


def test_the_log_is_only_ever_added_to():
    article = make_article()
    entry = deeds.about(article).first()

    for rewrite in (entry.delete, lambda: deeds.about(article).update(words="Nothing.")):
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            rewrite()


def test_a_login_with_a_name_in_the_log_stays(client):
    client.force_login(make_user(is_superuser=True))
    writer = make_article().created_by

    assert (
        client.post(f"/admin/authors/user/{writer.pk}/delete/", {"post": "yes"}).status_code == 403
    )
