"""The desk: Django's admin, whose first page shows the day instead of a list of tables."""

from django.contrib.admin import AdminSite
from django.template.response import TemplateResponse
from django.utils import timezone

from newsroom.desk_front import panels_for

# What is opened most stands first; what is not named here follows.
WAYS = [
    *("Article", "Image", "Author", "Section", "Tag"),
    *("Correction", "Page", "Publication", "User"),
]


class Desk(AdminSite):
    index_title = "The desk"
    index_template = "admin/front/front.html"
    # A list needs the width; the way to the other lists is the start page.
    enable_nav_sidebar = False

    def index(self, request, extra_context=None):
        context = self.each_context(request)
        context |= {
            "title": self.index_title,
            "now": timezone.now(),
            "panels": panels_for(request.user),
            "ways": ways(context["available_apps"]),
            "may_write": request.user.has_perm("articles.add_article"),
        }
        request.current_app = self.name
        return TemplateResponse(request, self.index_template, context | (extra_context or {}))


def ways(apps):
    """Every list that is open to somebody, in one row."""
    lists = [model for app in apps for model in app["models"] if model["admin_url"]]
    places = {name: place for place, name in enumerate(WAYS)}
    return sorted(lists, key=lambda model: places.get(model["object_name"], len(WAYS)))
