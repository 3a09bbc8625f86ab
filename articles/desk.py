"""The story form: write, save, and ask for what the publishing panel offers."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csp import csp_override

from articles import addresses, checklist, conflicts, publishing, revising
from articles.document import Document
from articles.forms import CHOICE, StoryForm
from articles.models import Article
from articles.moments import in_full
from articles.panel import PanelForm, asked_for

SAVED = "Saved."
SAVED_UNSEEN = "Saved. Readers see the change when it is published."
BRING_BACK = "_bring_back"
BROUGHT_BACK = "Here is what your browser had kept. It is saved."
MOST_SUGGESTED = 8
# Of so many stories a session keeps what was typed into their panels.
WAITING, MOST_WAITING = "panels", 10
READ_FIRST = "Saved, and nothing else was done yet: read the story as it is now, then press again."
DELETED = "This story was deleted meanwhile. Here is your text, as a new one."
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
    if request.method == "POST" and pk and not Article.objects.filter(pk=pk).exists():
        return begin_again(request)
    article = open_story(request.user, pk) if pk else None
    if request.method == "POST" and BRING_BACK in request.POST:
        return bring_back(request, article)
    panel = panel_of(request, article)
    # Whoever posts has a form already, and builds on what that was loaded from.
    newest = revising.sealed(article) if article and request.method != "POST" else None
    form = StoryForm(request.POST or None, user=request.user, article=article, newest=newest)
    if request.method == "POST" and form.is_valid():
        try:
            article = keep(request, form, panel)
        except revising.ConflictError as conflict:
            return ask(request, form, conflict)
        let_wait(request, article, panel.waiting)
        if not (form.errors or panel.errors):
            return to_saved(article, form)
    return show(request, form, article, panel)


def to_saved(article, form):
    """The browser that kept a copy of this form learns that it may go."""
    address = address_of_form(article)
    sitting = form.cleaned_data["sitting"]
    return redirect(f"{address}?saved={sitting}" if sitting else address)


def keep(request, form, panel):
    """Save what was typed, then do what was asked; a refusal goes to the forms.

    One transaction: what is published is what was typed here, whoever saves meanwhile.
    """
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
        article = saved.revision.article
        if saved.taken and panel.asked:
            # Nobody sends out what they have not read.
            messages.warning(request, READ_FIRST)
            return article
        do_what_was_asked(request, form, panel, article)
        return article


def brought_in(form, saved, user):
    labels = ", ".join(form.label_of(name) for name in saved.taken)
    other = conflicts.who(saved.other, user)
    return f"{other} changed meanwhile: {labels}. Both changes are kept."


def bring_back(request, article):
    """Save what a browser kept and the server never got, as if it had come in time."""
    form = StoryForm(request.POST, user=request.user, article=article, is_autosave=True)
    if not form.is_valid():
        messages.warning(request, LOOK_AGAIN)
        panel = PanelForm(article=article, waiting=waiting_for(request, article))
        return show(request, form, article, panel, brought_back=True)
    try:
        saved = revising.keep(article, form.document(), form.typing, by=request.user)
    except revising.ConflictError as conflict:
        return ask(request, form, conflict)
    messages.info(request, BROUGHT_BACK)
    if saved.taken:
        messages.info(request, brought_in(form, saved, request.user))
    return to_saved(saved.revision.article, form)


def begin_again(request):
    """The story was deleted under its writer's hands: what they typed is the form of a new one."""
    require(request.user, "articles.add_article")
    typed = request.POST.copy()
    typed["revision"] = ""
    form = StoryForm(typed, user=request.user)
    messages.warning(request, DELETED)
    return show(request, form, None, PanelForm(article=None), brought_back=True)


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
        "sent": [*sent, ("against", conflict.newest.stamp)],
        "action": request.path,
        "choice": CHOICE,
    }
    return TemplateResponse(request, "admin/articles/article/conflict.html", context, status=409)


def do_what_was_asked(request, form, panel, article):
    if panel.asked is None:
        messages.success(request, what_saving_did(article, form))
        return
    try:
        if panel.is_valid():
            messages.success(request, panel.asked.do(article, request.user, panel))
            panel.is_done = True
    except ValidationError as error:
        refuse(form, panel, error)
    if form.errors or panel.errors:
        # What was refused left nothing on the row; the one in memory may say otherwise.
        article.refresh_from_db()
        messages.warning(request, f"{SAVED} {panel.asked.refused}: the form says why.")


