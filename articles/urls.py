"""The public addresses of stories and of every list of them. A slug may be in any script."""

from django.urls import path, re_path

from articles import views

urlpatterns = [
    re_path(
        r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<slug>[-\w]+)/$",
        views.article,
        name="article",
    ),
    re_path(r"^sections/(?P<slug>[-\w]+)/$", views.section, name="section"),
    re_path(r"^tags/(?P<slug>[-\w]+)/$", views.tag, name="tag"),
    path("authors/", views.authors, name="authors"),
    re_path(r"^authors/(?P<slug>[-\w]+)/$", views.author, name="author"),
    path("latest/", views.latest, name="latest"),
    path("search/", views.search, name="search"),
]
