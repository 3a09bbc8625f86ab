"""Every address of the site. A page's slug is looked at last; `RESERVED_SLUGS` are not pages'."""

from django.contrib import admin
from django.urls import include, path, re_path

from articles import author_preview
from newsroom import machines, probes, views

urlpatterns = [
    # Django's way from any record to its page asks for no permission.
    re_path("^admin/r/", views.no_such_page),
    # Of the desk of authors, a page that lists stories: no room below holds both.
    *author_preview.urls,
    path("admin/", admin.site.urls),
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    re_path(r"^look-(?P<fingerprint>[0-9a-f]{12})\.css$", views.stylesheet, name="stylesheet"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap-pages.xml", machines.sitemap_of_pages, name="sitemap_of_pages"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    re_path(r"^icon-(?P<side>192|512)\.png$", machines.icon, name="icon"),
    path("apple-touch-icon.png", machines.apple_touch_icon, name="apple_touch_icon"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("", views.front_page, name="front_page"),
    path("", include("media.urls")),
    path("", include("articles.urls")),
    re_path(r"^(?P<slug>[-\w]+)/$", views.page, name="page"),
]

handler404 = views.page_not_found
handler500 = views.server_error
