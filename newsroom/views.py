"""The front page, the pages that are no stories, and the answers when something is amiss."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles import body
from authors.models import Author
from newsroom.front import laid_out
from newsroom.look import Look
from newsroom.models import Page

# A masthead longer than this wants another page.
MOST_STAFF = 300
FOR_EVER = "max-age=31536000, public, immutable"


@require_safe
def front_page(request):
    front = laid_out(request.publication.navigation)
    return render(request, "newsroom/front_page.html", {"front": front})


@require_safe
def page(request, slug):
    page = get_object_or_404(Page, slug=slug)
    text = body.render(page.body, site_hosts=[settings.SITE_HOST])
    staff = Author.objects.on_the_staff()[:MOST_STAFF] if page.lists_staff else []
    told = {"page": page, "body": text, "words": body.plain_text(page.body), "staff": staff}
    return render(request, "newsroom/page.html", told)


@require_safe
def stylesheet(request, fingerprint):
    """A page that was made before the look changed gets today's, and does not keep it."""
    # The usual look needs no database: it dresses the page that says that one is missing.
    dress = Look().dress
    if dress.fingerprint != fingerprint:
        dress = request.publication.look.dress
    sheet = HttpResponse(dress.stylesheet, content_type="text/css; charset=utf-8")
    if dress.fingerprint == fingerprint:
        sheet["Cache-Control"] = FOR_EVER
    return sheet


def page_not_found(request, exception):
    return render(request, "404.html", status=404)


def no_such_page(request):
    raise Http404


def server_error(request):
    """Without a query: the database may be what is broken."""
    return render(None, "500.html", {"dress": Look().dress}, status=500)
