"""Builders of something valid and dull; overrides make it interesting."""

import datetime as dt
import io
import itertools

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture

from articles import revising, search
from articles.document import Credit, Document
from articles.models import Article, Section
from authors.models import Author, User
from media.models import Image
from newsroom.models import Publication

counter = itertools.count(1)
PASSWORD = "a-long-password-for-tests"

DOCUMENT_FIELDS = set(Document.__dataclass_fields__)


def make_user(role=None, **overrides):
    """A login at the desk, in the group of its role when one is given."""
    number = next(counter)
    fields = {"username": f"user{number}", "is_staff": True} | overrides
    user = User.objects.create_user(password=PASSWORD, **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def make_publication(**overrides):
    fields = {"name": "The Daily Test", "tagline": "All that is tested"} | overrides
    publication, _ = Publication.objects.update_or_create(pk=1, defaults=fields)
    return publication


def make_section(**overrides):
    number = next(counter)
    return Section.objects.create(
        **{"name": f"Section {number}", "slug": f"section-{number}"} | overrides
    )


def make_author(**overrides):
    number = next(counter)
    return Author.objects.create(
        **{"name": f"Author {number}", "slug": f"author-{number}"} | overrides
    )


def picture_bytes(width=1600, height=900, color="steelblue", format="JPEG"):  # noqa: A002
    buffer = io.BytesIO()
    Picture.new("RGB", (width, height), color).save(buffer, format)
    return buffer.getvalue()


def make_image(width=1600, height=900, **overrides):
    """A picture with a real file, a credit and an alternative text."""
    number = next(counter)
    fields = {
        "width": width,
        "height": height,
        "file_hash": f"{number:064x}",
        "credit": f"Photographer {number}",
        "alt_text": f"What picture {number} shows",
    } | overrides
    image = Image(**fields)
    color = (number % 256, number // 256 % 256, 120)
    image.file.save("picture.jpg", ContentFile(picture_bytes(width, height, color)), save=False)
    image.save()
    return image


def make_document(**overrides):
    number = next(counter)
    fields = {
        "headline": f"Headline {number}",
        "standfirst": f"Standfirst {number}",
        "body": f"<p>First paragraph of story {number}.</p>\n<p>And a second.</p>",
    } | overrides
    if "section" not in fields:
        fields["section"] = make_section().pk
    if "bylines" not in fields:
        fields["bylines"] = (Credit(make_author().pk),)
    if "lead_image" not in fields:
        fields["lead_image"] = make_image().pk
    return Document(**fields)


def make_article(*, by=None, **overrides):
    """A published story, saved at the desk an hour ago.

    Overrides are fields of the document (records or ids) or of the article's row;
    `published_at=None` makes a draft.
    """
    parts = {name: value for name, value in overrides.items() if name in DOCUMENT_FIELDS}
    facts = {name: value for name, value in overrides.items() if name not in DOCUMENT_FIELDS}
    for name in ("section", "lead_image"):
        if hasattr(parts.get(name), "pk"):
            parts[name] = parts[name].pk
    revision = revising.save(None, make_document(**parts), by=by or make_user())
    article = revision.article
    facts = {"published_at": timezone.now() - dt.timedelta(hours=1)} | facts
    if facts["published_at"]:
        moment = timezone.localtime(facts["published_at"])
        facts = {
            "address_year": moment.year,
            "address_month": moment.month,
            "live_revision": revision,
            "slug": article.slug or f"story-{article.pk}",
        } | facts
    story = Article.objects.filter(pk=article.pk)
    story.update(**facts)
    if facts["published_at"]:
        search.write_words(story)
    return Article.objects.get(pk=article.pk)
