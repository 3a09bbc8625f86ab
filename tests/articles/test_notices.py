"""Mail to those whom a deed concerns: who gets it, what it says, and never twice."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import mailing, notices, publishing, revising
from articles.models import Article, Notice
from authors import deeds
from authors.models import Deed
from tests.builders import make_article, make_author, make_document, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return make_user("Writer", username="ana", first_name="Ana", email="ana@paper.example")


@pytest.fixture
def ed():
    return make_user("Editor", username="ed", first_name="Ed", email="ed@paper.example")


def make_draft(by, **overrides):
    return make_article(by=by, published_at=None, **overrides)


def told():
    return [(notice.tells, notice.to.username) for notice in Notice.objects.order_by("pk")]


def send_all():
    for notice in Notice.objects.all():
        mailing.send(notice.pk)


def make_due(article, **moments):
    """As if the moment had come while nobody was looking."""
    Article.objects.filter(pk=article.pk).update(**moments, due_at=min(moments.values()))


# Who is told


def test_whoever_may_publish_is_told_of_what_is_submitted(ana, ed):
    make_user("Bio editor", email="bo@paper.example")

    publishing.submit(make_draft(ana), by=ana)

    assert told() == [("submitted", "ed")]


def test_submitting_twice_tells_once(ana, ed):
    draft = make_draft(ana)
    publishing.submit(draft, by=ana)

    publishing.submit(draft, by=ana)

    assert told() == [("submitted", "ed")]


def test_writers_are_told_that_their_story_came_back(ana, ed):
    bea = make_user("Writer", username="bea", email="bea@paper.example")
    draft = make_draft(ana)
    draft.bylines.create(author=make_author(user=bea), position=9)
    publishing.submit(draft, by=ana)
    Notice.objects.all().delete()

    publishing.send_back(draft, by=ed, note="Ask the harbour master.")

    assert sorted(told()) == [("returned", "ana"), ("returned", "bea")]


def test_writers_are_told_that_their_story_is_out(ana, ed):
    publishing.publish(make_draft(ana), by=ed)

    assert told() == [("published", "ana")]


def test_nobody_is_told_of_what_they_did_themselves(ed):
    draft = make_draft(ed)
    publishing.submit(draft, by=ed)

    publishing.publish(draft, by=ed)

    assert told() == []


def test_writers_are_told_of_what_the_clock_published_even_if_they_set_it(ed):
    story = publishing.publish(make_draft(ed), by=ed, at=timezone.now() + dt.timedelta(seconds=30))
    assert told() == []
    make_due(story, published_at=timezone.now() - dt.timedelta(seconds=3))

    publishing.apply_due()

    assert told() == [("published", "ed")]


def scheduled_change(ana, ed, **document):
    story = make_article(by=ana)
    revising.save(story, make_document(**document), by=ana)
    publishing.publish(story, by=ed, at=timezone.now() + dt.timedelta(minutes=5))
    return story


def test_a_change_that_went_out_late_is_told_to_those_who_can_do_something(ana, ed):
    story = scheduled_change(ana, ed)
    make_due(story, scheduled_at=timezone.now() - dt.timedelta(seconds=90))

    publishing.apply_due()

    assert told() == [("late", "ed"), ("published", "ana")]


def test_a_change_in_time_is_not_late(ana, ed):
    story = scheduled_change(ana, ed)
    make_due(story, scheduled_at=timezone.now() - dt.timedelta(seconds=notices.LATE / 2))

    publishing.apply_due()

    assert told() == [("published", "ana")]


def test_a_change_that_was_held_back_is_told_to_those_who_can_do_something(ana, ed):
    story = scheduled_change(ana, ed)
    Article.objects.filter(pk=story.pk).update(embargo_until=timezone.now() + dt.timedelta(hours=1))
    scheduled = Article.objects.get(pk=story.pk).scheduled_revision
    scheduled.content |= {"body": ""}
    scheduled.save()
    make_due(story, scheduled_at=timezone.now() - dt.timedelta(seconds=3))

    publishing.apply_due()

    assert told() == [("held_back", "ed")]


@pytest.mark.parametrize("facts", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_whoever_cannot_be_reached_gets_no_notice(ana, facts):
    make_user("Editor", **{"email": "ed@paper.example"} | facts)

    publishing.submit(make_draft(ana), by=ana)

    assert told() == []


def test_what_is_imported_is_told_to_nobody(ana, ed):
    with deeds.through(Deed.Door.IMPORT):
        publishing.publish(make_draft(ana), by=ed)

    assert told() == []


def jobs_of_notices():
    numbers = Notice.objects.values_list("pk", flat=True)
    jobs = ProcrastinateJob.objects.filter(task_name="articles.jobs.send_notice")
    return sorted(job.args["notice"] for job in jobs if job.args["notice"] in numbers)


def test_a_deed_that_is_undone_leaves_neither_notice_nor_job(ana, ed):
    draft, jobs = make_draft(ana), ProcrastinateJob.objects.count()

    with transaction.atomic():
        publishing.submit(draft, by=ana)
        assert (Notice.objects.count(), ProcrastinateJob.objects.count()) == (1, jobs + 1)
        transaction.set_rollback(True)

    assert (Notice.objects.count(), ProcrastinateJob.objects.count()) == (0, jobs)


def test_each_notice_has_a_job_of_its_own(ana, ed):
    make_user("Publisher", email="pia@paper.example")

    publishing.submit(make_draft(ana), by=ana)

    assert len(jobs_of_notices()) == 2
    assert jobs_of_notices() == list(Notice.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("editors", [1, 3])
def test_more_readers_cost_no_more_queries(ana, editors, django_assert_num_queries):
    for _ in range(editors):
        make_user("Editor", email="e@paper.example")
    deed = deeds.note(make_draft(ana), Deed.Kind.SAVED, "Saved.", by=ana)
    deed.kind = Deed.Kind.SUBMITTED
    article = deed.about

    # Who may publish, the notices, their jobs.
    with django_assert_num_queries(3):
        notices.after_deed(Deed, deed, article)


# What it says


def test_a_mail_says_who_did_what_and_where_it_is(settings, ana, ed):
    settings.SITE_URL = "https://paper.example"
    draft = make_draft(ana, headline="What the oyster beds remember")
    publishing.submit(draft, by=ana)

    send_all()

    [sent] = mail.outbox
    assert sent.subject == "Submitted: What the oyster beds remember"
    assert sent.to == ["ed@paper.example"]
    assert sent.body == (
        "Ana submitted “What the oyster beds remember”. It waits for somebody who may "
        "publish it.\n\n"
        f"https://paper.example/admin/articles/article/{draft.pk}/change/\n\n"
    )


def test_the_note_of_a_returned_story_is_in_the_mail(ana, ed):
    draft = make_draft(ana)
    publishing.submit(draft, by=ana)
    publishing.send_back(draft, by=ed, note="Who says <so> & why?\nAsk them.")

    send_all()

    assert "Who says <so> & why?\nAsk them.\n" in mail.outbox[-1].body


def test_what_the_clock_did_names_nobody(ana, ed):
    story = publishing.publish(
        make_draft(ana, headline="Storm"), by=ed, at=timezone.now() + dt.timedelta(minutes=1)
    )
    make_due(story, published_at=timezone.now() - dt.timedelta(seconds=3))
    publishing.apply_due()

    send_all()

    assert mail.outbox[0].body.startswith("“Storm” went out as scheduled.\n")


def test_each_kind_of_notice_has_its_words(ana, ed):
    draft = make_draft(ana)
    deed = deeds.note(draft, Deed.Kind.HELD_BACK, "No credit.", by=None, late_by=61.2)

    for tells in Notice.Tells.values:
        Notice.objects.all().delete()
        notice = Notice.objects.create(deed=deed, to=ana, tells=tells)
        mailing.send(notice.pk)

    assert len(mail.outbox) == 6
    assert "61 seconds after its moment" in mail.outbox[3].body
    assert "was held back" in mail.outbox[4].body
    assert all("/change/" in sent.body for sent in mail.outbox)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"])
def test_a_headline_cannot_add_a_header(ana, ed, end):
    publishing.submit(make_draft(ana, headline=f"Storm{end}Bcc: all@paper.example"), by=ana)

    send_all()

    message = mail.outbox[0].message()
    assert message["Bcc"] is None
    assert message["Subject"] == "Submitted: Storm Bcc: all@paper.example"


def test_a_name_cannot_add_a_line(ana, ed):
    ana.first_name = "Ana\n\nhttps://elsewhere.example"
    ana.save()
    publishing.submit(make_draft(ana), by=ana)

    send_all()

    assert mail.outbox[0].body.startswith("Ana https://elsewhere.example submitted “")


def test_a_subject_fits(ana, ed):
    publishing.submit(make_draft(ana, headline="ä" * 200), by=ana)

    send_all()

    assert len(mail.outbox[0].subject) == mailing.SUBJECT_LENGTH


def test_a_mail_bears_the_same_number_whenever_it_is_written(ana, ed):
    publishing.submit(make_draft(ana), by=ana)
    notice = Notice.objects.get()

    once, again = (mailing.written(notice).message() for _ in range(2))

    assert once["Message-ID"] == again["Message-ID"]
    assert once["Message-ID"].startswith(f"<notice-{notice.pk}-")
    assert once.as_bytes() == again.as_bytes()


# Once, or not at all


def test_a_notice_is_sent_once(ana, ed):
    publishing.submit(make_draft(ana), by=ana)

    send_all()
    send_all()

    notice = Notice.objects.get()
    assert len(mail.outbox) == 1
    assert notice.claimed_at <= notice.sent_at


def test_a_notice_that_was_claimed_is_not_sent_by_another(ana, ed):
    publishing.submit(make_draft(ana), by=ana)
    Notice.objects.update(claimed_at=timezone.now())

    send_all()

    assert mail.outbox == []
    assert Notice.objects.get().standing == "Perhaps sent."


def test_a_notice_without_its_story_is_left_out(ana, ed):
    draft = make_draft(ana)
    publishing.submit(draft, by=ana)
    Article.objects.filter(pk=draft.pk).delete()

    send_all()

    assert mail.outbox == []
    assert Notice.objects.get().left_out == "This login may not open the story."


def test_whoever_may_not_open_the_story_any_more_is_left_out(ana, ed):
    publishing.submit(make_draft(ana), by=ana)
    ed.groups.clear()

    send_all()

    assert mail.outbox == []
    assert Notice.objects.get().standing == "This login may not open the story."


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"is_active": False}, "This login is closed."),
        ({"is_staff": False}, "This login is closed."),
        ({"email": "ed@paper.example\nBcc: all@paper.example"}, "no address"),
        ({"email": "ed@paper.example, all@paper.example"}, "no address"),
    ],
)
def test_whoever_left_meanwhile_is_left_out(ana, ed, facts, why):
    publishing.submit(make_draft(ana), by=ana)
    type(ed).objects.filter(pk=ed.pk).update(**facts)

    send_all()

    assert mail.outbox == []
    assert why in Notice.objects.get().left_out


def test_a_number_that_is_gone_does_nothing():
    mailing.send(999_999)

    assert mail.outbox == []


@pytest.fixture
def breaking(monkeypatch):
    """`breaking(error)`: the mail server fails with it when it is handed a mail."""

    def fail_with(error, at="send_messages"):
        def fail(*args):
            raise error

        monkeypatch.setattr(EmailBackend, at, fail)

    return fail_with


def test_a_server_that_is_away_leaves_nothing_unclear(ana, ed, breaking):
    publishing.submit(make_draft(ana), by=ana)
    breaking(ConnectionRefusedError(), at="open")

    with pytest.raises(ConnectionRefusedError):
        send_all()

    assert Notice.objects.get().standing == "Not sent yet."


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPDataError(451, b"try later"),
        smtplib.SMTPSenderRefused(530, b"log in", "newsroom@paper.example"),
        smtplib.SMTPRecipientsRefused({"ed@paper.example": (450, b"grey")}),
    ],
)
def test_a_server_that_says_no_for_now_is_asked_again(ana, ed, breaking, error):
    publishing.submit(make_draft(ana), by=ana)
    breaking(error)

    with pytest.raises(type(error)):
        send_all()

    assert Notice.objects.get().standing == "Not sent yet."


def test_a_server_that_knows_no_such_person_is_not_asked_again(ana, ed, breaking):
    publishing.submit(make_draft(ana), by=ana)
    breaking(smtplib.SMTPRecipientsRefused({"ed@paper.example": (550, b"unknown")}))

    send_all()

    assert Notice.objects.get().left_out.startswith("The mail server refused it: ")


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected(), TimeoutError()])
def test_a_server_that_breaks_off_leaves_it_unclear(ana, ed, breaking, error):
    publishing.submit(make_draft(ana), by=ana)
    breaking(error)

    send_all()

    assert Notice.objects.get().standing == "Perhaps sent."
