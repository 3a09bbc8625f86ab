"""The front page, the pages that are no stories, and the answers when something is amiss."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles import body
from articles.models import Article
from newsroom.models import Page

STORIES = 19


@require_safe
def front_page(request):
    newest = list(Article.objects.published().for_cards().newest_first()[:STORIES])
    return render(
        request,
        "newsroom/front_page.html",
        {"lead": newest[0] if newest else None, "articles": newest[1:]},
    )


@require_safe
def page(request, slug):
    page = get_object_or_404(Page, slug=slug)
    text = body.render(page.body, site_hosts=[settings.SITE_HOST])
    return render(request, "newsroom/page.html", {"page": page, "body": text})


def page_not_found(request, exception):
    return render(request, "404.html", status=404)


def no_such_page(request):
    raise Http404


def server_error(request):
    """Without a query: the database may be what is broken."""
    return render(None, "500.html", status=500)
