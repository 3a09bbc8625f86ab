"""The page of an author as readers would get it, from the form that stands open at the desk."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace

from django.conf import settings
from django.contrib import admin
from django.shortcuts import render
from django.urls import path
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST

from articles import preview, views
from articles.models import Article
from authors import desk
from authors.models import Author
from media.paging import KeysetPage

NO_NAME = "No name yet"
NO_SLUG = "author"


@require_POST
@never_cache
@xframe_options_sameorigin
@csp_override(settings.PREVIEW_CSP)
def author_preview(request, pk=None):
    """Nothing is saved and nothing refused.

    Where a value cannot be kept, what is saved stands in its place, and the page says so.
    """
    author, left_out = desk.as_typed(request, pk)
    page = page_of_author(named(author), request) | {"left_out": left_out}
    return preview.unindexed(render(request, "articles/author_preview.html", page))


def named(author: Author) -> Author:
    """A new author has an address before it is written."""
    shown = copy(author)
    shown.name = author.name or NO_NAME
    shown.slug = author.slug or slugify(author.name) or NO_SLUG
    return shown


def page_of_author(author: Author, request) -> dict:
    """What the page prints; its links lead away from the desk."""
    if author.pk is None:
        return {"page": KeysetPage([], "", ""), "author": author, "roles": {}, "role": ""}
    told, where = views.whole_author(author, request), author.get_absolute_url()
    sign(told["page"], author)
    links = {name: where + getattr(told["page"], name) for name in ("previous", "next")}
    there = {name: link for name, link in links.items() if link != where}
    return told | {"page": replace(told["page"], **there), "where": where}


def sign(cards: Iterable[Article], author: Author) -> None:
    """The name stands over the stories too, as it is typed."""
    for card in cards:
        theirs = [facts for facts in card.writer_facts if facts["id"] == author.pk]
        for facts in [*theirs, *card.done_facts]:
            facts["name"] = author.name


open_to_staff = admin.site.admin_view
urls = [
    path(
        "admin/authors/author/add/preview/",
        open_to_staff(author_preview),
        name="author_preview_new",
    ),
    path(
        "admin/authors/author/<int:pk>/preview/",
        open_to_staff(author_preview),
        name="author_preview",
    ),
]
