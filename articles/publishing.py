"""The gate: the only way by which a story becomes public, changes in public, or leaves.

Every deed is one transaction, may be asked for twice, and answers what an editor can
mend with a `ValidationError` on the field of the form.
"""

import dataclasses
import datetime as dt
import logging
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles import addresses, checklist, inner_links, revising, search
from articles.models import Article, Correction, Revision
from articles.moments import in_full
from authors import deeds
from authors.models import Deed, User
from media.models import Image

# A change is scheduled no nearer than this: processes ask about what is due every second.
NOTICE = dt.timedelta(seconds=5)
# Any number, the same in all processes: who holds this lock does what is due.
CLOCK_LOCK = 7_391_552_604
# How long what is due waits for somebody else's deed: readers wait with it.
WAITS_AT_MOST = "2s"
OVERRIDE = "articles.override_article"
NOTHING_TO_CORRECT = "Readers have seen nothing yet that could be corrected."
log = logging.getLogger(__name__)

RETURN = ["returned_at", "returned_by", "returned_note"]
SCHEDULE = ["scheduled_revision", "scheduled_at", "scheduled_with", "held_back"]


@dataclass(frozen=True)
class Change:
    """What goes out beside the text, with a change of a story that is public.

    `moves_updated` says whether readers see a new “updated” time; a small fix keeps the old
    one. A correction is told under the story, of this `kind` in these `words`.
    """

    moves_updated: bool = True
    kind: str = ""
    words: str = ""


def submit(article: Article, *, by: User) -> Article:
    """Hand a draft to the editors. Submitting again keeps the first moment."""
    with transaction.atomic():
        article = locked(article)
        if article.published_at is None and article.submitted_at is None:
            if not article.headline:
                raise ValidationError({"headline": "Write the headline before submitting."})
            article.submitted_at = timezone.now()
            forget_return(article)
            article.save(update_fields=["submitted_at", *RETURN])
            name(article.revisions.first(), "Submitted")
            deeds.note(article, Deed.Kind.SUBMITTED, "Submitted.", by=by)
    return article


def send_back(article: Article, *, by: User, note: str) -> Article:
    """Return a submitted draft to its writers, who read in the note what is to be done."""
    note = note.strip()
    if not note:
        raise ValidationError({"returned_note": "Say what is to be done; the writers read it."})
    with transaction.atomic():
        article = locked(article)
        if article.submitted_at is None or article.published_at is not None:
            raise ValidationError("This story is not in review.")
        article.submitted_at = None
        article.returned_at, article.returned_by, article.returned_note = timezone.now(), by, note
        article.save(update_fields=["submitted_at", *RETURN])
        deeds.note(article, Deed.Kind.RETURNED, f"Returned: {note}", by=by)
    return article


def forget_return(article: Article) -> None:
    article.returned_at = article.returned_by = None
    article.returned_note = ""


def approve(article: Article, *, by: User) -> Revision:
    """Say of the newest text that it may go out. Whoever wrote it cannot."""
    with transaction.atomic():
        article = locked(article)
        revision = article.revisions.first()
        if revision.saved_by_id == by.pk:
            raise ValidationError("You saved this text last. Somebody else has to approve it.")
        if revision.approved_by_id is None:
            revision.approved_by, revision.approved_at = by, timezone.now()
            revision.is_sealed = True
            revision.save(update_fields=["approved_by", "approved_at", "is_sealed"])
            name(revision, "Approved")
            words = f"Approved revision {revision.number}."
            deeds.note(article, Deed.Kind.APPROVED, words, by=by)
    return revision


def publish(
    article: Article,
    *,
    by: User,
    at: dt.datetime | None = None,
    override: str = "",
    change: Change | None = None,
    seen_at: dt.datetime | None = None,
) -> Article:
    """Show the newest revision to readers, now or from the moment `at` on.

    A moment in the past is for stories that were published elsewhere before. A story that
    is public keeps its moment, and its old address leads to a new one; its change goes out
    with what `change` says. `override` is the reason why blocking rules that may be
    overridden are; it needs a permission, and is in the log. Of text that somebody else saved
    after `seen_at` nothing goes out.

    Raises `ValidationError` with a message a field when the checklist holds it back.
    """
    try:
        with transaction.atomic():
            article = locked(article)
            refuse_unseen(article, by, seen_at)
            return through_the_gate(article, by, at, override.strip(), change or Change())
    except IntegrityError as error:
        # Somebody took the address between our look and our write.
        if "article_one_slug_a_month" not in str(error):
            raise
        raise ValidationError({"slug": addresses.SLUG_TAKEN}) from error


