"""Feeds: the newest stories in full, with every author, picture and credit.

RSS 2.0 from a template, not from Django's `Feed`: a story has several authors and a
picture with a credit, addresses follow `SITE_URL` whatever host was asked, and what XML
forbids is left out instead of breaking the feed.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Max, Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from articles import body, printing, reading, xml
from articles.models import Article, Byline, Correction, Section, Tag, TaggedArticle
from articles.structured import SharedImage, absolute, lead_image_of, to_the_second
from authors.models import Author
from media.models import Image
from media.rights import WITHHELD

STORIES_A_FEED = 30
SHOWN_WIDTH = 1280


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself."""

    title: str
    link: str
    description: str


@dataclass(frozen=True)
class Entry:
    """A story as a feed tells it."""

    title: str
    address: str
    published_at: dt.datetime
    authors: list[Author]
    categories: list[str]
    summary: str
    image: SharedImage | None
    content: SafeString


@require_safe
def feed(request):
    publication = request.publication
    channel = Channel(publication.name, absolute("/"), publication.tagline)
    return answer(request, channel, newest(Article.objects.published()))


@require_safe
def section_feed(request, slug):
    section = reading.section_at(slug)
    if section.slug != slug:
        return redirect("section_feed", section.slug, permanent=True)
    stories = Article.objects.published().filter(section=section)
    return answer(request, channel_of(request, section, section.description), newest(stories))


@require_safe
def tag_feed(request, slug):
    tag = reading.tag_at(slug)
    stories = newest(Article.objects.published().filter(taggings__tag=tag))
    if not stories:
        # A tag of drafts alone must not tell what is being written about.
        raise Http404
    if tag.slug != slug:
        return redirect("tag_feed", tag.slug, permanent=True)
    return answer(request, channel_of(request, tag), stories)


@require_safe
def author_feed(request, slug):
    author = reading.author_at(slug)
    if author.slug != slug:
        return redirect("author_feed", author.slug, permanent=True)
    stories = newest(Article.objects.published().by_author(author))
    return answer(request, channel_of(request, author, author.title), stories)


def channel_of(request, about: Section | Tag | Author, description: str = "") -> Channel:
    link = absolute(about.get_absolute_url())
    return Channel(f"{about} — {request.publication}", link, description)


def newest(stories: QuerySet) -> list[Article]:
    """The newest of these, with all that a feed prints, in the same few queries."""
    made = Correction.objects.filter(published_at__lte=timezone.now())
    return list(
        stories.newest_first()
        .select_related("lead_image")
        .prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author")),
            Prefetch("taggings", TaggedArticle.objects.select_related("tag").order_by("tag__name")),
            Prefetch("corrections", made),
        )[:STORIES_A_FEED]
    )


def answer(request, channel: Channel, stories: Sequence[Article]):
    changed_at = last_change(stories)
    in_bodies = Image.objects.filter(uses__article__in=stories, uses__revision=None)
    pictures = {image.pk: image for image in in_bodies}
    told = {
        "channel": channel,
        "changed_at": changed_at,
        "entries": [entry_of(story, pictures) for story in stories],
        "address": absolute(request.path),
        "icon": absolute(reverse("icon", args=[192])),
    }
    return xml.answer("articles/feed.xml", told, content_type="application/rss+xml")


def last_change(stories: Sequence[Article]) -> dt.datetime | None:
    """When the feed was last another: something came, was changed, or was withdrawn."""
    now = timezone.now()
    once_public = Article.objects.filter(withdrawn_at__lte=now, published_at__lt=F("withdrawn_at"))
    withdrawn = once_public.aggregate(last=Max("withdrawn_at"))
    moments = [withdrawn["last"]]
    for story in stories:
        moments += [story.published_at, story.updated_at, story.embargo_until]
        moments += [correction.published_at for correction in story.corrections.all()]
    return max((to_the_second(moment) for moment in moments if moment), default=None)


def entry_of(story: Article, pictures: dict[int, Image]) -> Entry:
    role_lines = printing.by_role(story.bylines.all())
    everybody = [author for line in role_lines for author in line.authors]
    is_sponsored = story.kind == Article.Kind.SPONSORED
    return Entry(
        # Most programs list titles alone, and there too a reader has to see who paid.
        title=f"{story.printed_kind}: {story.headline}" if is_sponsored else story.headline,
        address=absolute(story.get_absolute_url()),
        published_at=to_the_second(story.published_at),
        authors=list(dict.fromkeys(everybody)),
        categories=[tagging.tag.name for tagging in story.taggings.all()],
        summary=story.standfirst,
        image=lead_image_of(story),
        content=content_of(story, role_lines, pictures),
    )


def content_of(
    story: Article, role_lines: list[printing.RoleLine], pictures: dict[int, Image]
) -> SafeString:
    """The whole story for any page but ours: no advertisements, every address absolute."""
    text = body.render(
        story.body,
        pictures=pictures,
        render_picture=printed_picture,
        site_hosts=[settings.SITE_HOST],
        site_url=settings.SITE_URL,
        is_sponsored=story.kind == Article.Kind.SPONSORED,
    )
    told = {
        "article": story,
        "lead": printed_lead(story) if story.lead_image else "",
        "body": text,
        # Who wrote it is told by every program; who did what else only here.
        "further_roles": [line for line in role_lines if line.role != Byline.Role.WORDS],
        "corrections": story.corrections.all(),
    }
    return render_to_string("articles/_feed_story.html", told)


def printed_lead(story: Article) -> SafeString:
    return drawn(story.lead_image, story.printed_lead_caption, story.printed_lead_alt)


def printed_picture(image: Image, caption: SafeString) -> SafeString:
    return drawn(image, caption or image.caption, image.alt_text)


def drawn(image: Image, caption: str, alt: str) -> SafeString:
    if image.is_withheld:
        return format_html("<p>{} Image Credit: {}</p>", WITHHELD, image.credit_line)
    shown = image.rendition("original", SHOWN_WIDTH)
    told = {"image": image, "shown": shown, "url": shown.url("jpg"), "caption": caption, "alt": alt}
    return render_to_string("articles/_feed_picture.html", told)
