"""The site's addresses, and beside them the least that a page from a database can be."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from articles.models import Article
from newsroom import urls

HEADLINES = engines["django"].from_string("""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Bare</title></head>
<body><ul>{% for story in stories %}<li>{{ story.headline }}</li>
{% endfor %}</ul></body>
</html>
""")
STORY = engines["django"].from_string("""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ story.headline }}</title></head>
<body><h1>{{ story.headline }}</h1><p>{{ story.standfirst }}</p></body>
</html>
""")


def headlines(request):
    stories = Article.objects.published().newest_first().only("headline")[:20]
    return HttpResponse(HEADLINES.render({"stories": stories}, request))


def story(request, pk):
    return HttpResponse(STORY.render({"story": Article.objects.get(pk=pk)}, request))


urlpatterns = [path("bare/", headlines), path("bare/<int:pk>/", story), *urls.urlpatterns]
handler404, handler500 = urls.handler404, urls.handler500
