"""The desk's views of one story: write, save, submit, publish, withdraw, restore."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST

from articles import conflicts, publishing, revising
from articles.forms import CHOICE, StoryForm
from articles.models import Article

SAVED = "Saved."
SAVED_UNSEEN = "Saved. Readers see the change when it is published."
SUBMITTED = "Submitted. The editors see it in their list."
PUBLISHED = "Published. Readers see it now."
BRING_BACK = "_bring_back"
BROUGHT_BACK = "Here is what your browser had kept. It is saved."
LOOK_AGAIN = "Here is what your browser had kept. Not all of it can be saved as it is."


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
    if article and request.method != "POST":
        revising.seal(article)
    if request.method == "POST" and BRING_BACK in request.POST:
        return bring_back(request, article)
    form = StoryForm(request.POST or None, user=request.user, article=article)
    if request.method == "POST" and form.is_valid():
        try:
            article = keep(request, form)
        except revising.ConflictError as conflict:
            return ask(request, form, conflict)
        if not form.errors:
            return to_saved(article, form)
    return show(request, form, article)


def to_saved(article, form):
    """The browser that kept a copy of this form learns that it may go."""
    address = reverse("admin:articles_article_change", args=[article.pk])
    sitting = form.cleaned_data["sitting"]
    return redirect(f"{address}?saved={sitting}" if sitting else address)


def keep(request, form):
    """Save what was typed, then do what was asked; a refusal goes to the form.

    One transaction: what is published is what was typed here, whoever saves meanwhile.
    """
    if "_publish" in request.POST:
        require(request.user, "articles.publish_article")
    with transaction.atomic():
        saved = revising.keep(
            form.article,
            form.document(),
            form.typing,
            by=request.user,
            note=form.cleaned_data["note"],
        )
        if saved.taken:
            messages.info(request, brought_in(form, saved, request.user))
        form.is_saved = True
        if not (saved.taken and form.cleaned_data["sitting"]):
            form.rest_on(saved.revision)
        return do_what_was_asked(request, form, saved.revision.article)


def brought_in(form, saved, user):
    labels = ", ".join(form.label_of(name) for name in saved.taken)
    other = conflicts.who(saved.other, user)
    return f"{other} changed meanwhile: {labels}. Both changes are kept."


def bring_back(request, article):
    """Save what a browser kept and the server never got, as if it had come in time."""
    form = StoryForm(request.POST, user=request.user, article=article, is_autosave=True)
    if not form.is_valid():
        messages.warning(request, LOOK_AGAIN)
        return show(request, form, article, brought_back=True)
    try:
        saved = revising.keep(article, form.document(), form.typing, by=request.user)
    except revising.ConflictError as conflict:
        return ask(request, form, conflict)
    messages.info(request, BROUGHT_BACK)
    if saved.taken:
        messages.info(request, brought_in(form, saved, request.user))
    return to_saved(saved.revision.article, form)


def ask(request, form, conflict):
    """Both texts side by side; the answer comes back with everything that was typed."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {"csrfmiddlewaretoken", "against"} and not name.startswith(CHOICE)
    ]
    context = admin.site.each_context(request) | {
        "title": "Two texts",
        "article": conflict.newest.article,
        "other": conflict.other,
        "conflicts": conflicts.shown(conflict, form.label_of, to=request.user),
        "sent": [*sent, ("against", conflict.newest.number)],
        "action": request.path,
        "choice": CHOICE,
    }
    return TemplateResponse(request, "admin/articles/article/conflict.html", context, status=409)


def do_what_was_asked(request, form, article):
    try:
        if "_publish" in request.POST:
            article = publishing.publish(article, by=request.user)
            messages.success(request, PUBLISHED)
        elif "_submit" in request.POST:
            article = publishing.submit(article, by=request.user)
            messages.success(request, SUBMITTED)
        else:
            messages.success(request, SAVED if not article.is_public else SAVED_UNSEEN)
    except ValidationError as error:
        form.add_error(None, error)
        messages.warning(request, f"{SAVED} Not published yet: the form says what is missing.")
    return article


def show(request, form, article, *, brought_back=False):
    context = admin.site.each_context(request) | {
        "title": str(article) if article else "New story",
        "media": form.media,
        "brought_back": brought_back,
        "action": reverse("admin:articles_article_change", args=[article.pk]) if article else "",
        **as_it_stands(request.user, form, article),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/articles/article/write.html", context, status=status)


def as_it_stands(user, form, article):
    """What the form says of the story's state, and what this user may do with it."""
    is_draft = article is not None and article.published_at is None
    return {
        "form": form,
        "article": article,
        "may_publish": user.has_perm("articles.publish_article"),
        "may_withdraw": user.has_perm("articles.withdraw_article"),
        "may_delete": is_draft and user.has_perm("articles.delete_article"),
    }


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
            messages.success(request, "Withdrawn. Its address answers with the reason.")
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
    try:
        publishing.restore(open_story(request.user, pk), by=request.user)
    except ValidationError as error:
        messages.error(request, f"Not restored. {' '.join(error.messages)}")
    else:
        messages.success(request, "Restored. Readers see it at its address.")
    return redirect("admin:articles_article_change", pk)
