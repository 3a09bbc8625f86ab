"""The front page, the pages that are no stories, and the answers when something is amiss."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from newsroom.models import Page

FRONT_PAGE_STORIES = 19


@require_safe
def front_page(request):
    stories = Article.objects.published().for_cards().newest_first()[:FRONT_PAGE_STORIES]
    return render(request, "newsroom/front_page.html", {"articles": stories})


@require_safe
def page(request, slug):
    page = get_object_or_404(Page, slug=slug)
    return render(request, "newsroom/page.html", {"page": page})


def page_not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    """Without a query: the database may be what is broken."""
    return render(None, "500.html", status=500)