def through_the_gate(
    article: Article, by: User, at: dt.datetime | None, override: str, change: Change
) -> Article:
    now = timezone.now()
    revision = article.revisions.first()
    refuse_withdrawn(article)
    was_public = article.address_is_fixed
    if was_public and at is not None and at > now:
        return schedule_change(article, revision, by, at, override, change)
    if was_public and at is not None:
        raise ValidationError("This story is public already; a change of it goes out at once.")
    if was_public and article.live_revision_id == revision.pk:
        correct(article, revision, by, change)
        return article
    if change.words and not was_public:
        raise ValidationError({"correction_words": NOTHING_TO_CORRECT})
    moment = at or now
    if moment > now and article.published_at == moment and article.live_revision_id == revision.pk:
        return article
    check(article, revision, by, max(moment, now), override)
    if was_public:
        change_in_public(article, revision, by, change, now)
    else:
        article.published_at = moment
        addresses.give(article, revision.document, moment)
        put_on_the_row(article, revision, now)
        say_published(article, revision, by, now)
    return article


def refuse_closed(login: User) -> None:
    """What somebody set in motion does not go on without them."""
    if not login.is_active:
        raise PermissionDenied


def refuse_unseen(article: Article, by: User, seen_at: dt.datetime | None) -> None:
    newest = article.revisions.select_related("saved_by").defer("content").first()
    if seen_at and newest.saved_at > seen_at and newest.saved_by != by:
        raise ValidationError(f"{newest.saved_by} saved it meanwhile. Open the story.")


def refuse_withdrawn(article: Article) -> None:
    if article.is_withdrawn:
        raise ValidationError("This story is withdrawn. Restore it before publishing.")


def check(article: Article, revision: Revision, by: User, at: dt.datetime, override: str) -> None:
    """Hold the text back for each rule that it breaks, as of the moment it goes out."""
    # Of two stories with a picture of one bought use, one goes out.
    list(Image.objects.held(revision.document.picture_ids))
    found = checklist.blocking(revision.document, at=at, article=article)
    found += pending_embargo(article, revision, at)
    found += checklist.unread_by_others(revision, by)
    let_through(article, found, by, override)


def pending_embargo(
    article: Article, revision: Revision, at: dt.datetime
) -> list[checklist.Finding]:
    """An embargo binds as soon as it is saved, also what is to go out of an older text."""
    newest = article.revisions.first()
    if newest == revision:
        return []
    return list(checklist.early_embargo(newest.document, at, article))


def let_through(article: Article, found: list[checklist.Finding], by: User, override: str) -> None:
    """Nothing, unless a rule is broken that nobody may or does override."""
    overridden = [finding for finding in found if override and finding.may_be_overridden]
    hold_back([finding for finding in found if finding not in overridden])
    if overridden:
        if not by.has_perm(OVERRIDE):
            raise PermissionDenied
        rules = ", ".join(dict.fromkeys(finding.rule for finding in overridden))
        deeds.note(article, Deed.Kind.OVERRODE, f"Overrode {rules}: {override}", by=by)


def hold_back(findings: list[checklist.Finding]) -> None:
    problems: dict[str, list[str]] = {}
    for finding in findings:
        problems.setdefault(finding.field, []).append(finding.message)
    if problems:
        raise ValidationError(problems)


def put_on_the_row(article: Article, revision: Revision, now: dt.datetime) -> None:
    """Readers get this text; the row is the revision from here on."""
    article.live_revision = revision
    article.pending_since = None
    forget_return(article)
    forget_schedule(article)
    article.wind(now)
    revising.write_row(article, revision.document)
    inner_links.keep(article)
    search.write_words(Article.objects.filter(pk=article.pk))


