"""The desk's views of one story: write, save, submit, publish, withdraw, restore."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST

from articles import publishing, revising
from articles.forms import StoryForm
from articles.models import Article

SAVED = "Saved."
SAVED_UNSEEN = "Saved. Readers see the change when it is published."
SUBMITTED = "Submitted. The editors see it in their list."
PUBLISHED = "Published. Readers see it now."


def open_story(user, pk):
    """The story, when this user may open it; 403 when it is somebody else's."""
    article = get_object_or_404(Article, pk=pk)
    if not Article.objects.open_to(user).filter(pk=pk).exists():
        raise PermissionDenied
    return article


def require(user, permission):
    if not user.has_perm(permission):
        raise PermissionDenied


@csp_override(settings.EDITOR_CSP)
def write(request, pk=None):
    """The story form, of a new story when `pk` is None."""
    require(request.user, "articles.change_article" if pk else "articles.add_article")
    article = open_story(request.user, pk) if pk else None
    form = StoryForm(request.POST or None, user=request.user, article=article)
    if request.method == "POST" and form.is_valid():
        article = keep(request, form)
        if not form.errors:
            return redirect("admin:articles_article_change", article.pk)
    return show(request, form, article)


def keep(request, form):
    """Save what was typed, then do what was asked; a refusal of the gate goes to the form."""
    if "_publish" in request.POST:
        require(request.user, "articles.publish_article")
    revision = revising.save(form.article, form.document(), by=request.user)
    form.rest_on(revision)
    article = revision.article
    try:
        if "_publish" in request.POST:
            article = publishing.publish(article, by=request.user)
            tell(request, article, PUBLISHED)
        elif "_submit" in request.POST:
            article = publishing.submit(article, by=request.user)
            tell(request, article, SUBMITTED)
        else:
            tell(request, article, SAVED if article.published_at is None else SAVED_UNSEEN)
    except ValidationError as error:
        form.add_error(None, error)
        tell(request, article, SAVED, "Not published yet: the form says what is missing.")
    return article


def tell(request, article, deed, warning=""):
    LogEntry.objects.log_actions(request.user.pk, [article], CHANGE, deed, single_object=True)
    if warning:
        messages.warning(request, f"{deed} {warning}")
    else:
        messages.success(request, deed)


def show(request, form, article):
    may = request.user.has_perm
    is_draft = article is not None and article.published_at is None
    context = admin.site.each_context(request) | {
        "title": str(article) if article else "New story",
        "form": form,
        "article": article,
        "media": form.media,
        "action": reverse("admin:articles_article_change", args=[article.pk]) if article else "",
        "is_nav_sidebar_enabled": False,
        "may_publish": may("articles.publish_article"),
        "may_withdraw": may("articles.withdraw_article"),
        "may_delete": is_draft and may("articles.delete_article"),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/articles/article/write.html", context, status=status)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers who follow an old link see this in place of the story.",
        error_messages={"required": "Say why the story is withdrawn; readers see it."},
    )


def withdraw(request, pk):
    require(request.user, "articles.withdraw_article")
    article = open_story(request.user, pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            publishing.withdraw(article, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            tell(request, article, "Withdrawn. Its address answers with the reason.")
            return redirect("admin:articles_article_change", pk)
    context = admin.site.each_context(request) | {
        "title": f"Withdraw “{article}”",
        "form": form,
        "article": article,
    }
    return TemplateResponse(request, "admin/articles/article/withdraw.html", context)


@require_POST
def restore(request, pk):
    require(request.user, "articles.withdraw_article")
    article = publishing.restore(open_story(request.user, pk), by=request.user)
    tell(request, article, "Restored. Readers see it again at its old address.")
    return redirect("admin:articles_article_change", pk)
