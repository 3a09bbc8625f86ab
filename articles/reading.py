"""What the page of a story asks the database."""

from django.db.models import QuerySet

from articles.models import Article, Byline, Correction, Tag
from media.models import Image
from media.prepared import prepared


@prepared
def stories_at(year, month, slug) -> QuerySet[Article]:
    """The one story of this address, public or not."""
    stories = Article.objects.select_related("section", "lead_image")
    return stories.filter(address_year=year, address_month=month, slug=slug)


@prepared
def bylines_of(story) -> QuerySet[Byline]:
    return Byline.objects.filter(article=story).select_related("author__portrait")


@prepared
def tags_of(story) -> QuerySet[Tag]:
    return Tag.objects.filter(taggings__content_object=story).order_by("name")


@prepared
def corrections_of(story, now) -> QuerySet[Correction]:
    return Correction.objects.filter(article=story, published_at__lte=now)


@prepared
def pictures(*ids) -> QuerySet[Image]:
    return Image.objects.filter(pk__in=ids)