def say_published(article: Article, revision: Revision, by: User, now: dt.datetime) -> None:
    if article.published_at > now:
        name(revision, "Scheduled")
        words = f"Scheduled revision {revision.number} for {in_full(article.goes_out_at)}."
        deeds.note(article, Deed.Kind.SCHEDULED, words, by=by)
        return
    name(revision, "Published")
    deeds.note(article, Deed.Kind.PUBLISHED, f"Published revision {revision.number}.", by=by)


def change_in_public(
    article: Article,
    revision: Revision,
    by: User | None,
    change: Change,
    now: dt.datetime,
    late_by: float | None = None,
) -> None:
    before = article.get_absolute_url()
    if late_by is None and article.scheduled_revision_id:
        note_unscheduled(article, by)
    is_renamed = addresses.rename(article, revision.document)
    if change.moves_updated:
        article.updated_at = now
    put_on_the_row(article, revision, now)
    name(revision, "Published")
    words = f"Published revision {revision.number}."
    deeds.note(article, Deed.Kind.PUBLISHED, words, by=by, late_by=late_by)
    if is_renamed:
        words = f"{before} leads to {article.get_absolute_url()} now."
        deeds.note(article, Deed.Kind.RENAMED, words, by=by)
    tell_correction(article, revision, by, change)


def correct(article: Article, revision: Revision, by: User, change: Change) -> None:
    """A correction of what is public already; asked for twice it is told once."""
    told = article.corrections.filter(revision=revision, kind=change.kind, text=change.words)
    if told.exists():
        return
    if change.words and change.moves_updated:
        article.updated_at = timezone.now()
        article.save(update_fields=["updated_at"])
    tell_correction(article, revision, by, change)


def tell_correction(article: Article, revision: Revision, by: User | None, change: Change) -> None:
    if not change.words:
        return
    told = Correction(
        article=article, revision=revision, kind=change.kind, text=change.words, made_by=by
    )
    told.save()
    deeds.note(article, Deed.Kind.CORRECTED, f"{told.get_kind_display()}: {told.text}", by=by)


# What goes out later


def schedule_change(
    article: Article,
    revision: Revision,
    by: User,
    at: dt.datetime,
    override: str,
    change: Change,
) -> Article:
    if article.live_revision_id == revision.pk:
        raise ValidationError("Readers have this text already; there is no change to schedule.")
    if at < timezone.now() + NOTICE:
        raise ValidationError({"publish_at": "This moment is too near. Publish now instead."})
    check(article, revision, by, at, override)
    article.scheduled_revision, article.scheduled_at = revision, at
    with_it = dataclasses.asdict(change) | {"by": by.pk, "override": override}
    article.scheduled_with, article.held_back = with_it, ""
    article.wind(timezone.now())
    article.save(update_fields=[*SCHEDULE, "due_at"])
    name(revision, "Scheduled")
    words = f"Scheduled the change of revision {revision.number} for {in_full(at)}."
    deeds.note(article, Deed.Kind.SCHEDULED, words, by=by)
    return article


def forget_schedule(article: Article) -> None:
    article.scheduled_revision = article.scheduled_at = None
    article.scheduled_with, article.held_back = {}, ""


def unschedule(article: Article, *, by: User) -> Article:
    """Take what was to go out later off the schedule: a change, or a story, a draft again."""
    with transaction.atomic():
        article = locked(article)
        if article.scheduled_revision_id is not None:
            note_unscheduled(article, by)
            forget_schedule(article)
            article.wind(timezone.now())
            article.save(update_fields=[*SCHEDULE, "due_at"])
        elif article.is_scheduled and not article.address_is_fixed:
            make_a_draft(article)
            words = f"Will not go out; {article.state} again."
            deeds.note(article, Deed.Kind.UNSCHEDULED, words, by=by)
    return article


