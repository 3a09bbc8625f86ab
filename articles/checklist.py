"""What a story must have before readers get it. `publishing` is the gate that asks."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from articles import body, inner_links, slugs
from articles.document import Document
from articles.models import Article, PictureUse, Revision, Section
from authors.models import Author, User
from media import rights
from media.models import Image
from media.rights import Uses

# Search engines and phones cut headlines off at about this many characters.
HEADLINE_FITS = 70
EMBARGO_AHEAD = "The embargo has not ended. Remove it, or publish after its end."
EMBARGO_TOO_LATE = (
    "An embargo holds back changes of a public story, not the story: withdraw it to take it away."
)


@dataclass(frozen=True)
class Finding:
    """A rule that a document does not keep: the field it is about, and what to do.

    A blocking one holds the story back; some of these an editor with the right to may
    override with a reason. The others are advice.
    """

    rule: str
    field: str
    message: str
    is_blocking: bool = True
    may_be_overridden: bool = False


def findings(
    document: Document,
    *,
    at: dt.datetime,
    article: Article | None = None,
    pictures: dict[int, Image] | None = None,
) -> list[Finding]:
    """All that there is to say about publishing this document of a story at the moment `at`.

    `pictures` are those of the document, where somebody has fetched them.
    """
    pictures = pictures_of(document) if pictures is None else pictures
    return [
        *stands_against(document, pictures, at, article),
        *advice(document),
        *rights_that_end(document, pictures, at),
    ]


def blocking(
    document: Document, *, at: dt.datetime, article: Article | None = None
) -> list[Finding]:
    """What stands against publishing this document of a story at the moment `at`."""
    return list(stands_against(document, pictures_of(document), at, article))


def pictures_of(document: Document) -> dict[int, Image]:
    return Image.objects.in_bulk(document.picture_ids)


def stands_against(
    document: Document, pictures: dict[int, Image], at: dt.datetime, article: Article | None
) -> Iterator[Finding]:
    yield from missing_parts(document)
    yield from early_embargo(document, at, article)
    yield from pictures_unready(document, pictures)
    yield from pictures_without_rights(document, pictures, at, article)


def missing_parts(document: Document) -> Iterator[Finding]:
    if not document.headline:
        yield Finding("headline", "headline", "Write the headline before publishing.")
    if not has_slug(document):
        yield Finding("slug", "slug", "Write a slug of letters, digits and hyphens.")
    parts = [
        ("body", has_body(document), "Write the body before publishing."),
        ("section", has_section(document), "Choose a section before publishing."),
        ("bylines", has_authors(document), "Say who wrote the story before publishing."),
    ]
    for field, is_there, message in parts:
        if not is_there:
            yield Finding(field, field, message, may_be_overridden=True)


def has_slug(document: Document) -> bool:
    return re.match(slugs.PATTERN, document.address_slug) is not None


def has_body(document: Document) -> bool:
    cleaned = body.clean(document.body)
    return bool(body.plain_text(cleaned).strip() or body.picture_ids(cleaned))


def has_section(document: Document) -> bool:
    return Section.objects.filter(pk=document.section).exists()


def has_authors(document: Document) -> bool:
    wanted = {credit.author for credit in document.bylines}
    return bool(wanted) and Author.objects.filter(pk__in=wanted).count() == len(wanted)


def early_embargo(
    document: Document, at: dt.datetime, article: Article | None
) -> Iterator[Finding]:
    if document.embargo_until and document.embargo_until > at:
        is_late = article is not None and article.is_public
        message = f"{EMBARGO_AHEAD} {EMBARGO_TOO_LATE}" if is_late else EMBARGO_AHEAD
        yield Finding("embargo", "embargo_until", message)


def embargo_of(article: Article, newest: Revision | None) -> dt.datetime | None:
    """The end of the embargo that keeps a story in now, of the row or the newest text."""
    ends = [article.embargo_until, newest and newest.document.embargo_until]
    return max((end for end in ends if end and end > timezone.now()), default=None)


def named(document: Document, number: int) -> tuple[str, str]:
    """The field in which a picture stands, and what it is called there."""
    is_lead = number == document.lead_image
    return ("lead_image", "The lead image") if is_lead else ("body", f"Picture {number}")


def pictures_unready(document: Document, known: dict[int, Image]) -> Iterator[Finding]:
    """Pictures without credit or gone, and those that say nothing to the blind."""
    for number in document.picture_ids:
        is_lead = number == document.lead_image
        field, name = named(document, number)
        image = known.get(number)
        if image is None:
            message = f"{name} is no longer in the library; remove it."
            yield Finding("picture", field, message)
            continue
        if not image.credit_line:
            message = f"{name} has no credit. Add it in the picture library."
            yield Finding("credit", field, message)
        if is_lead and not (document.lead_decorative or shown_alt(document, image)):
            message = "Describe the lead image in words, or mark it as decorative."
            yield Finding("alt", "lead_alt", message, may_be_overridden=True)
    for number in body.picture_ids(document.body):
        if number in known and not known[number].alt_text.strip():
            message = f"Picture {number} is not described in words. Do it in the picture library."
            yield Finding("alt", "body", message, may_be_overridden=True)


def pictures_without_rights(
    document: Document, known: dict[int, Image], at: dt.datetime, article: Article | None
) -> Iterator[Finding]:
    """Pictures that may not be shown then, or not in this story."""
    spent = with_no_use_left(known.values(), article)
    is_sponsored = document.kind == Article.Kind.SPONSORED
    for number in filter(known.get, document.picture_ids):
        field, name = named(document, number)
        problem = rights.problem(known[number], at)
        if not problem and number in spent:
            problem = "has been shown as often as was bought"
        if not problem and is_sponsored and known[number].allowed_uses == Uses.EDITORIAL:
            problem = "is for editorial use only, and this story is sponsored"
        if problem:
            message = f"{name} {problem}. Choose another, or see to its rights in the library."
            yield Finding("rights", field, message)


def with_no_use_left(pictures: Iterable[Image], article: Article | None) -> set[int]:
    """Those of which other stories have used up what was bought."""
    bought = {image.pk: image.uses_bought for image in pictures if image.uses_bought is not None}
    if not bought:
        return set()
    uses = PictureUse.objects.filter(image__in=bought, revision=None, article__withdrawn_at=None)
    uses = uses.filter(article__published_at__isnull=False).exclude(article=article)
    shown = uses.values_list("image").annotate(stories=Count("article", distinct=True))
    used = dict(shown.order_by())
    return {number for number, most in bought.items() if used.get(number, 0) >= most}


def rights_that_end(
    document: Document, known: dict[int, Image], at: dt.datetime
) -> Iterator[Finding]:
    """What may be shown when the story goes out, and not much longer."""
    for number in filter(known.get, document.picture_ids):
        field, name = named(document, number)
        until = known[number].rights_until
        if until and at < until <= at + rights.TOLD_BEFORE:
            message = f"{name} may be shown until {rights.spoken(until)} only."
            yield Finding("rights end", field, message, is_blocking=False)


def shown_alt(document: Document, image: Image) -> str:
    return (document.lead_alt or image.alt_text).strip()


def unread_by_others(revision: Revision, by: User) -> Iterator[Finding]:
    """The rule of four eyes, where `FOUR_EYES` asks for it."""
    only_theirs = read_last(revision).saved_by_id == by.pk
    approved = revision.approved_by_id is not None and revision.approved_by_id != by.pk
    if settings.FOUR_EYES and only_theirs and not approved:
        message = "Nobody but you has read this text. Have somebody approve it first."
        yield Finding("four eyes", "__all__", message, may_be_overridden=True)


def read_last(revision: Revision) -> Revision:
    """The last save by somebody who had the whole text before them."""
    if not revision.unseen:
        return revision
    earlier = revision.article.revisions.filter(number__lt=revision.number, unseen={})
    return earlier.first() or revision


def advice(document: Document) -> Iterator[Finding]:
    """What would make the story better, and holds nothing back."""
    told = [
        ("standfirst", document.standfirst, "A standfirst says why to read on."),
        ("tags", document.tags, "Tags lead to the story from others."),
        ("related", document.related, "Related stories keep readers here."),
    ]
    for field, value, message in told:
        if not value:
            yield Finding(field, field, message, is_blocking=False)
    if len(document.headline) > HEADLINE_FITS:
        message = (
            f"The headline has {len(document.headline)} characters; {HEADLINE_FITS} are shown."
        )
        yield Finding("headline length", "headline", message, is_blocking=False)
    for address in inner_links.dead(document.body):
        message = f"The link to {address} leads to nothing."
        yield Finding("dead link", "body", message, is_blocking=False)
