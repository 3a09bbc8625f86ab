"""Sends a notice, at most once: it is claimed, handed over, and marked."""

import logging
import smtplib
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, mailers
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from articles import checklist
from articles.models import Article, Notice
from authors.models import User

SUBJECT_LENGTH = 75
CHANGE_PICTURES = "media.change_image"
UNDER_EMBARGO = "a story under embargo"
# The mail server said no, so nothing was sent.
REFUSALS = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
)

log = logging.getLogger(__name__)


def send(number: int) -> None:
    """Send the notice of this number, unless it is done with. Safe to ask for twice.

    A mail server that cannot be reached, or says no for now, raises: ask again later. One
    that breaks off in the middle may have taken the mail, so the claim stays and nobody
    sends it again.
    """
    notice = Notice.objects.select_related("deed__by", "to").filter(pk=number).first()
    if notice is None or notice.sent_at or notice.left_out:
        return
    if reason := why_not(notice):
        leave_out(notice, reason)
        return
    message = written(notice)
    # It is reached before the claim: a server that is away makes nothing unclear.
    with mailers.default as mailer:
        if claim(notice, again=getattr(mailer, "may_repeat", False)):
            hand_over(notice, message, mailer)
        else:
            log.warning("Notice %s may have been sent before; it is not sent again.", number)


def hand_over(notice: Notice, message: EmailMessage, mailer) -> None:
    try:
        mailer.send_messages([message])
    except REFUSALS as error:
        if is_for_good(error):
            leave_out(notice, f"The mail server refused it: {error}")
            return
        Notice.objects.filter(pk=notice.pk).update(claimed_at=None)
        raise
    except (OSError, smtplib.SMTPException):
        log.warning("It is unclear whether notice %s was sent.", notice.pk, exc_info=True)
        return
    Notice.objects.filter(pk=notice.pk).update(sent_at=timezone.now())


def claim(notice: Notice, *, again: bool) -> bool:
    """Whether it is ours to send; `again` where sending twice makes one mail."""
    free = Notice.objects.filter(pk=notice.pk, sent_at=None)
    if not again:
        free = free.filter(claimed_at=None)
    return bool(free.update(claimed_at=timezone.now()))


def leave_out(notice: Notice, reason: str) -> None:
    log.warning("Notice %s is not sent. %s", notice.pk, reason)
    Notice.objects.filter(pk=notice.pk).update(left_out=reason)


def is_for_good(error: Exception) -> bool:
    """No later attempt will bring it to this address."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _ in error.recipients.values())


def why_not(notice: Notice) -> str:
    """What has changed since the deed, or was never so."""
    if not notice.to.is_active or not notice.to.is_staff:
        return "This login is closed."
    try:
        validate_email(notice.to.email)
    except ValidationError:
        return "This login has no address that mail can be sent to."
    keeps_pictures = notice.tells == Notice.Tells.RIGHTS and notice.to.has_perm(CHANGE_PICTURES)
    may_open = Article.objects.open_to(notice.to).filter(pk=notice.deed.about_id)
    if not keeps_pictures and not may_open.exists():
        return "This login may not open the story."
    return ""


def written(notice: Notice) -> EmailMessage:
    deed, headline, words = notice.deed, on_one_line(notice.deed.about_name), notice.deed.words
    if is_under_embargo(deed.about_id):
        # A mailbox is no door either: the desk tells the rest.
        headline, words = UNDER_EMBARGO, ""
    story = reverse("admin:articles_article_change", args=[deed.about_id])
    told = {
        "headline": headline,
        "who": name_of(deed.by) if deed.by else "",
        "words": words,
        "late_by": deed.late_by,
        "link": f"{settings.SITE_URL}{story}",
    }
    moment = f"{notice.made_at:%Y%m%d%H%M%S%f}"
    return EmailMessage(
        Truncator(f"{notice.get_tells_display()}: {headline}").chars(SUBJECT_LENGTH),
        render_to_string(f"mail/{notice.tells}.txt", told),
        to=[notice.to.email],
        headers={
            "Date": deed.at,
            # The same whenever it is written, so that a mail that comes twice is known by it.
            "Message-ID": f"<notice-{notice.pk}-{moment}@{settings.SITE_HOST}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def is_under_embargo(number: int) -> bool:
    article = Article.objects.get(pk=number)
    return checklist.embargo_of(article, article.revisions.first()) is not None


def name_of(user: User) -> str:
    return on_one_line(str(user))


def on_one_line(text: str) -> str:
    """What stands in a header ends no line of it."""
    words = " ".join(text.split())
    return "".join(sign for sign in words if unicodedata.category(sign) != "Cc")