def note_unscheduled(article: Article, by: User) -> None:
    """A change does not go out as it was scheduled, nor what was to be told of it."""
    words = f"The change of revision {article.scheduled_revision.number} will not go out."
    if told := article.scheduled_with.get("words"):
        words += f" Nor is told: {told}"
    deeds.note(article, Deed.Kind.UNSCHEDULED, words, by=by)


def hold_scheduled(article: Article, *, by: User) -> None:
    """Take a story off the schedule that may not go out any more, and tell those concerned.

    Nothing, if it may, or is no longer to come.
    """
    with transaction.atomic():
        article = locked(article)
        if not article.is_scheduled or article.address_is_fixed:
            return
        revision = article.live_revision
        found = checklist.blocking(revision.document, at=article.goes_out_at, article=article)
        why = [finding.message for finding in found if finding.rule == "rights"]
        if why:
            make_a_draft(article)
            words = f"Taken off the schedule. {' '.join(why)}"
            deeds.note(article, Deed.Kind.HELD_BACK, words, by=by)


def make_a_draft(article: Article) -> None:
    """No address, no moment, and the row follows the newest text again."""
    newest = article.revisions.first().document
    article.published_at = article.address_year = article.address_month = None
    article.live_revision = article.pending_since = article.due_at = None
    article.withdrawn_at, article.withdrawn_reason = None, ""
    article.slug = newest.slug
    revising.write_row(article, newest)


def next_due() -> dt.datetime | None:
    """The moment from which on `apply_due` has something to do."""
    return moments_due().first()


def moments_due() -> QuerySet:
    """All that are set, the next one first."""
    due = Article.objects.filter(due_at__isnull=False).order_by("due_at")
    return due.values_list("due_at", flat=True)


def apply_due() -> int:
    """Do what is due by now, and answer how many stories that were.

    A story that goes out or is withdrawn is so at its second without this: here it is
    noted. A change of a live story goes through the gate. Asked for by the first reader
    after the moment and by the worker; whoever comes second finds nothing to do. A story
    that fails keeps no other from its turn.
    """
    due = Article.objects.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")
    done, failures = 0, []
    with deeds.through(Deed.Door.CLOCK):
        for number in list(due.values_list("pk", flat=True)):
            try:
                done += apply_to(number)
            # Whatever it was: the next story is due as well.
            except Exception as error:  # noqa: BLE001  All are raised together below.
                error.add_note(f"Story {number}")
                failures.append(error)
    if failures:
        raise ExceptionGroup("Not all that is due could be done", failures)
    return done


@transaction.atomic
def apply_to(number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAITS_AT_MOST])
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CLOCK_LOCK])
    due = Article.objects.filter(pk=number, due_at__lte=timezone.now())
    article = due.select_for_update(no_key=True).first()
    if article is None:
        return False
    do_due(article, timezone.now())
    return True


def do_due(article: Article, now: dt.datetime) -> None:
    """Do and note what the clock was to do to a story that is ours to change."""
    since = article.due_at
    happened = [moment for moment in article.moments() if since <= moment <= now]
    if article.scheduled_at in happened:
        apply_change(article, now)
    for moment in happened:
        late_by = (now - moment).total_seconds()
        if moment == article.withdrawn_at:
            words = f"Withdrawn: {article.withdrawn_reason}"
            deeds.note(article, Deed.Kind.WITHDREW, words, by=None, late_by=late_by)
        elif moment == article.goes_out_at and article.is_public:
            # Readers have it from the end of its embargo on.
            article.published_at = moment
            words = f"Published revision {article.live_revision.number}."
            deeds.note(article, Deed.Kind.PUBLISHED, words, by=None, late_by=late_by)
    article.wind(now)
    article.save(update_fields=["due_at", "published_at"])


