"""Links under which somebody without a login reads a story that is not public."""

import datetime as dt
import hashlib
import secrets

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from articles.desk import open_story, require
from articles.models import Article, PreviewLink, Revision
from articles.structured import absolute
from authors import deeds
from authors.models import Deed, User

DAYS = [(1, "1 day"), (3, "3 days"), (7, "1 week"), (28, "4 weeks")]
# Older ones are closed in any case.
SHOWN = 50
# Where a session holds a new link's secret until its maker has seen it.
NEW_LINK = "new_preview_link"
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
    only by links that were made since.
    """
    links = PreviewLink.objects.valid().select_related("article__live_revision")
    link = links.filter(digest=digest_of(token)).first()
    if link is None or was_withdrawn_since(link):
        return None
    revision = link.article.revisions.first()
    if revision is None or embargo_of(link.article, revision):
        return None
    revision.article = link.article
    return revision


def was_withdrawn_since(link: PreviewLink) -> bool:
    return link.article.is_withdrawn and link.made_at <= link.article.withdrawn_at


def embargo_of(article: Article, newest: Revision | None) -> dt.datetime | None:
    """The end of the embargo that keeps every link closed now, of the row or the newest text."""
    ends = [article.embargo_until, newest and newest.document.embargo_until]
    return max((end for end in ends if end and end > timezone.now()), default=None)


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
    if form.is_valid():
        given = form.cleaned_data
        open_for = dt.timedelta(days=given["days"])
        token = make(article, by=request.user, valid_for=open_for, note=given["note"])
        request.session[NEW_LINK] = [article.pk, token]
        return redirect("admin:article_preview_links", pk)
    return show(request, article, form)


def told_once(request, article):
    """The address of the link that was made just now: loading the page again tells it no more."""
    of_story, token = request.session.pop(NEW_LINK, (None, ""))
    return absolute(reverse("preview", args=[token])) if of_story == article.pk else ""


def show(request, article, form):
    context = admin.site.each_context(request) | {
        "title": f"Preview links of “{article}”",
        "article": article,
        "form": form,
        "address": told_once(request, article),
        "links": article.preview_links.select_related("article", "made_by")[:SHOWN],
        "embargo": embargo_of(article, article.revisions.first()),
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
