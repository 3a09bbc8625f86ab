"""The desk's board: all stories in work in columns by state, and what may be done to each."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from articles import bylines
from articles.desk import require
from articles.models import Article, Presence, Section
from articles.moments import midnight, spoken, to_come
from authors.models import User

MOST = 25
LATELY = dt.timedelta(days=7)

# What a row of stories prints on the desk, with their sections and who returned them.
PRINTED = [
    *("headline", "slug", "published_at", "embargo_until", "saved_at", "submitted_at"),
    *("due_at", "withdrawn_at", "scheduled_at", "held_back", "pending_since"),
    *("returned_at", "returned_note", "returned_by__username"),
    *("returned_by__first_name", "returned_by__last_name"),
    *("address_year", "address_month", "section__name"),
]


@dataclass(frozen=True)
class State:
    """A column: the moment that its cards tell, and how the list of stories calls it."""

    name: str
    heading: str
    verb: str
    moment: str
    list_state: str
    empty: str


STATES = [
    State("draft", "Draft", "saved", "saved_at", "draft", "No draft lies open."),
    State("returned", "Returned", "returned", "returned_at", "returned", "Nothing came back."),
    State("review", "In review", "submitted", "submitted_at", "review", "Nothing waits."),
    State("scheduled", "Scheduled", "goes out", "goes_out_at", "scheduled", "Nothing waits."),
    State("changed", "With changes", "changed", "pending_since", "changed", "No change waits."),
    State("today", "Published today", "went out", "goes_out_at", "published", "Nothing yet."),
    State("withdrawn", "Withdrawn lately", "withdrawn", "withdrawn_at", "withdrawn", "Nothing."),
]


@dataclass(frozen=True)
class Way:
    words: str
    address: str


@dataclass(frozen=True)
class Card:
    story: Article
    verb: str
    moment: dt.datetime
    names: str
    notes: list[str]
    open_by: list[str]
    ways: list[Way]

    @property
    def told(self) -> str:
        return spoken(self.moment)


@dataclass(frozen=True)
class Column:
    state: State
    cards: list[Card]
    has_more: bool
    rest_address: str

    @property
    def number(self) -> str:
        return f"{len(self.cards)}+" if self.has_more else str(len(self.cards))


class FilterForm(forms.Form):
    section = forms.ModelChoiceField(
        Section.objects.order_by("name"), required=False, empty_label="All sections"
    )
    mine = forms.BooleanField(label="Only mine", required=False)


@require_safe
def board(request):
    require(request.user, "articles.change_article")
    sees_all = request.user.has_perm("articles.change_any_article")
    form = FilterForm(request.GET, label_suffix="")
    wanted = form.cleaned_data if form.is_valid() else {}
    stories = printed_stories()
    if wanted.get("mine") or not sees_all:
        stories = stories.own(request.user)
    if section := wanted.get("section"):
        stories = stories.filter(section=section)
    context = admin.site.each_context(request) | {
        "title": "The board",
        "form": form,
        "columns": columns(stories, request.user, section),
        "sees_all": sees_all,
        "is_filtered": bool(section or wanted.get("mine")),
    }
    return TemplateResponse(request, "admin/board/board.html", context)


def printed_stories() -> QuerySet:
    return Article.objects.select_related("section", "returned_by").only(*PRINTED)


def columns(stories: QuerySet, user: User, section: Section | None) -> list[Column]:
    asked = standing(stories)
    found = {state: list(asked[state.name][: MOST + 1]) for state in STATES}
    everything = [story for some in found.values() for story in some]
    bylines.fetch(everything)
    open_by = who_has_open(everything)
    kept = {"section__id__exact": section.pk} if section else {}
    return [
        Column(
            state,
            [card(state, story, open_by.get(story.pk, []), user) for story in some[:MOST]],
            len(some) > MOST,
            reverse("admin:articles_article_changelist", query={"state": state.list_state} | kept),
        )
        for state, some in found.items()
    ]


def standing(stories: QuerySet) -> dict[str, QuerySet]:
    """The stories of each state, in the order in which they are worked on."""
    now = timezone.now()
    lately = {"withdrawn_at__lte": now, "withdrawn_at__gt": now - LATELY}
    return {
        "draft": stories.being_written(),
        "returned": stories.returned(),
        "review": stories.in_review(),
        "scheduled": stories.scheduled().by_hour(),
        "changed": stories.with_changes(),
        "today": stories.out_since(midnight()).filter(pending_since=None).by_hour().reverse(),
        "withdrawn": stories.filter(**lately).order_by("-withdrawn_at", "-pk"),
    }


def who_has_open(stories: list[Article]) -> dict[int, list[str]]:
    """The names of those whose form of a story stands open."""
    there = Presence.objects.open_now().filter(article__in=stories).select_related("user")
    names: dict[int, list[str]] = {}
    for presence in there:
        name = str(presence.user)
        if name not in names.setdefault(presence.article_id, []):
            names[presence.article_id].append(name)
    return names


def card(state: State, story: Article, open_by: list[str], user: User) -> Card:
    moment = getattr(story, state.moment)
    later = [str(one) for one in to_come(story) if one.at != moment]
    held = [f"Held back: {shortened(story.held_back)}"] if story.held_back else []
    back = list(returned(story)) if state.name == "returned" else []
    return Card(
        story=story,
        verb=state.verb,
        moment=moment,
        names=bylines.line(story),
        notes=[*later, *held, *back],
        open_by=open_by,
        ways=ways(state.name, story, user),
    )


def returned(story: Article) -> Iterator[str]:
    if story.returned_by:
        yield f"by {story.returned_by}"
    yield f"“{shortened(story.returned_note)}”"


def shortened(words: str) -> str:
    return Truncator(words).words(20, truncate=" …")


def ways(state: str, story: Article, user: User) -> list[Way]:
    """The deeds that are next in this state, each at its page; the form has the others."""
    form, is_public = "articles_article_change", state in {"changed", "today"}
    may_publish = user.has_perm("articles.publish_article")
    may_withdraw = user.has_perm("articles.withdraw_article")
    told = [
        ("Go on writing", form, state in {"draft", "returned"}),
        ("Read and decide", form, state == "review" and may_publish),
        ("Change the moment", form, state == "scheduled" and may_publish),
        ("Publish changes", form, state == "changed" and may_publish),
        ("Correct", form, state == "today" and may_publish),
        ("Restore", form, state == "withdrawn" and may_withdraw),
        ("Withdraw", "article_withdraw", is_public and may_withdraw),
        ("History", "articles_article_history", True),
    ]
    found = [
        Way(words, reverse(f"admin:{page}", args=[story.pk])) for words, page, may in told if may
    ]
    return [*found, Way("On the site", story.get_absolute_url())] if is_public else found
