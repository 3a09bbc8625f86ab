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

    with django_assert_max_num_queries(9):
        uses = uses_of(image)

    assert set(uses) == {much_revised, other, author}


def test_versions_without_number_hide_no_story_that_shows_it_in_its_body(monkeypatch):
    monkeypatch.setattr("media.uses.MOST_READ", 5)
    image = make_image()
    body = f'<p>A.</p><figure data-image="{image.pk}"></figure>'
    draft = make_article(published_at=None, body=body)
    first = draft.revisions.get()
    revisions = Revision.objects.bulk_create(
        Revision(article=draft, number=n, content=first.content, saved_by=first.saved_by)
        for n in range(2, 20)
    )
    PictureUse.objects.bulk_create(
        PictureUse(image=image, article=draft, revision=revision) for revision in revisions
    )
    shown = [make_article(body=body) for _ in range(3)]

    assert set(uses_of(image)) == {draft, *shown}
