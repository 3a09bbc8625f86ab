"""A story as the article page prints it: its names by role, its body with what stands inside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles import body
from articles.models import Article, Byline
from articles.reading import pictures
from authors.models import Author
from media.models import Image

PRINTED_ROLES = {
    Byline.Role.WORDS: "By",
    Byline.Role.REPORTING: "Additional reporting by",
    Byline.Role.PHOTOGRAPHS: "Photographs by",
    Byline.Role.GRAPHICS: "Graphics by",
    Byline.Role.EDITING: "Edited by",
    Byline.Role.TRANSLATION: "Translated by",
}


@dataclass(frozen=True)
class RoleLine:
    """Everybody who did the same for a story: “Photographs by Ana Pérez and Bo Lund”."""

    role: str
    authors: list[Author]

    @property
    def label(self) -> str:
        return PRINTED_ROLES[self.role]


def by_role(bylines: Iterable[Byline]) -> list[RoleLine]:
    """The bylines grouped by role, writers first, within a role in their own order."""
    names: dict[str, list[Author]] = {}
    for byline in bylines:
        names.setdefault(byline.role, []).append(byline.author)
    return [RoleLine(role, names[role]) for role in PRINTED_ROLES if role in names]


def everybody(bylines: Iterable[Byline]) -> list[Author]:
    """Each author once, in the order of the bylines, for the “Written By” boxes."""
    return list({byline.author_id: byline.author for byline in bylines}.values())


def in_one_line(names: Iterable[str]) -> str:
    """“Ana Pérez”, “Ana Pérez and Bo Lund”, “Ana Pérez, Bo Lund and Kim Ito”."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def card_lines(article: Article) -> list[str]:
    """“By Ana Pérez”; the photographers and editors stand on the story's own page.

    On the page of one who did not write it also what they did: “Photographs by Bo Lund”.
    """
    writers = [facts["name"] for facts in article.writer_facts]
    lines = [f"{PRINTED_ROLES[Byline.Role.WORDS]} {in_one_line(writers)}"] if writers else []
    done = getattr(article, "done_facts", [])
    if any(facts["role"] == Byline.Role.WORDS for facts in done):
        return lines
    return lines + [f"{PRINTED_ROLES[facts['role']]} {facts['name']}" for facts in done]


def pictures_in(article: Article) -> dict[int, Image]:
    """The library's pictures in its body, in their order."""
    wanted = body.picture_ids(article.body)
    there = {image.pk: image for image in pictures(*wanted)}
    return {pk: there[pk] for pk in wanted if pk in there}


def printed_body(article: Article, pictures: Mapping[int, Image], publication) -> SafeString:
    """The body for readers, with its pictures, the promo line and the advertisements inside."""
    return body.render(
        article.body,
        pictures=pictures,
        render_picture=printed_picture,
        site_hosts=[settings.SITE_HOST],
        is_sponsored=article.kind == Article.Kind.SPONSORED,
        after_paragraph=advertisements(publication.ads_in_the_story),
        after_paragraph_or_last=promo(publication),
    )


def printed_picture(image: Image, caption: SafeString) -> SafeString:
    return render_to_string("articles/_picture.html", {"image": image, "caption": caption})


def advertisements(slots: Sequence) -> dict[int, SafeString]:
    """What stands after each paragraph; two slots at one place follow each other."""
    pieces: dict[int, SafeString] = {}
    for slot in slots:
        piece = render_to_string("_ad_slot.html", {"slot": slot})
        pieces[slot.paragraph] = mark_safe(pieces.get(slot.paragraph, "") + piece)
    return pieces


def promo(publication) -> dict[int, SafeString]:
    if not publication.promo_line or not publication.promo_after:
        return {}
    line = render_to_string("articles/_promo.html", {"promo_line": publication.promo_line})
    return {publication.promo_after: line}
