"""What the list of stories does to several at once: each through the gate, each told by name."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime
from psycopg.errors import LockNotAvailable

from articles import publishing
from articles.leaving import WithdrawForm, what_links_to
from articles.models import Article
from authors import deeds
from authors.models import Deed

MOST = 100
TOO_MANY = f"Choose {MOST} stories at most. Nothing was done."
# When the list was loaded: what others save afterwards nobody has seen on it.
SEEN_AT = "seen_at"
NOTHING_TO_WITHDRAW = "None of these stories is on the site or on its way there."
CONFIRMED = "withdraw_them"


def chosen(request, queryset):
    """The stories, or none and a message when they are too many for one request."""
    stories = list(queryset.order_by("pk")[: MOST + 1])
    if len(stories) <= MOST:
        return stories
    messages.error(request, TOO_MANY)
    return []


def do_to_each(request, stories, do, done):
    """A story that is refused keeps no other from its turn."""
    finished = []
    with deeds.through(Deed.Door.LIST):
        for story in stories:
            try:
                do(story, by=request.user)
            except ValidationError as error:
                messages.error(request, f"“{story}” is not {done}: {' '.join(error.messages)}")
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                messages.error(request, f"“{story}” is not {done}: somebody else is at it.")
            except Article.DoesNotExist:
                messages.error(request, f"“{story}” is not {done}: somebody deleted it.")
            else:
                finished.append(f"“{story}”")
    if finished:
        messages.success(request, f"{done.capitalize()}: {', '.join(finished)}.")


@admin.action(description="Submit for review", permissions=["change"])
def submit_chosen(desk, request, queryset):
    do_to_each(request, chosen(request, queryset), submit, "submitted")


def submit(story, *, by):
    if story.published_at is not None:
        raise ValidationError("It is scheduled or public already.")
    publishing.submit(story, by=by)


@admin.action(description="Publish now", permissions=["publish"])
def publish_chosen(desk, request, queryset):
    as_seen = partial(publish, seen_at=parse_datetime(request.POST.get(SEEN_AT, "")[:40]))
    do_to_each(request, chosen(request, queryset), as_seen, "published")


def publish(story, *, by, seen_at=None):
    if story.scheduled_at:
        raise ValidationError("A change of it is scheduled. Open the story to publish now.")
    if story.is_public and story.pending_since is None:
        raise ValidationError("Readers have its newest text already.")
    publishing.publish(story, by=by, seen_at=seen_at)


@admin.action(description="Take off the schedule", permissions=["publish"])
def unschedule_chosen(desk, request, queryset):
    do_to_each(request, chosen(request, queryset), unschedule, "taken off the schedule")


def unschedule(story, *, by):
    if not (story.scheduled_at or story.is_scheduled):
        raise ValidationError("Nothing of it is on the schedule.")
    publishing.unschedule(story, by=by)


def why_not_withdrawn(story):
    if story.published_at is None:
        return "Readers have never seen it."
    return "It is withdrawn already." if story.is_withdrawn else ""


def withdraw(story, *, by, reason, at):
    if why := why_not_withdrawn(story):
        raise ValidationError(why)
    publishing.withdraw(story, by=by, reason=reason, at=at)


@admin.action(description="Withdraw…", permissions=["withdraw"])
def withdraw_chosen(desk, request, queryset):
    """Ask for one reason on a page of its own, then withdraw each with it."""
    stories = chosen(request, queryset)
    form = WithdrawForm(request.POST if CONFIRMED in request.POST else None, label_suffix="")
    left_out = [(story, why) for story in stories if (why := why_not_withdrawn(story))]
    leaving = [story for story in stories if not why_not_withdrawn(story)]
    if stories and not leaving:
        messages.error(request, NOTHING_TO_WITHDRAW)
    if not leaving:
        return None
    if form.is_valid():
        do_to_each(request, leaving, partial(withdraw, **form.cleaned_data), "withdrawn")
        return None
    context = admin.site.each_context(request) | {
        "title": "Withdraw these stories",
        "form": form,
        "stories": leaving,
        "left_out": left_out,
        **what_links_to(*leaving),
        "confirmed": CONFIRMED,
        "action": withdraw_chosen.__name__,
        "chosen_name": admin.helpers.ACTION_CHECKBOX_NAME,
    }
    template = "admin/articles/article/withdraw_chosen.html"
    return TemplateResponse(request, template, context, status=422 if form.errors else 200)
