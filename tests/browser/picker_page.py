"""Addresses of the site with one more page, which hosts the pickers and nothing else."""

from django import forms
from django.contrib import admin
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from articles.document import Credit, Related
from articles.models import Article
from articles.pickers import BylinesField, RelatedField, StoryChoiceField, TagsField
from authors.models import Author
from newsroom.urls import urlpatterns as site

ADDRESS = "/admin/pickers/"
PAGE = """
{% extends "admin/base_site.html" %}{% load static %}
{% block extrahead %}{{ block.super }}{% csp_nonce_attr media %}{% endblock %}
{% block extrastyle %}{{ block.super }}
<link rel="stylesheet" href="{% static "admin/css/forms.css" %}">
<link rel="stylesheet" href="{% static "desk/story.css" %}">{% endblock %}
{% block bodyclass %}{{ block.super }} change-form story-page{% endblock %}
{% block content %}
<form id="story_form" class="story" method="post" novalidate>{% csrf_token %}
  <div class="story-writing">{% for field in form %}{% if field.name == "story" %}
    {% include "admin/articles/article/_field.html" %}{% endif %}{% endfor %}
    <button type="submit" name="_publish">Publish</button>
  </div>
  <div class="story-side">{% for field in form %}{% if field.name != "story" %}
    <section class="panel">{% include "admin/articles/article/_field.html" %}</section>
  {% endif %}{% endfor %}</div>
</form>
{% endblock %}
"""


class PickersForm(forms.Form):
    bylines = BylinesField(required=False)
    tags = TagsField(required=False)
    related = RelatedField(label="Related stories", required=False)
    story = StoryChoiceField(required=False)


def show(request):
    """With the authors and stories that there are, in the order in which they were made."""
    initial = {
        "bylines": [Credit(author.pk) for author in Author.objects.filter(slug__startswith="in-")],
        "tags": ["Roads", "Bridges"] if "filled" in request.GET else [],
        "related": [
            Related(story=story.pk)
            for story in Article.objects.filter(headline__startswith="In ").order_by("pk")
        ],
    }
    form = PickersForm(request.POST or None, initial=initial, label_suffix="")
    form.fields["related"].asked_by(request.user)
    form.fields["story"].asked_by(request.user)
    context = admin.site.each_context(request) | {
        "title": "Pickers",
        "form": form,
        "media": form.media,
        "is_nav_sidebar_enabled": False,
    }
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path(ADDRESS.strip("/") + "/", show), *site]
