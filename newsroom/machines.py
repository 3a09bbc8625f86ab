"""What the site tells machines of itself: where the sitemaps are, what it is called, its icons."""

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.sitemaps import Place, urlset
from articles.structured import absolute, to_the_second
from newsroom import icons
from newsroom.models import Page

# Nobody types these into their search: the desk, other people's searches, drafts.
NOT_FOR_ROBOTS = ["/admin/", "/search/", "/preview/"]
# Of a name under an icon no more is shown.
LONGEST_SHORT_NAME = 12
A_DAY = "public, max-age=86400"


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        *(f"Disallow: {beginning}" for beginning in NOT_FOR_ROBOTS),
        "",
        *(f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap", "news_sitemap")),
    ]
    return HttpResponse(
        "".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8"
    )


@require_safe
def sitemap_of_pages(request):
    """The front page, the lists, the sections, and the pages that are no stories."""
    fixed = [reverse(name) for name in ("front_page", "latest", "authors", "corrections")]
    sections = [section.get_absolute_url() for section in request.publication.navigation]
    places = [Place(absolute(address)) for address in [*fixed, *sections]]
    for page in Page.objects.only("slug", "changed_at"):
        changed_at = to_the_second(page.changed_at)
        places.append(Place(absolute(page.get_absolute_url()), changed_at))
    return urlset(places)


@require_safe
def manifest(request):
    publication = request.publication
    paper = publication.look.dress.light["paper"]
    told = {
        "id": "/",
        "name": publication.name,
        "short_name": short(publication.name),
        "start_url": "/",
        "display": "minimal-ui",
        "theme_color": paper,
        "background_color": paper,
        "icons": [
            {"src": reverse("icon", args=[side]), "sizes": f"{side}x{side}", "type": "image/png"}
            for side in icons.SIDES
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def short(name: str) -> str:
    """The whole words that stand under an icon: “The Harbour Post” is “Harbour Post”."""
    words = name.removeprefix("The ").split()
    beginnings = [" ".join(words[:count]) for count in range(1, len(words) + 1)] or [name]
    fitting = [beginning for beginning in beginnings if len(beginning) <= LONGEST_SHORT_NAME]
    return fitting[-1] if fitting else beginnings[0]


@require_safe
def icon(request, side):
    return picture(icons.png(request.publication, int(side)), "image/png")


@require_safe
def apple_touch_icon(request):
    return picture(icons.apple_png(request.publication), "image/png")


@require_safe
def favicon(request):
    return picture(icons.ico(request.publication), "image/x-icon")


def picture(content: bytes, content_type: str) -> HttpResponse:
    return HttpResponse(content, content_type=content_type, headers={"Cache-Control": A_DAY})
