"""The desk: Django's admin, whose first page shows the day instead of a list of tables."""

from django.contrib.admin import AdminSite
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles import board
from newsroom.desk_front import panels_for

# What is opened most stands first; what is not named here follows.
WAYS = [
    *("Article", "Image", "Author", "Section", "Tag"),
    *("Correction", "Page", "Publication", "User", "Deed"),
]
# What a list is called, where its records are called otherwise.
CALLED = {"Deed": "The log"}


class Desk(AdminSite):
    index_title = "The desk"
    index_template = "admin/front/front.html"
    # A list needs the width; the way to the other lists is the start page.
    enable_nav_sidebar = False

    def get_urls(self):
        # First: the stock ones end with one that takes every address.
        return [path("board/", self.admin_view(board.board), name="board"), *super().get_urls()]

    def index(self, request, extra_context=None):
        context = self.each_context(request)
        panels = panels_for(request.user)
        context |= {
            "title": self.index_title,
            "now": timezone.now(),
            "complaints": [panel for panel in panels if panel.is_complaint],
            "panels": [panel for panel in panels if not panel.is_complaint],
            "may_see_board": request.user.has_perm("articles.change_article"),
            "ways": ways(context["available_apps"]),
            "may_write": request.user.has_perm("articles.add_article"),
        }
        request.current_app = self.name
        return TemplateResponse(request, self.index_template, context | (extra_context or {}))


def ways(apps):
    """Every list that is open to somebody, in one row."""
    lists = [model for app in apps for model in app["models"] if model["admin_url"]]
    for model in lists:
        model["name"] = CALLED.get(model["object_name"], model["name"])
    places = {name: place for place, name in enumerate(WAYS)}
    return sorted(lists, key=lambda model: places.get(model["object_name"], len(WAYS)))
