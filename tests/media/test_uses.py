"""Where a picture is used, however often."""

import pytest

from articles.models import PictureUse, Revision
from media.uses import uses_of
from tests.builders import make_article, make_author, make_image

pytestmark = pytest.mark.django_db


def test_a_story_of_many_revisions_hides_no_other(django_assert_max_num_queries):
    image = make_image()
    much_revised = make_article(lead_image=image)
    first = much_revised.revisions.get()
    revisions = Revision.objects.bulk_create(
        Revision(article=much_revised, number=n, content=first.content, saved_by=first.saved_by)
        for n in range(2, 70)
    )
    PictureUse.objects.bulk_create(
        PictureUse(image=image, article=much_revised, revision=revision) for revision in revisions
    )
    other, author = make_article(lead_image=image), make_author(portrait=image)

    with django_assert_max_num_queries(8):
        uses = uses_of(image)

    assert set(uses) == {much_revised, other, author}
