"""The log of one story: who did what, when and from where."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from articles.desk import open_story, require
from authors import deeds
from authors.log import NEWEST_FIRST, ON_A_PAGE
from media.paging import page_of


@require_safe
def log(request, pk):
    require(request.user, "articles.view_article")
    article = open_story(request.user, pk)
    entries = deeds.about(article).select_related("by")
    context = admin.site.each_context(request) | {
        "title": f"Log of “{article}”",
        "article": article,
        "page": page_of(entries, request, order=NEWEST_FIRST, size=ON_A_PAGE),
        # From which machine a colleague works is for those who keep the site's log.
        "may_see_addresses": request.user.has_perm("authors.view_deed"),
    }
    return TemplateResponse(request, "admin/articles/article/log.html", context)
