"""Who may do what with an author at the desk, and the author as a form has it."""

from copy import copy

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from authors import comparing
from authors.models import Author

# What decides an author's address and rights stays with those who keep all bios.
KEPT_BY_BIO_EDITORS = ["name", "slug", "standing", "position"]


def is_own(user, author):
    return author.user_id == user.pk


def may_see(user, author):
    sees_all = user.has_perm("authors.view_author") or user.has_perm("authors.change_author")
    return sees_all or is_own(user, author)


def may_change(user, author):
    return user.has_perm("authors.change_author") or is_own(user, author)


def kept_from(user):
    """The fields that this user leaves as they are in their own bio."""
    return [] if user.has_perm("authors.change_author") else KEPT_BY_BIO_EDITORS


def open_author(user, pk, may=may_see):
    """The author; 403 when it is not this user's to see, or to change."""
    author = get_object_or_404(Author.objects.select_related("portrait"), pk=pk)
    if not may(user, author):
        raise PermissionDenied
    return author


def begin_author(user):
    if not user.has_perm("authors.add_author"):
        raise PermissionDenied
    return Author()


def as_typed(request, pk=None):
    """The author as the form has it now, and the labels of what could not be kept so."""
    user = request.user
    author = open_author(user, pk, may_change) if pk else begin_author(user)
    saved, typed = copy(author), request.POST.copy()
    # Whoever only looks overwrites nobody.
    typed.pop("revision", None)
    desk = admin.site.get_model_admin(Author)
    form_class = desk.get_form(request, author if pk else None, change=pk is not None)
    form = form_class(typed, instance=author)
    form.is_valid()
    refused = [name for name in comparing.LABELS if name in form.errors]
    for name in refused:
        setattr(author, name, getattr(saved, name))
    return author, [comparing.LABELS[name] for name in refused]
