"""Links under which somebody without a login reads a story that is not public."""

import datetime as dt
import hashlib
import secrets

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from articles import checklist
from articles.desk import open_story, require
from articles.models import Article, PreviewLink, Revision
from articles.structured import absolute
from authors import deeds
from authors.models import Deed, User

DAYS = [(1, "1 day"), (3, "3 days"), (7, "1 week"), (28, "4 weeks")]
# Of the closed ones; all that are open are shown.
CLOSED_SHOWN = 50
# The cookie that holds a new link's secret until its maker has seen it, and for how many seconds.
NEW_LINK = "new_preview_link"
TOLD_WITHIN = 60
REVOKED = "Revoked. Whoever opens the link now is told that it is closed."


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(article: Article, *, by: User, valid_for: dt.timedelta, note: str = "") -> str:
    """A new link's secret, which is told this once: only its digest is kept."""
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + valid_for
    article.preview_links.create(
        digest=digest_of(token), note=note, made_by=by, expires_at=expires_at
    )
    whom = f" for {note}" if note else ""
    until = date_format(timezone.localtime(expires_at), "j F Y, H:i")
    deeds.note(article, Deed.Kind.LINKED, f"Made a preview link{whom}, open until {until}.", by=by)
    return token


@transaction.atomic
def close(link: PreviewLink, *, by: User) -> None:
    """The link opens nothing from now on. Closing it again keeps the first moment."""
    open_one = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
    if open_one.update(revoked_at=timezone.now()):
        whom = f" for {link.note}" if link.note else ""
        deeds.note(link.article, Deed.Kind.LINKED, f"Revoked the preview link{whom}.", by=by)


def revision_behind(token: str) -> Revision | None:
    """The newest revision of the story that this secret opens; None for one that opens nothing.

    Before an embargo ends nothing leaves by any door. What was withdrawn is shown again
    only by links that were made since. A link opens as long as its maker may open the story.
    """
    links = PreviewLink.objects.valid().select_related("article__live_revision", "made_by")
    link = links.filter(digest=digest_of(token)).first()
    if link is None or was_withdrawn_since(link) or not is_open_to_its_maker(link):
        return None
    revision = link.article.revisions.first()
    if revision is None or checklist.embargo_of(link.article, revision):
        return None
    revision.article = link.article
    return revision


def was_withdrawn_since(link: PreviewLink) -> bool:
    return link.article.is_withdrawn and link.made_at <= link.article.withdrawn_at


def is_open_to_its_maker(link: PreviewLink) -> bool:
    return Article.objects.open_to(link.made_by).filter(pk=link.article_id).exists()


def may_make(user: User, article: Article) -> bool:
    """What was withdrawn is shown by whoever may withdraw."""
    return not article.is_withdrawn or user.has_perm("articles.withdraw_article")


class PreviewLinkForm(forms.Form):
    days = forms.TypedChoiceField(label="Open for", choices=DAYS, coerce=int, initial=3)
    note = forms.CharField(
        label="For whom",
        required=False,
        max_length=200,
        help_text="Such as “our lawyer”. Only the desk sees it.",
    )


@require_http_methods(["GET", "POST"])
def preview_links(request, pk):
    """The story's links, and a form that makes one."""
    require(request.user, "articles.change_article")
    article = open_story(request.user, pk)
    form = PreviewLinkForm(request.POST or None, label_suffix="")
    if request.method == "POST" and not may_make(request.user, article):
        raise PermissionDenied
    if form.is_valid():
        given = form.cleaned_data
        open_for = dt.timedelta(days=given["days"])
        token = make(article, by=request.user, valid_for=open_for, note=given["note"])
        response = redirect("admin:article_preview_links", pk)
        # No row keeps the secret: the browser that asked brings it back, once.
        response.set_cookie(
            NEW_LINK,
            token,
            max_age=TOLD_WITHIN,
            path=request.path,
            secure=settings.ENCRYPTED,
            httponly=True,
            samesite="Strict",
        )
        return response
    response = show(request, article, form)
    response.delete_cookie(NEW_LINK, path=request.path, samesite="Strict")
    return response


def told_once(request, article):
    """The address of the link that was made just now: loading the page again tells it no more."""
    token = request.COOKIES.get(NEW_LINK, "")
    is_of_story = token and article.preview_links.filter(digest=digest_of(token)).exists()
    return absolute(reverse("preview", args=[token])) if is_of_story else ""


def links_of(article):
    """Those that open the story, then those that did of late."""
    links = article.preview_links.select_related("article", "made_by")
    closed = links.exclude(pk__in=links.valid().values("pk"))
    return [*links.valid(), *closed[:CLOSED_SHOWN]]


def show(request, article, form):
    context = admin.site.each_context(request) | {
        "title": f"Preview links of “{article}”",
        "article": article,
        "form": form,
        "address": told_once(request, article),
        "links": links_of(article),
        "may_make": may_make(request.user, article),
        "embargo": checklist.embargo_of(article, article.revisions.first()),
    }
    status = 422 if form.errors else 200
    template = "admin/articles/article/preview_links.html"
    return TemplateResponse(request, template, context, status=status)


@require_POST
def revoke(request, pk, link):
    require(request.user, "articles.change_article")
    article = open_story(request.user, pk)
    close(get_object_or_404(article.preview_links, pk=link), by=request.user)
    messages.success(request, REVOKED)
    return redirect("admin:article_preview_links", pk)