def what_saving_did(article, form):
    """Where an embargo holds what is set already, or cannot, the message says so."""
    until = form.newest.document.embargo_until
    if not article.is_public:
        if article.is_scheduled and article.goes_out_at == until:
            return f"{SAVED} The embargo holds it until {in_full(until)}."
        return SAVED
    if until and until > timezone.now():
        return f"{SAVED_UNSEEN} {checklist.EMBARGO_TOO_LATE}"
    return SAVED_UNSEEN


def refuse(form, panel, error):
    """Each message at the field it is about."""
    problems = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
    for name, told in problems.items():
        at = panel if name in panel.fields else form
        at.add_error(name if name in at.fields else None, told)


def panel_of(request, article):
    """The publishing panel, as it was sent with a deed that this user may do."""
    asked = asked_for(request.POST)
    if asked:
        require(request.user, asked.permission)
    if request.method == "POST":
        return PanelForm(request.POST, article=article, asked=asked)
    return PanelForm(article=article, waiting=waiting_for(request, article))


def waiting_for(request, article):
    """What was typed into the panel of this story before, and no deed has taken."""
    return request.session.get(WAITING, {}).get(str(article.pk)) if article else None


def let_wait(request, article, typed):
    """Keep what was typed into the panel until the next form of this story is opened."""
    waiting = request.session.get(WAITING, {})
    others = {key: value for key, value in waiting.items() if key != str(article.pk)}
    now = dict([*others.items(), *([(str(article.pk), typed)] if typed else [])][-MOST_WAITING:])
    if now != waiting:
        request.session[WAITING] = now


def show(request, form, article, panel, *, brought_back=False):
    context = admin.site.each_context(request) | {
        "title": str(article) if article else "New story",
        "media": form.media,
        "brought_back": brought_back,
        "action": address_of_form(article),
        "panel": panel,
        "problems": len(form.errors) + len(panel.errors),
        **as_it_stands(request.user, form, article),
    }
    status = 422 if context["problems"] else 200
    return TemplateResponse(request, "admin/articles/article/write.html", context, status=status)


def address_of_form(article):
    if article is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[article.pk])


def as_it_stands(user, form, article):
    """What the form says of the story's state, and what this user may do with it."""
    is_draft = article is not None and article.published_at is None
    document = form.newest.document if form.newest else Document()
    pictures = checklist.pictures_of(document)
    return {
        "form": form,
        "article": article,
        "checklist": checked(user, form, article, pictures),
        "suggested_tags": suggested_tags(document, pictures),
        "may_publish": user.has_perm("articles.publish_article"),
        "may_override": user.has_perm(publishing.OVERRIDE),
        "may_approve": may_approve(user, form),
        "may_withdraw": user.has_perm("articles.withdraw_article"),
        "may_delete": is_draft and user.has_perm("articles.delete_article"),
    }


def suggested_tags(document, pictures):
    """Keywords of the pictures that are no tags of the story yet."""
    tags = {name.casefold() for name in document.tags}
    fresh = {}
    for number in filter(pictures.get, document.picture_ids):
        for word in pictures[number].keywords:
            if word.casefold() not in tags:
                fresh.setdefault(word.casefold(), word)
    return list(fresh.values())[:MOST_SUGGESTED]


def checked(user, form, article, pictures):
    """What the checklist says of the newest text, each with the field it is about."""
    if article and article.is_withdrawn:
        return None
    document = form.newest.document if form.newest else Document()
    at = when_it_goes_out(article)
    found = checklist.findings(document, at=at, article=article, pictures=pictures)
    if article and addresses.will_be_taken(article, document, at):
        found.append(checklist.Finding("slug", "slug", addresses.SLUG_TAKEN))
    if form.newest and user.has_perm("articles.publish_article"):
        found += checklist.unread_by_others(form.newest, user)
    with_fields = [
        (finding, form[finding.field] if finding.field in form.fields else None)
        for finding in found
    ]
    return {
        "blocking": [told for told in with_fields if told[0].is_blocking],
        "advice": [told for told in with_fields if not told[0].is_blocking],
    }


def when_it_goes_out(article):
    """The moment that is set, else now: what has ended by then holds nothing back."""
    set_for = article and (article.scheduled_at or article.published_at)
    return max(timezone.now(), set_for or timezone.now())


def may_approve(user, form):
    """Somebody else saved the newest text, and nobody has said yet that it may go out."""
    return (
        settings.FOUR_EYES
        and form.newest is not None
        and form.newest.saved_by_id != user.pk
        and form.newest.approved_by_id is None
        and user.has_perm("articles.publish_article")
    )
