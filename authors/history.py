"""The desk's views of an author's past: the revisions, what changed between two, bringing back."""

from itertools import pairwise

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from authors import bios, comparing, deeds, desk
from authors.bio import FIELDS
from media.finding import read_id

ON_A_PAGE = 50
MOST_DEEDS = 50


@require_safe
def history(request, pk):
    author = desk.open_author(request.user, pk)
    listed = without_bios(author)
    before = place(request)
    page = listed.filter(number__lt=before) if before is not None else listed
    revisions = list(page[: ON_A_PAGE + 1])
    if before is not None and not revisions:
        raise Http404("No revision is older.")
    for newer, older in pairwise(revisions):
        newer.one_before = older.number
    shown = revisions[:ON_A_PAGE]
    context = admin.site.each_context(request) | {
        "title": f"History of “{author}”",
        "author": author,
        "revisions": shown,
        "older": shown[-1].number if len(revisions) > ON_A_PAGE else None,
        "is_first_page": before is None,
        "deeds": deeds.about(author).select_related("by")[:MOST_DEEDS],
    }
    return TemplateResponse(request, "admin/authors/author/history.html", context)


def without_bios(author):
    """The revisions of an author, newest first, without their texts: a list prints none."""
    return author.revisions.select_related("made_by").defer("content")


def place(request):
    if "before" not in request.GET:
        return None
    number = read_id(request.GET["before"])
    if number is None:
        raise Http404("No such place.")
    return number


@require_safe
def compare(request, pk):
    author = desk.open_author(request.user, pk)
    old, new = two_revisions(author, request.GET)
    newest = without_bios(author).first()
    changes = comparing.compare(old.bio, new.bio)
    context = admin.site.each_context(request) | {
        "title": f"Changes of “{author}”",
        "author": author,
        "old": old,
        "new": new,
        "newest": newest,
        "texts": [change for change in changes if not change.words],
        "facts": [change for change in changes if change.words],
        "sides": [("Before", old), ("After", new)],
        "may_change": desk.may_change(request.user, author),
        "kept": desk.kept_from(request.user),
    }
    return TemplateResponse(request, "admin/authors/author/compare.html", context)


def two_revisions(author, query):
    """The revisions that an address names, the older one first."""
    numbers = [read_id(query.get(name, "")) for name in ("old", "new")]
    if None in numbers:
        raise Http404("A comparison needs the numbers of two revisions.")
    revisions = author.revisions.select_related("made_by").filter(number__in=numbers)
    found = {revision.number: revision for revision in revisions}
    if not found.keys() >= set(numbers):
        raise Http404("The author has no revision of this number.")
    return [found[number] for number in sorted(numbers)]


@require_POST
def restore(request, pk, number):
    author = desk.open_author(request.user, pk, desk.may_change)
    revision = get_object_or_404(author.revisions, number=number)
    only = fields_to_restore(request)
    on = read_id(request.POST.get("on", "")) or 0
    try:
        saved = bios.restore(revision, by=request.user, on=on, only=only)
    except ValidationError as error:
        messages.error(request, f"Nothing was restored. {' '.join(error.messages)}")
        return redirect(changes_since(author, number))
    if saved.number == on:
        messages.info(request, "Nothing to restore: the newest revision says this already.")
    else:
        messages.success(request, f"{saved.note}, as revision {saved.number}. Readers see it now.")
    return redirect(changes_since(author, number))


def fields_to_restore(request):
    """The one field that was asked for, or all that this user may change."""
    kept, field = desk.kept_from(request.user), request.POST.get("field", "")
    if field and field not in FIELDS:
        raise Http404("An author has no such field.")
    if field in kept:
        raise PermissionDenied
    return [field] if field else [name for name in FIELDS if name not in kept]


def changes_since(author, number):
    newest = author.revisions.values_list("number", flat=True).first()
    address = reverse("admin:author_compare", args=[author.pk])
    return f"{address}?{urlencode({'old': number, 'new': newest})}"


def urls(open_to_staff):
    return [
        path("<int:pk>/history/", open_to_staff(history), name="authors_author_history"),
        path("<int:pk>/compare/", open_to_staff(compare), name="author_compare"),
        path(
            "<int:pk>/revisions/<int:number>/restore/",
            open_to_staff(restore),
            name="author_restore_revision",
        ),
    ]
