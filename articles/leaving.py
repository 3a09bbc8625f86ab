"""The desk's views of stories that leave the site, and of one that comes back."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import format_lazy
from django.views.decorators.http import require_POST

from articles import inner_links, publishing
from articles.desk import open_story, require
from articles.moments import in_full
from media.moment_field import ON_THE_DESKS_CLOCK, MomentField

MAY_WITHDRAW = "articles.withdraw_article"
MOST_LINKING = 50
WITHDRAWN = "Withdrawn. Its address answers with the reason."
RESTORED = "Restored. Readers see it at its address."
NOT_WITHDRAWN = "This story is not withdrawn, and is not going to be."
CALLED_OFF = "The withdrawal is called off. Readers go on seeing the story."


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers who follow an old link see this in place of the story.",
        error_messages={"required": "Say why the story is withdrawn; readers see it."},
    )
    at = MomentField(
        label="Leaves at",
        required=False,
        help_text=format_lazy("Empty: at once. {}", ON_THE_DESKS_CLOCK),
    )


class OverrideForm(forms.Form):
    override = forms.CharField(
        label="Why it may be shown all the same",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The log keeps it. An embargo and a missing credit nobody can override.",
        error_messages={"required": "Say why it may be shown all the same."},
    )


def withdraw(request, pk):
    require(request.user, MAY_WITHDRAW)
    article = open_story(request.user, pk)
    if article.is_withdrawn:
        messages.warning(request, "This story is withdrawn already.")
        return redirect("admin:articles_article_change", pk)
    form = WithdrawForm(request.POST or None, initial=what_is_set(article), label_suffix="")
    if form.is_valid():
        try:
            publishing.withdraw(article, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, told(form.cleaned_data["at"]))
            return redirect("admin:articles_article_change", pk)
    context = admin.site.each_context(request) | {
        "title": f"Withdraw “{article}”",
        "form": form,
        "article": article,
        **what_links_to(article),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/articles/article/withdraw.html", context, status=status)


def what_links_to(*articles):
    """The public stories whose links will lead to the reason."""
    public = [article for article in articles if article.published_at]
    linking = inner_links.linking_to(*public) if public else []
    return {"linking": linking[:MOST_LINKING], "more_link": len(linking) > MOST_LINKING}


def what_is_set(article):
    """The withdrawal to come, which may be moved."""
    return {"reason": article.withdrawn_reason, "at": article.withdrawn_at}


def told(at):
    return f"It leaves {in_full(at)}. Until then readers see it." if at else WITHDRAWN


@require_POST
def restore(request, pk):
    """Bring a story back, or call off a withdrawal to come.

    Where the checklist stands against it, a page says so and takes the reason of an override.
    """
    require(request.user, MAY_WITHDRAW)
    article = open_story(request.user, pk)
    form = OverrideForm(request.POST if "override" in request.POST else None, label_suffix="")
    override = form.cleaned_data["override"] if form.is_valid() else ""
    try:
        publishing.restore(article, by=request.user, override=override)
    except ValidationError as error:
        return refused(request, article, error, form)
    messages.success(request, come_back(article))
    return redirect("admin:articles_article_change", pk)


def come_back(before):
    if before.withdrawn_at is None:
        return NOT_WITHDRAWN
    return RESTORED if before.is_withdrawn else CALLED_OFF


def refused(request, article, error, form):
    context = admin.site.each_context(request) | {
        "title": f"“{article}” is not restored",
        "article": article,
        "problems": error.messages,
        "form": form,
        "may_override": request.user.has_perm(publishing.OVERRIDE),
    }
    return TemplateResponse(request, "admin/articles/article/restore.html", context, status=422)
