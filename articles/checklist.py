"""What a story must have before readers get it. `publishing` is the gate that asks."""

import datetime as dt
import re
from dataclasses import dataclass

from articles import body, slugs
from articles.document import Document
from articles.models import Section
from authors.models import Author
from media.models import Image


@dataclass(frozen=True)
class Finding:
    """A rule that a document does not keep: the field it is about, and what to do."""

    field: str
    message: str


def blocking(document: Document, *, at: dt.datetime) -> list[Finding]:
    """What stands against publishing this document at the moment `at`."""
    return [*missing_parts(document), *early_embargo(document, at), *pictures_unready(document)]


def missing_parts(document: Document) -> list[Finding]:
    parts = [
        ("headline", document.headline, "Write the headline before publishing."),
        ("slug", has_slug(document), "Write a slug of letters, digits and hyphens."),
        ("body", has_body(document), "Write the body before publishing."),
        ("section", has_section(document), "Choose a section before publishing."),
        ("bylines", has_authors(document), "Say who wrote the story before publishing."),
    ]
    return [Finding(field, message) for field, value, message in parts if not value]


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


def early_embargo(document: Document, at: dt.datetime) -> list[Finding]:
    if document.embargo_until is None or document.embargo_until <= at:
        return []
    return [
        Finding("embargo_until", "The embargo has not ended. Remove it, or publish after its end.")
    ]


def pictures_unready(document: Document) -> list[Finding]:
    """Pictures without credit or gone, and a lead image that says nothing to the blind."""
    known = Image.objects.in_bulk(document.picture_ids)
    findings = []
    for number in document.picture_ids:
        is_lead = number == document.lead_image
        field, name = ("lead_image", "The lead image") if is_lead else ("body", f"Picture {number}")
        image = known.get(number)
        if image is None:
            findings.append(Finding(field, f"{name} is no longer in the library; remove it."))
        elif not image.credit.strip():
            findings.append(Finding(field, f"{name} has no credit. Add it in the picture library."))
        if image and is_lead and not (document.lead_decorative or shown_alt(document, image)):
            findings.append(
                Finding(
                    "lead_alt",
                    "Describe the lead image in words, or mark it as decorative.",
                )
            )
    return findings


def shown_alt(document: Document, image: Image) -> str:
    return (document.lead_alt or image.alt_text).strip()