def apply_change(article: Article, now: dt.datetime) -> None:
    revision, at = article.scheduled_revision, article.scheduled_at
    with_it = dict(article.scheduled_with)
    by = User.objects.get(pk=with_it.pop("by"))
    override = with_it.pop("override")
    try:
        with transaction.atomic():
            refuse_closed(by)
            refuse_withdrawn(article)
            check(article, revision, by, now, override)
            late_by = (now - at).total_seconds()
            newest = article.revisions.values_list("pk", flat=True).first()
            change_in_public(article, revision, by, Change(**with_it), now, late_by)
            if newest != revision.pk:
                article.pending_since = now
                article.save(update_fields=["pending_since"])
    except OperationalError:
        # The database's trouble, not the story's: it is tried again.
        raise
    # Whatever is wrong with this change, it keeps no other from its moment.
    except Exception as error:  # noqa: BLE001  It is logged, and told at the desk.
        # The row in memory has what was rolled back.
        article.refresh_from_db()
        article.held_back = why_held(error)
        article.save(update_fields=["held_back"])
        words = f"The change of revision {revision.number} did not go out. {article.held_back}"
        deeds.note(article, Deed.Kind.HELD_BACK, words, by=None)


def why_held(error: Exception) -> str:
    match error:
        case ValidationError():
            return " ".join(error.messages)
        case PermissionDenied():
            return "Not permitted any more."
        case IntegrityError() if "article_one_slug_a_month" in str(error):
            return addresses.SLUG_TAKEN
    log.error("A change could not go out.", exc_info=error)
    return "Something is wrong with it; the server’s own log says what."


# Leaving, and coming back


def withdraw(article: Article, *, by: User, reason: str, at: dt.datetime | None = None) -> Article:
    """Take a story off the site, now or at a moment to come, and leave a note in its place.

    The address goes on answering, with 410 and the reason, so that links and search
    engines learn of it. Pictures and revisions stay.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": "Say why the story is withdrawn; readers see it."})
    with transaction.atomic():
        article, now = locked(article), timezone.now()
        if article.published_at is None:
            raise ValidationError(
                "This story was never published, so there is nothing to withdraw."
            )
        if at is not None and at <= now:
            raise ValidationError({"at": "Choose a moment to come, or none to withdraw it now."})
        if at is not None and at <= article.goes_out_at:
            out = in_full(article.goes_out_at)
            raise ValidationError({"at": f"The story goes out {out}. Choose a later moment."})
        if not article.is_withdrawn:
            article.withdrawn_at, article.withdrawn_reason = at or now, reason
            article.wind(now)
            article.save(update_fields=["withdrawn_at", "withdrawn_reason", "due_at"])
            if at:
                words = f"To be withdrawn {in_full(at)}: {reason}"
                deeds.note(article, Deed.Kind.SCHEDULED, words, by=by)
            else:
                deeds.note(article, Deed.Kind.WITHDREW, f"Withdrawn: {reason}", by=by)
    return article


def restore(article: Article, *, by: User, override: str = "") -> Article:
    """Bring a withdrawn story back as it was, if it may still be shown.

    A withdrawal that is to come is called off. `override` is as for `publish`.
    """
    with transaction.atomic():
        article, now = locked(article), timezone.now()
        if article.withdrawn_at is None:
            return article
        if article.is_withdrawn:
            at = max(now, article.goes_out_at)
            found = checklist.blocking(article.live_revision.document, at=at, article=article)
            found += pending_embargo(article, article.live_revision, at)
            let_through(article, found, by, override.strip())
            if not article.is_gone:
                # It was withdrawn before its moment: readers get it now for the first time.
                article.published_at = max(now, article.published_at)
            kind, words = Deed.Kind.RESTORED, "Restored."
        else:
            kind, words = Deed.Kind.UNSCHEDULED, "Will not be withdrawn."
        article.withdrawn_at, article.withdrawn_reason = None, ""
        article.wind(now)
        article.save(update_fields=["withdrawn_at", "withdrawn_reason", "published_at", "due_at"])
        deeds.note(article, kind, words, by=by)
    return article


def name(revision: Revision, note: str) -> None:
    """A version that was handed on has a name, and stays; one that an editor gave is kept."""
    if not revision.note:
        revision.note = note
        revision.save(update_fields=["note"])


def locked(article: Article) -> Article:
    """The story, ours to change; what is due by the clock comes first."""
    article, now = Article.objects.locked(article.pk), timezone.now()
    if article.due_at is not None and article.due_at <= now:
        with deeds.through(Deed.Door.CLOCK):
            do_due(article, now)
    return article
