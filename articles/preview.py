"""Previews: the page that readers would get, at the desk and for whoever was sent a link."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from articles import preview_links
from articles.desk import open_story, require
from articles.forms import StoryForm
from articles.previewing import page_of_document

NOT_FOR_ROBOTS = "noindex, nofollow, noarchive"


@require_POST
@never_cache
@xframe_options_sameorigin
@csp_override(settings.PREVIEW_CSP)
def article_preview(request, pk=None):
    """The story form's present words as a page. Nothing is saved and nothing refused.

    Where a value cannot be kept, what is saved stands in its place, and the page says so.
    """
    require(request.user, "articles.change_article" if pk else "articles.add_article")
    article = open_story(request.user, pk) if pk else None
    form = StoryForm(request.POST, user=request.user, article=article, is_autosave=True)
    form.is_valid()
    page = page_of_document(article, form.document(), request.publication)
    written = form.names_of_the_document()
    left_out = [form.label_of(name) for name in form.errors if name in written]
    return unindexed(render(request, "articles/preview.html", page | {"left_out": left_out}))


@require_safe
@never_cache
def shared(request, token):
    """The newest revision, for whoever holds the link. A closed link does not say why."""
    revision = preview_links.revision_behind(token)
    if revision is None:
        return private(render(request, "articles/preview_closed.html", status=404))
    page = page_of_document(revision.article, revision.document, request.publication)
    return private(render(request, "articles/preview.html", page))


def private(response):
    """The address is a secret: no other site learns it from where a reader came."""
    response["Referrer-Policy"] = "no-referrer"
    return unindexed(response)


def unindexed(response):
    response["X-Robots-Tag"] = NOT_FOR_ROBOTS
    return response
