"""The pages that readers see: a story, and the lists that lead to it.

The same for everybody: no session, no cookie, nobody's name.
"""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import archive, printing, reading, structured
from articles.cards import cards_of
from articles.models import Article, Byline, Correction
from articles.related import onward_from
from articles.results import results_of
from authors.models import Author
from media.paging import page_of

STORIES_A_PAGE = 20
AUTHORS_A_PAGE = 60
CORRECTIONS_A_PAGE = 30
BY_NAME = ("name", "pk")


@require_safe
def article(request, year, month, slug):
    story = next(iter(reading.stories_at(int(year), int(month), slug, timezone.now())), None)
    if story is None or not (story.is_public or story.is_gone):
        return renamed_story(request, int(year), int(month), slug)
    if len(month) == 1 or not request.path.endswith("/"):
        return redirect(story, permanent=True)
    if story.is_gone:
        return gone(request, story)
    return render(request, "articles/article.html", whole_story(story, request.publication))


def renamed_story(request, year, month, slug):
    """What an address says that a story had before: where it is now, or why it is gone."""
    story = next(iter(reading.stories_once_at(year, month, slug)), None)
    if story is None or not (story.is_public or story.is_gone):
        raise Http404
    return gone(request, story) if story.is_gone else redirect(story, permanent=True)


def gone(request, story):
    return render(request, "articles/withdrawn.html", {"article": story}, status=410)


def whole_story(story, publication):
    """Everything that the article page prints."""
    tags = reading.tags_of(story)
    return printed_story(
        story,
        publication,
        bylines=reading.bylines_of(story),
        tags=tags,
        corrections=reading.corrections_of(story),
        onward=onward_from(story, tags),
    )


def printed_story(story, publication, *, bylines, tags, corrections, onward):
    """The article page of what was gathered: from the row, or from a text that is no row yet."""
    authors = printing.everybody(bylines)
    pictures = printing.pictures_in(story)
    return {
        "article": story,
        "role_lines": printing.by_role(bylines),
        "authors": authors,
        "sign_offs": [author.sign_off for author in authors if author.sign_off],
        "body": printing.printed_body(story, pictures, publication),
        "corrections": corrections,
        "corrected": next(filter(Correction.is_of_a_mistake, corrections), None),
        "more": onward.more,
        "next_stories": onward.next_stories,
        "tags": tags,
        "facts": structured.facts_of(story, bylines, tags, pictures.values(), publication),
    }


@require_safe
def section(request, slug):
    section = reading.section_at(slug)
    if section.slug != slug:
        return redirect(section, permanent=True)
    stories = Article.objects.published().filter(section=section)
    return story_list(request, "articles/section.html", stories, section=section)


@require_safe
def tag(request, slug):
    tag = reading.tag_at(slug)
    stories = Article.objects.published().filter(taggings__tag=tag)
    page = page_of_cards(stories, request)
    if not page.items:
        # A tag of drafts alone must not tell what is being written about.
        raise Http404
    if tag.slug != slug:
        return redirect(tag, permanent=True)
    return render(request, "articles/tag.html", {"page": page, "tag": tag})


@require_safe
def author(request, slug):
    author = reading.author_at(slug)
    if author.slug != slug:
        return redirect(author, permanent=True)
    return render(request, "articles/author.html", whole_author(author, request))


def whole_author(author, request):
    """Everything that the page of an author prints."""
    role = request.GET.get("role", "")
    roles = Byline.objects.roles_of(author)
    if role and role not in roles:
        raise Http404
    stories = Article.objects.published().by_author(author, role)
    page = page_of_cards(stories, request, keep=("role",), under=author)
    return {"page": page, "author": author, "roles": roles, "role": role}


@require_safe
def authors(request):
    people = Author.objects.exclude(standing=Author.Standing.FORMER).select_related("portrait")
    page = page_of(people, request, order=BY_NAME, size=AUTHORS_A_PAGE)
    return render(request, "articles/authors.html", {"page": page})


@require_safe
def latest(request):
    return story_list(request, "articles/latest.html", Article.objects.published())


@require_safe
def year(request, year):
    span = archive.year_of(int(year))
    return stories_of(request, span, "articles/year.html", archive.months_with_stories(int(year)))


@require_safe
def month(request, year, month):
    if len(month) == 1:
        return redirect("month", year, f"0{month}", permanent=True)
    return stories_of(request, archive.month_of(int(year), int(month)), "articles/month.html")


def stories_of(request, span, template, months=()):
    page = page_of_cards(span.stories, request)
    if not page.items:
        raise Http404
    around = {"earlier": span.earlier(), "later": span.later()}
    return render(request, template, {"page": page, "span": span, "months": months, **around})


@require_safe
def corrections(request):
    told = Correction.objects.told().select_related("article")
    page = page_of(told, request, size=CORRECTIONS_A_PAGE)
    return render(request, "articles/corrections.html", {"page": page})


@require_safe
def search(request):
    return render(request, "articles/search.html", results_of(request))


def story_list(request, template, stories, **about):
    """A page of a list of stories, the newest first."""
    page = page_of_cards(stories, request)
    return render(request, template, {"page": page, **about})


def page_of_cards(stories, request, keep=(), under=None):
    """The places in the list first, then the cards of just these stories."""
    page = page_of(stories.only("published_at"), request, size=STORIES_A_PAGE, keep=keep)
    return replace(page, items=cards_of([story.pk for story in page], under))
