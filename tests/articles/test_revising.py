import dataclasses
import datetime as dt

import pytest
from django.db.models import ProtectedError

from articles import document, revising
from articles.document import Credit, Document, Related
from articles.models import Article, Revision
from tests.builders import (
    make_article,
    make_author,
    make_document,
    make_image,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_a_new_document_makes_a_story_and_its_first_revision():
    ana = make_user()

    revision = revising.save(None, make_document(headline="New"), by=ana)

    assert revision.number == 1
    assert revision.saved_by == revision.article.created_by == ana
    assert Article.objects.get().headline == "New"


def test_each_save_is_a_revision_that_opens_as_it_was_saved():
    first, second = make_document(), make_document()
    article = revising.save(None, first, by=make_user()).article

    revising.save(article, second, by=make_user())

    assert [r.document for r in article.revisions.order_by("number")] == [first, second]


def test_saving_what_is_saved_makes_no_revision():
    document = make_document()
    article = revising.save(None, document, by=make_user()).article

    again = revising.save(article, document, by=make_user())

    assert again.number == 1


def test_a_draft_shows_what_was_saved_last():
    article = make_article(published_at=None)
    ana = make_author()

    revising.save(article, make_document(headline="Now", bylines=(Credit(ana.pk),)), by=make_user())

    row = Article.objects.get()
    assert row.headline == "Now"
    assert list(row.authors.all()) == [ana]


def test_a_whole_document_survives_the_database():
    document = Document(
        headline="Ünïcode “quoted”",
        slug="a-slug",
        standfirst="Why",
        body="<p>Text</p>",
        kind="opinion",
        section=make_section().pk,
        bylines=(Credit(make_author().pk, "editing"),),
        tags=("C++", "Éducation"),
        lead_image=make_image().pk,
        lead_caption="Caption",
        lead_alt="Alt",
        lead_decorative=True,
        related=(Related(story=make_article().pk), Related(url="https://a.example/", title="A")),
        never_more=True,
        search_title="S",
        search_description="SD",
        social_title="T",
        social_description="TD",
        canonical_url="https://example.org/a",
        embargo_until=dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC),
    )
    assert all(getattr(document, field.name) for field in dataclasses.fields(document))

    revision = revising.save(None, document, by=make_user())
    revision.refresh_from_db()

    assert revision.document == document


def test_a_revision_of_the_first_shape_may_be_linked():
    revision = revising.save(None, make_document(never_more=True), by=make_user())
    stored = {name: value for name, value in revision.content.items() if name != "never_more"}
    Revision.objects.update(content=stored | {"shape": 1})

    assert Revision.objects.get().document == dataclasses.replace(
        revision.document, never_more=False
    )


def test_a_document_of_the_future_is_not_guessed_at():
    with pytest.raises(ValueError, match="newer version"):
        Document.from_json({"shape": 99})


def test_a_revision_of_an_older_shape_still_opens(monkeypatch):
    """The shape before this one named the headline otherwise and knew no embargo."""
    revision = revising.save(None, make_document(headline="As it was"), by=make_user())
    old = {name: value for name, value in revision.content.items() if name != "embargo_until"}
    old["title"] = old.pop("headline")
    Revision.objects.filter(pk=revision.pk).update(content=old | {"shape": 1})
    monkeypatch.setattr(document, "SHAPE", 2)
    monkeypatch.setattr(
        document,
        "STEPS",
        {1: lambda old: {"headline": old.pop("title"), "embargo_until": None} | old},
    )

    opened = Revision.objects.get(pk=revision.pk).document

    assert opened.headline == "As it was"
    assert opened.to_json()["shape"] == 2


def test_every_step_between_shapes_is_there():
    assert set(document.STEPS) == set(range(1, document.SHAPE))


@pytest.mark.parametrize("place", ["lead", "body"])
def test_a_picture_of_any_revision_cannot_be_deleted(place):
    image = make_image()
    shown = (
        {"lead_image": image.pk}
        if place == "lead"
        else {"body": f'<figure data-image="{image.pk}"></figure>'}
    )
    article = make_article()
    revising.save(article, make_document(**shown), by=make_user())
    revising.save(article, make_document(), by=make_user())

    with pytest.raises(ProtectedError):
        image.delete()


def test_a_draft_is_deleted_with_all_its_revisions():
    article = make_article(published_at=None)
    revising.save(article, make_document(), by=make_user())

    article.delete()

    assert not Article.objects.exists()


def test_a_body_is_cleaned_whoever_saves_it():
    document = make_document(body="<p onclick=x()>Hi</p><script>alert(1)</script>")

    revision = revising.save(None, document, by=make_user())

    assert revision.document.body == revision.article.body == "<p>Hi</p>"


def test_an_author_of_any_revision_cannot_be_deleted():
    article, ana = make_article(), make_author()
    revising.save(article, make_document(bylines=(Credit(ana.pk),)), by=make_user())
    revising.save(article, make_document(), by=make_user())

    with pytest.raises(ProtectedError):
        ana.delete()


def test_no_name_of_a_version_is_replaced_by_another():
    document, article = make_document(), make_article(published_at=None)
    for note in ("before legal", "", "before legal", "after legal"):
        revising.save(article, document, by=make_user(), note=note)

    assert [revision.note for revision in article.revisions.all()] == [
        "after legal",
        "before legal",
        "",
    ]
