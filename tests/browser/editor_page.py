"""A page with the body and nothing else, so that the editor is tested without story or database."""

from django import forms
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.urls import include, path
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt

from articles.editor import BodyField

PICTURES = {
    42: {
        "id": 42,
        "thumbnail": "/admin/thumbnail.svg",
        "credit": "Ana Pérez / Reuters",
        "caption": "A crew at work",
        "alt": "Two sailors on deck",
    }
}

PAGE = """{% extends "admin/base.html" %}
{% load static %}
{% block extrastyle %}{{ block.super }}
  <link rel="stylesheet" href="{% static "desk/desk.css" %}">
  <link rel="stylesheet" href="{% static "desk/story.css" %}">
  {{ form.media }}
{% endblock %}
{% block bodyclass %}story-page{% endblock %}
{% block content %}
<h1>A story</h1>
<form id="story_form" method="post" action="/admin/echo/">
  <div class="story"><div class="story-writing">
    <div class="field"><label for="before">Before</label><input id="before"></div>
    <div class="field">{{ form.body.label_tag }}{{ form.body }}</div>
    <div class="field"><label for="after">After</label><input id="after"></div>
    <button>Save</button>
  </div></div>
</form>
{% endblock %}
"""


class Page(forms.Form):
    body = BodyField(required=False)


@csp_override(settings.EDITOR_CSP)
def write(request):
    form = Page(initial={"body": request.GET.get("body", "")})
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"form": form}, request))


@csrf_exempt
def echo(request):
    form = Page(request.POST)
    form.is_valid()
    return HttpResponse(form.cleaned_data["body"], content_type="text/plain; charset=utf-8")


def choose(request):
    asked = request.GET.get("ids", "42").split(",")
    found = [PICTURES[int(pk)] for pk in asked if int(pk) in PICTURES]
    return JsonResponse({"results": found, "next": ""})


def thumbnail(request):
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">'
        '<rect width="640" height="360" fill="#3d6b8c"/></svg>'
    )
    return HttpResponse(drawing, content_type="image/svg+xml")


desk = [
    path("", write, name="index"),
    path("echo/", echo),
    path("thumbnail.svg", thumbnail),
    path("media/image/choose/", choose, name="media_image_choose"),
    path("media/image/upload/", echo, name="media_image_upload"),
    path("login/", write, name="login"),
    path("logout/", write, name="logout"),
    path("password/", write, name="password_change"),
]

urlpatterns = [path("admin/", include((desk, "admin")))]
