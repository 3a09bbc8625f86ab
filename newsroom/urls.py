"""Every address of the site. A page's slug is looked at last; `RESERVED_SLUGS` are not pages'."""

from django.contrib import admin
from django.urls import include, path, re_path

from newsroom import probes, views

urlpatterns = [
    # Django's way from any record to its page asks for no permission.
    re_path("^admin/r/", views.no_such_page),
    path("admin/", admin.site.urls),
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    re_path(r"^look-(?P<fingerprint>[0-9a-f]{12})\.css$", views.stylesheet, name="stylesheet"),
    path("", views.front_page, name="front_page"),
    path("", include("media.urls")),
    path("", include("articles.urls")),
    re_path(r"^(?P<slug>[-\w]+)/$", views.page, name="page"),
]

handler404 = views.page_not_found
handler500 = views.server_error
