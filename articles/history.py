"""The desk's views of a story's past: its versions, what changed between two, bringing back."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from articles import comparing, naming, restoring
from articles.desk import open_story, require
from articles.models import Revision
from authors import deeds
from media.finding import read_id

ON_A_PAGE = 50
MOST_NAMED = 50
MOST_DEEDS = 50
# Whoever pauses for longer sits down anew.
LONGEST_PAUSE = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Spell:
    """Versions that one person saved, newest first, with nobody between and no long pause."""

    revisions: list[Revision]

    @property
    def who(self):
        return self.revisions[0].saved_by

    @property
    def began_at(self):
        return self.revisions[-1].saved_at

    @property
    def ended_at(self):
        return self.revisions[0].saved_at

    @property
    def is_within_a_minute(self):
        return self.ended_at - self.began_at < dt.timedelta(minutes=1)

    @property
    def is_within_a_day(self):
        began, ended = (timezone.localdate(at) for at in (self.began_at, self.ended_at))
        return began == ended


def by_sitting(revisions: list[Revision]) -> Iterator[Spell]:
    together = revisions[:1]
    for newer, older in pairwise(revisions):
        same_person = newer.saved_by_id == older.saved_by_id
        if not same_person or newer.saved_at - older.saved_at > LONGEST_PAUSE:
            yield Spell(together)
            together = []
        together.append(older)
    if together:
        yield Spell(together)


@require_safe
def history(request, pk):
    require(request.user, "articles.view_article")
    article = open_story(request.user, pk)
    listed = without_documents(article)
    before = place(request)
    page = listed.filter(number__lt=before) if before is not None else listed
    revisions = list(page[: ON_A_PAGE + 1])
    if before is not None and not revisions:
        raise Http404("No version is older.")
    for newer, older in pairwise(revisions):
        newer.one_before = older.number
    shown = revisions[:ON_A_PAGE]
    context = admin.site.each_context(request) | {
        "title": f"History of “{article}”",
        "article": article,
        "named": listed.exclude(note="")[:MOST_NAMED],
        "sittings": list(by_sitting(shown)),
        "older": shown[-1].number if len(revisions) > ON_A_PAGE else None,
        "is_first_page": before is None,
        "chosen": chosen(shown),
        "may_change": request.user.has_perm("articles.change_article"),
        "deeds": deeds_on(article),
    }
    return TemplateResponse(request, "admin/articles/article/history.html", context)


def without_documents(article):
    """The versions of a story, newest first, without their texts: a list prints none."""
    return article.revisions.select_related("saved_by").defer("content", "unseen")


def place(request):
    if "before" not in request.GET:
        return None
    number = read_id(request.GET["before"])
    if number is None:
        raise Http404("No such place.")
    return number


def chosen(shown):
    """The two newest of a page, until somebody chooses others."""
    numbers = [revision.number for revision in shown[:2]]
    return {"new": numbers[0], "old": numbers[-1]} if numbers else {}


def deeds_on(article):
    return deeds.about(article).select_related("by")[:MOST_DEEDS]


@require_safe
def compare(request, pk):
    require(request.user, "articles.view_article")
    article = open_story(request.user, pk)
    old, new = two_versions(article, request.GET)
    documents = old.document, new.document
    newest = without_documents(article).first()
    names = naming.names_in(*documents, user=request.user)
    changes = comparing.compare(*documents, names)
    context = admin.site.each_context(request) | {
        "title": f"Changes of “{article}”",
        "article": article,
        "old": old,
        "new": new,
        "newest": newest,
        "texts": [change for change in changes if not change.words],
        "facts": [change for change in changes if change.words],
        "sides": [("Before", old), ("After", new)],
        "may_change": request.user.has_perm("articles.change_article"),
        "kept": set() if restoring.may_rename(article, request.user) else {"slug"},
    }
    return TemplateResponse(request, "admin/articles/article/compare.html", context)


def two_versions(article, query):
    """The versions that an address names, the older one first."""
    numbers = [read_id(query.get(name, "")) for name in ("old", "new")]
    if None in numbers:
        raise Http404("A comparison needs the numbers of two versions.")
    revisions = article.revisions.select_related("saved_by")
    found = {revision.number: revision for revision in revisions.filter(number__in=numbers)}
    if not found.keys() >= set(numbers):
        raise Http404("The story has no version of this number.")
    return [found[number] for number in sorted(numbers)]


@require_POST
def restore(request, pk, number):
    require(request.user, "articles.change_article")
    article = open_story(request.user, pk)
    revision = get_object_or_404(article.revisions, number=number)
    field = request.POST.get("field", "")
    if field and field not in comparing.LABELS:
        raise Http404("A story has no such field.")
    on = request.POST.get("on", "")
    try:
        saved = restoring.restore(revision, by=request.user, on=on, field=field)
    except ValidationError as error:
        messages.error(request, f"Nothing was restored. {' '.join(error.messages)}")
        return redirect(changes_since(article, number))
    if saved.stamp == on:
        messages.info(request, "Nothing to restore: the newest version says this already.")
    else:
        unseen = " Readers see the change when it is published." if article.is_public else ""
        messages.success(request, f"{saved.note}, as revision {saved.number}.{unseen}")
    if field:
        return redirect(changes_since(article, number))
    return redirect("admin:articles_article_change", pk)


def changes_since(article, number):
    newest = article.revisions.values_list("number", flat=True).first()
    address = reverse("admin:article_compare", args=[article.pk])
    return f"{address}?{urlencode({'old': number, 'new': newest})}"


class NameForm(forms.Form):
    note = forms.CharField(
        max_length=200,
        required=False,
        validators=[restoring.refuse_reserved],
        error_messages={"max_length": "A name has 200 characters at most."},
    )


@require_POST
def name_version(request, pk, number):
    require(request.user, "articles.change_article")
    article = open_story(request.user, pk)
    revision = get_object_or_404(without_documents(article), number=number)
    form = NameForm(request.POST)
    if form.is_valid():
        note = " ".join(form.cleaned_data["note"].split())
        restoring.name(revision, note, by=request.user)
        done = f"is called “{note}” now." if note else "has no name now."
        messages.success(request, f"Revision {number} {done}")
    else:
        messages.error(request, " ".join(form.errors["note"]))
    return redirect("admin:articles_article_history", pk)
