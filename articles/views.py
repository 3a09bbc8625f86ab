"""The pages that readers see: a story, and the lists that lead to it.

The same for everybody: no session, no cookie, nobody's name.
"""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import printing, structured
from articles.models import Article, Byline, Section, Tag
from articles.related import onward_from
from authors.models import Author
from media.paging import page_of

STORIES_A_PAGE = 20
AUTHORS_A_PAGE = 60
BY_NAME = ("name", "pk")


@require_safe
def article(request, year, month, slug):
    story = get_object_or_404(
        Article.objects.select_related("section", "lead_image"),
        address_year=year,
        address_month=month,
        slug=slug,
    )
    if not (story.is_public or story.is_gone):
        raise Http404
    if len(month) == 1:
        return redirect(story, permanent=True)
    if story.is_gone:
        return render(request, "articles/withdrawn.html", {"article": story}, status=410)
    return render(request, "articles/article.html", whole_story(story, request.publication))


def whole_story(story, publication):
    """Everything that the article page prints."""
    bylines = list(story.bylines.select_related("author__portrait"))
    authors = printing.everybody(bylines)
    tags = list(story.tags.order_by("name"))
    onward = onward_from(story, tags)
    return {
        "article": story,
        "role_lines": printing.by_role(bylines),
        "authors": authors,
        "sign_offs": [author.sign_off for author in authors if author.sign_off],
        "body": printing.printed_body(story, publication),
        "corrections": list(story.corrections.filter(published_at__lte=timezone.now())),
        "more": onward.more,
        "next_stories": onward.next_stories,
        "tags": tags,
        "facts": structured.facts_of(story, bylines, tags, publication),
    }


@require_safe
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    stories = Article.objects.published().filter(section=section)
    return story_list(request, "articles/section.html", stories, section=section)


@require_safe
def tag(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    stories = Article.objects.published().filter(taggings__tag=tag)
    page = page_of(stories.for_cards(), request, size=STORIES_A_PAGE)
    if not page.items:
        # A tag of drafts alone must not tell what is being written about.
        raise Http404
    return render(request, "articles/tag.html", {"page": page, "tag": tag})


@require_safe
def author(request, slug):
    author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    in_byline = Byline.objects.filter(article=OuterRef("pk"), author=author)
    stories = Article.objects.published().filter(Exists(in_byline))
    return story_list(request, "articles/author.html", stories, author=author)


@require_safe
def authors(request):
    people = Author.objects.exclude(standing=Author.Standing.FORMER).select_related("portrait")
    page = page_of(people, request, order=BY_NAME, size=AUTHORS_A_PAGE)
    return render(request, "articles/authors.html", {"page": page})


@require_safe
def latest(request):
    return story_list(request, "articles/latest.html", Article.objects.published())


@require_safe
def search(request):
    asked = request.GET.get("q", "").strip()
    stories = Article.objects.published()
    found = stories.found(asked) if asked else stories.none()
    return story_list(request, "articles/search.html", found, asked=asked)


def story_list(request, template, stories, **about):
    """A page of a list of stories, the newest first."""
    page = page_of(stories.for_cards(), request, size=STORIES_A_PAGE, keep=("q",))
    return render(request, template, {"page": page, **about})
