"""What the story form asks for while it stands open: to be saved, and who else is there.

The answers are JSON for its script, also where somebody is logged out meanwhile.
"""

import datetime as dt
from functools import wraps
from uuid import UUID

from django.contrib import admin
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from articles import revising
from articles.conflicts import who
from articles.desk import as_it_stands, open_story, require
from articles.forms import StoryForm
from articles.models import Article, Presence, Revision

# Whom a form names beside its writer.
MOST_OTHERS = 20
# Stories that one person may begin in an hour by typing alone.
MOST_BEGUN = 60
TOO_MANY = (
    f"You began {MOST_BEGUN} stories within an hour. Save this one by hand, or wait a little."
)


def for_the_script(view):
    """For staff, and for the person who opened the form: 401 tells to log in as them."""

    @never_cache
    @wraps(view)
    def answer(request, *args, **kwargs):
        if not admin.site.has_permission(request):
            return JsonResponse({"login": reverse("admin:login")}, status=401)
        asked_as = request.headers.get("Desk-User")
        if asked_as != str(request.user.pk):
            message = f"You are logged in as {request.user}, who did not write this."
            return JsonResponse({"login": reverse("admin:login"), "message": message}, status=401)
        return view(request, *args, **kwargs)

    return answer


@require_GET
@for_the_script
@ensure_csrf_cookie
def token(request):
    """What a form needs to be sent after its writer had to log in again."""
    return JsonResponse({"token": get_token(request)})


@require_POST
@for_the_script
def autosave(request, pk=None):
    """Keep what is typed so far, complete or not.

    200 says what is saved; 409 that somebody changed the same, with nothing saved; 204 that
    a new story has no text yet; 410 that the story was deleted; 429 that its writer began too
    many of late.
    """
    require(request.user, "articles.change_article" if pk else "articles.add_article")
    try:
        article = open_story(request.user, pk) if pk else None
    except Http404:
        return JsonResponse({}, status=410)
    form = StoryForm(request.POST, user=request.user, article=article, is_autosave=True)
    form.is_valid()
    if form.cleaned_data.get("sitting") is None:
        return JsonResponse({"message": "A sitting is missing."}, status=400)
    document = form.document()
    if article is None and document.says_nothing:
        return JsonResponse({}, status=204)
    if article is None and begins_too_many(request.user, form.typing.sitting):
        return JsonResponse({"message": TOO_MANY}, status=429)
    try:
        saved = revising.keep(article, document, form.typing, by=request.user)
    except revising.ConflictError as conflict:
        labels = dict.fromkeys(form.label_of(c.field) for c in conflict.merged.conflicts)
        told = {"conflicts": list(labels), "other": who(conflict.other, request.user)}
        return JsonResponse(told, status=409)
    return JsonResponse(
        {
            "article": saved.revision.article_id,
            "address": reverse("admin:articles_article_change", args=[saved.revision.article_id]),
            "revision": saved.revision.number,
            "saved_at": clock(saved.revision.saved_at),
            "taken": [form.label_of(name) for name in saved.taken],
            "other": saved.taken and who(saved.other, request.user),
            "parts": parts(request, form, saved.revision),
            "left_out": {form.label_of(name): errors for name, errors in form.errors.items()},
        }
    )


# What the form says of its story, by the element that says it.
PARTS = {
    "story_state": "admin/articles/article/_state_facts.html",
    "story_suggested_tags": "admin/articles/article/_suggested_tags.html",
    "story_checklist": "admin/articles/article/_checklist.html",
    "story_elsewhere": "admin/articles/article/_elsewhere.html",
    "story_preview_links": "admin/articles/article/_preview_links_link.html",
}


def parts(request, form: StoryForm, revision: Revision) -> dict[str, str]:
    """These as they are once the revision is saved."""
    form.article, form.newest = revision.article, revision
    told = as_it_stands(request.user, form, revision.article)
    return {name: render_to_string(template, told, request) for name, template in PARTS.items()}


def begins_too_many(user, sitting: UUID) -> bool:
    """Whether one more is too many; what this sitting began already is no other story."""
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    begun = Article.objects.filter(created_by=user, created_at__gt=an_hour_ago)
    others = begun.exclude(revisions__sitting=sitting)
    return others[:MOST_BEGUN].count() == MOST_BEGUN


@require_POST
@for_the_script
def presence(request, pk):
    """Say that this form stands open, and learn who else has the story open."""
    require(request.user, "articles.change_article")
    article = open_story(request.user, pk)
    try:
        sitting = UUID(request.POST.get("sitting", ""))
    except ValueError:
        return JsonResponse({"message": "A sitting is missing."}, status=400)
    others = article.presences.open_now().exclude(sitting=sitting, user=request.user)
    if "gone" in request.POST:
        article.presences.filter(sitting=sitting, user=request.user).delete()
        return JsonResponse({})
    come(article, request.user, sitting, is_typing="typing" in request.POST)
    newest = article.revisions.select_related("saved_by").defer("content", "unseen").first()
    return JsonResponse(
        {
            "others": [
                {
                    "name": str(other.user),
                    "since": clock(other.since),
                    "is_typing": other.is_typing,
                    "is_self": other.user_id == request.user.pk,
                }
                for other in others.select_related("user")[:MOST_OTHERS]
            ],
            "newest": {
                "number": newest.number,
                "by": who(newest.saved_by, request.user),
                "at": clock(newest.saved_at),
                "is_own": newest.sitting == sitting,
            },
        }
    )


def come(article: Article, user, sitting: UUID, *, is_typing: bool) -> None:
    """A row a form."""
    now = timezone.now()
    here = Presence(article=article, user=user, sitting=sitting)
    if is_typing:
        here.typed_at = now
    Presence.objects.bulk_create(
        [here],
        update_conflicts=True,
        unique_fields=["article", "user", "sitting"],
        update_fields=["seen_at", *(["typed_at"] if is_typing else [])],
    )


def clock(moment: dt.datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M:%S")
