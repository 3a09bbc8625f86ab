"""The public addresses of stories and of every list of them. A slug may be in any script."""

from django.urls import path, re_path

from articles import feeds, preview, sitemaps, views

urlpatterns = [
    re_path(
        r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<slug>[-\w]+)/$",
        views.article,
        name="article",
    ),
    # Without its slash, so that this too leads to the story in one step.
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<slug>[-\w]+)$", views.article),
    re_path(r"^sections/(?P<slug>[-\w]+)/$", views.section, name="section"),
    re_path(r"^tags/(?P<slug>[-\w]+)/$", views.tag, name="tag"),
    path("authors/", views.authors, name="authors"),
    re_path(r"^authors/(?P<slug>[-\w]+)/$", views.author, name="author"),
    re_path(r"^(?P<year>[0-9]{4})/$", views.year, name="year"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/$", views.month, name="month"),
    path("corrections/", views.corrections, name="corrections"),
    path("latest/", views.latest, name="latest"),
    path("feed/", feeds.feed, name="feed"),
    re_path(r"^sections/(?P<slug>[-\w]+)/feed/$", feeds.section_feed, name="section_feed"),
    re_path(r"^tags/(?P<slug>[-\w]+)/feed/$", feeds.tag_feed, name="tag_feed"),
    re_path(r"^authors/(?P<slug>[-\w]+)/feed/$", feeds.author_feed, name="author_feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    re_path(
        r"^sitemap-(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<block>[0-9]{1,12})\.xml$",
        sitemaps.sitemap_of_month,
        name="sitemap_of_month",
    ),
    re_path(
        r"^sitemap-authors-(?P<block>[0-9]{1,12})\.xml$",
        sitemaps.sitemap_of_authors,
        name="sitemap_of_authors",
    ),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news_sitemap"),
    path("search/", views.search, name="search"),
    path("preview/<str:token>/", preview.shared, name="preview"),
]
