"""What machines are told of a story: search engines, aggregators, those who share it.

`facts_of` gathers the facts once; JSON-LD and Open Graph only word them differently.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from articles.models import Article, Byline, Tag
from articles.printing import everybody
from authors.models import Author
from media.models import Image

# What both search engines and social networks ask for.
SHARED_SHAPE, SHARED_WIDTH = "16x9", 1280


@dataclass(frozen=True)
class SharedImage:
    """A picture at the size that is shared."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    creator: str
    copyright_notice: str
    licence_url: str
    licensor_url: str


@dataclass(frozen=True)
class StoryFacts:
    """What is true of a story, whoever asks."""

    address: str
    canonical: str
    title: str
    description: str
    headline: str
    social_title: str
    social_description: str
    section: str
    genre: str
    is_sponsored: bool
    published_at: dt.datetime
    changed_at: dt.datetime
    authors: list[Author]
    tags: list[str]
    image: SharedImage | None
    pictures: list[SharedImage]
    publication: object


def facts_of(
    article: Article,
    bylines: Sequence[Byline],
    tags: Sequence[Tag],
    pictures: Sequence[Image],
    publication,
) -> StoryFacts:
    """`pictures` are those in the body, in its order."""
    writers = [byline for byline in bylines if byline.role == Byline.Role.WORDS]
    address = absolute(article.get_absolute_url())
    return StoryFacts(
        address=address,
        canonical=article.canonical_url or address,
        title=article.printed_title,
        description=article.printed_description,
        headline=article.headline,
        social_title=article.social_title or article.headline,
        social_description=article.social_description or article.printed_description,
        section=article.section.name if article.section else "",
        genre=article.printed_kind,
        is_sponsored=article.kind == Article.Kind.SPONSORED,
        published_at=to_the_second(article.published_at),
        changed_at=to_the_second(article.updated_at or article.published_at),
        authors=everybody(writers or bylines),
        tags=[tag.name for tag in tags],
        image=lead_image_of(article),
        pictures=[shared(image, "original") for image in pictures if not image.is_withheld],
        publication=publication,
    )


def lead_image_of(article: Article) -> SharedImage | None:
    image = article.lead_image
    if image is None or image.is_withheld:
        return None
    alt, caption = article.printed_lead_alt, article.printed_lead_caption
    return shared(image, SHARED_SHAPE, alt=alt, caption=caption)


def shared(image: Image, shape: str, *, alt: str = "", caption: str = "") -> SharedImage:
    rendition = image.rendition(shape, SHARED_WIDTH)
    return SharedImage(
        url=absolute(rendition.url("jpg")),
        width=rendition.width,
        height=rendition.height,
        alt=alt,
        caption=caption,
        credit=image.credit_line,
        creator=image.creator,
        copyright_notice=image.copyright_notice,
        licence_url=image.licence_url,
        licensor_url=image.licensor_url,
    )


def news_article(facts: StoryFacts) -> dict:
    """The story as schema.org's NewsArticle; what is not known is left out."""
    told = {
        "@context": "https://schema.org",
        "@type": "AdvertiserContentArticle" if facts.is_sponsored else "NewsArticle",
        "mainEntityOfPage": facts.canonical,
        "url": facts.address,
        "headline": facts.headline,
        "description": facts.description,
        "datePublished": facts.published_at.isoformat(),
        "dateModified": facts.changed_at.isoformat(),
        "author": [person(author) for author in facts.authors],
        "publisher": organization(facts.publication),
        "image": picture(facts.image) if facts.image else {},
        "associatedMedia": [picture(image) for image in facts.pictures],
        "articleSection": facts.section,
        "genre": facts.genre,
        "keywords": facts.tags,
        "isAccessibleForFree": True,
    }
    return without_empty(told)


def person(author: Author) -> dict:
    portrait = author.portrait
    is_shown = portrait is not None and not portrait.is_withheld
    return without_empty(
        {
            "@type": "Person",
            "name": author.name,
            "url": absolute(author.get_absolute_url()),
            "jobTitle": author.title,
            "image": picture(shared(portrait, "original")) if is_shown else {},
            "sameAs": [link["url"] for link in author.links],
        }
    )


def organization(publication) -> dict:
    logo = publication.logo and {
        "@type": "ImageObject",
        "url": absolute(publication.logo.rendition("original", 640).url("jpg")),
    }
    return without_empty(
        {
            "@type": "NewsMediaOrganization",
            "name": publication.name,
            "url": absolute("/"),
            "logo": logo,
            "sameAs": [link["url"] for link in publication.social_links],
        }
    )


def picture(image: SharedImage) -> dict:
    """With whom it is to be credited to and how to license it, as Google's images tell it.

    https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
    """
    return without_empty(
        {
            "@type": "ImageObject",
            "url": image.url,
            "contentUrl": image.url,
            "width": image.width,
            "height": image.height,
            "caption": image.caption,
            "creditText": image.credit,
            "creator": {"@type": "Person", "name": image.creator} if image.creator else {},
            "copyrightNotice": image.copyright_notice,
            "license": image.licence_url,
            "acquireLicensePage": image.licensor_url,
        }
    )


def to_the_second(at: dt.datetime) -> dt.datetime:
    """In the site's zone, without the fractions that no reader of the data needs."""
    return timezone.localtime(at).replace(microsecond=0)


def absolute(address: str) -> str:
    """The address as the outside world knows it, whatever host answers here."""
    return f"{settings.SITE_URL}{address}"


def without_empty(told: dict) -> dict:
    return {name: value for name, value in told.items() if value not in ("", [], {}, None)}
