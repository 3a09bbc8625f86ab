"""The pictures of a story are made before its first reader asks for them."""

from articles import body
from articles.models import Article
from media.jobs import make_ahead
from media.models import Image

# As the article page has them.
LEAD_SHAPE, BODY_SHAPE = "16x9", "original"


def make(number: int) -> None:
    """Have the pictures made that readers get, or will get, with this story."""
    story = Article.objects.select_related("lead_image").filter(pk=number).first()
    if story is None:
        return
    shown = [(story.lead_image, LEAD_SHAPE)] if story.lead_image else []
    numbers = body.picture_ids(story.body)
    known = Image.objects.in_bulk(numbers)
    shown += [(known[one], BODY_SHAPE) for one in dict.fromkeys(numbers) if one in known]
    make_ahead(shown)
