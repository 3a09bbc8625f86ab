"""Putting the edition into an empty house, by the same doors that editors use."""

import re

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from articles import publishing, revising
from articles.document import Credit, Document, Related
from articles.models import Article, Correction, Section
from authors import bios
from authors.models import Author, User
from media.models import Image
from newsroom.demo import logins, pictures, texts
from newsroom.demo.texts import Story
from newsroom.models import AdSlot, Page, PromoLine, Publication

# Written into the publication's history, where it stays when everything else is deleted.
LAID = "Laid the demo edition."


def is_laid() -> bool:
    return LogEntry.objects.filter(content_type=_publications(), change_message=LAID).exists()


def is_house_empty() -> bool:
    """Nothing that somebody made, and none of the edition's logins."""
    names = [username for *_, username in logins.BEARERS]
    return not (
        any(made.objects.exists() for made in (Article, Section, Page, Author))
        or Publication.objects.exclude(name=Publication().name).exists()
        or User.objects.filter(username__in=names).exists()
    )


@transaction.atomic
def lay() -> None:
    """All of it or nothing. Ask `is_laid` and `is_house_empty` before."""
    users = logins.create()
    library = pictures.take_in(by=users["picture-editor"])
    lay_publication(library)
    lay_pages()
    authors = lay_authors(library, users)
    laid: dict[str, Article] = {}
    for story in texts.stories():
        laid[story.slug] = lay_story(story, laid, authors, library, users)
    LogEntry.objects.create(
        user=users["publisher"],
        content_type=_publications(),
        object_id="1",
        object_repr=texts.publication()["name"],
        action_flag=CHANGE,
        change_message=LAID,
    )


def _publications() -> ContentType:
    return ContentType.objects.get_for_model(Publication)


def lay_publication(library: dict[str, Image]) -> None:
    facts = texts.publication()
    promo_line, slots, sections = (
        facts.pop(part) for part in ("promo_line", "ad_slots", "sections")
    )
    publication, _ = Publication.objects.update_or_create(pk=1, defaults=facts)
    PromoLine.objects.create(publication=publication, **promo_line)
    for slot in slots:
        image = library[slot.pop("image")]
        AdSlot.objects.create(publication=publication, image=image, **slot)
    for position, section in enumerate(sections, start=1):
        Section.objects.create(position=position, **section)


def lay_pages() -> None:
    for header, text in texts.pages():
        Page.objects.create(
            title=header["Title"],
            slug=header["Slug"],
            position=int(header["Position"]),
            lists_staff=header.get("Staff") == "listed",
            body=text,
        )


def lay_authors(library: dict[str, Image], users: dict[str, User]) -> dict[str, Author]:
    authors = {}
    for slug, facts in texts.authors().items():
        portrait, login = library[facts.pop("portrait")], users.get(facts.pop("login", None))
        authors[slug] = Author(slug=slug, portrait=portrait, user=login, **facts)
        bios.save(authors[slug], by=users["bio-editor"])
    return authors


def lay_story(
    story: Story,
    laid: dict[str, Article],
    authors: dict[str, Author],
    library: dict[str, Image],
    users: dict[str, User],
) -> Article:
    """Saved by its author where that author has a login, published by the publisher."""
    document = document_of(story, laid, authors, library)
    saved_by = authors[story.bylines[0][0]].user or users["editor"]
    article = revising.save(None, document, by=saved_by).article
    if story["Submitted"]:
        article = publishing.submit(article, by=saved_by)
    if story.from_now is None:
        return article
    moment = timezone.now() + story.from_now
    article = publishing.publish(article, by=users["publisher"], at=moment)
    if text := story["Correction"]:
        Correction.objects.create(article=article, text=text, made_by=users["editor"])
    if reason := story["Withdrawn"]:
        article = publishing.withdraw(article, by=users["editor"], reason=reason)
    return article


def document_of(
    story: Story,
    laid: dict[str, Article],
    authors: dict[str, Author],
    library: dict[str, Image],
) -> Document:
    lead = library.get(story["Lead"])
    return Document(
        headline=story["Headline"],
        slug=story.slug,
        standfirst=story["Standfirst"],
        body=numbered(story.body, library),
        kind=story["Kind"],
        section=Section.objects.get(slug=story["Section"]).pk,
        bylines=tuple(Credit(authors[author].pk, role) for author, role in story.bylines),
        tags=story.tags,
        lead_image=lead and lead.pk,
        related=tuple(related(target, title, laid) for target, title in story.more),
    )


def related(target: str, title: str, laid: dict[str, Article]) -> Related:
    kind, _, slug = target.partition(":")
    return Related(story=laid[slug].pk) if kind == "story" else Related(url=target, title=title)


def numbered(html: str, library: dict[str, Image]) -> str:
    """The body with the library's numbers where the file has the drawings' names."""
    return re.sub(
        r'data-image="([\w-]+)"', lambda match: f'data-image="{library[match[1]].pk}"', html
    )
