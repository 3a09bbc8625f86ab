"""`manage.py make_archive`: what it makes is what publishing would have made."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles import body, filling, publishing, revising, search
from articles.management.commands import make_archive
from articles.models import (
    Article,
    AuthorUse,
    Byline,
    PictureUse,
    RelatedLink,
    Revision,
    TaggedArticle,
)
from tests.builders import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_pictures(monkeypatch):
    monkeypatch.setattr(filling, "PICTURES", 2)
    monkeypatch.setattr(filling, "PICTURE_SIZE", (320, 200))


def make(number=60, **options):
    call_command("make_archive", articles=number, processes=1, **options)


def one_that_is_out():
    return Article.objects.exclude(related_links=None).filter(lead_image__isnull=False).first()


def texts():
    return list(Article.objects.order_by("pk").values_list("headline", "standfirst", "body"))


def test_it_makes_as_many_as_were_asked_for(capsys):
    make(60)

    assert Article.objects.count() == Revision.objects.count() == 60
    assert Article.objects.published().count() == 59
    assert "60 of 60 stories" in capsys.readouterr().out


def test_the_same_seed_makes_the_same_texts():
    make(5, seed=3)
    first = texts()
    make(5, seed=3, among_others=True)
    make(5, seed=4, among_others=True)

    assert texts()[5:10] == first
    assert texts()[10:] != first


ROW = ["search", "as_written", "slug", "live_revision_id", "created_at", "saved_at"]


def test_its_rows_are_those_of_publishing():
    make()
    made = one_that_is_out()
    document = made.live_revision.document
    ed = make_user("Publisher")

    published = revising.save(None, document, by=ed).article
    publishing.publish(published, by=ed)

    published = Article.objects.get(pk=published.pk)
    of_the_moment = {"id", "created_by_id", "published_at", "address_year", "address_month", *ROW}
    for field in Article._meta.local_fields:
        if field.attname not in of_the_moment:
            assert getattr(made, field.attname) == getattr(published, field.attname), field
    assert beside(made) == beside(published)
    assert made.live_revision.note == published.live_revision.note


def beside(story):
    """What hangs on a story, as values."""
    return [
        set(Byline.objects.filter(article=story).values_list("author", "role", "position")),
        set(TaggedArticle.objects.filter(content_object=story).values_list("tag")),
        list(RelatedLink.objects.filter(article=story).values_list("story", "url", "title")),
        sorted(
            (use.image_id, use.revision_id is None)
            for use in PictureUse.objects.filter(article=story)
        ),
        set(AuthorUse.objects.filter(revision__article=story).values_list("author")),
    ]


def test_a_draft_is_as_the_desk_leaves_one():
    make()
    made = Article.objects.get(published_at=None)

    saved = revising.save(None, made.revisions.get().document, by=make_user("Writer")).article

    saved = Article.objects.get(pk=saved.pk)
    for name in ("headline", "standfirst", "body", "section_id", "lead_image_id", "slug"):
        assert getattr(made, name) == getattr(saved, name), name
    assert beside(made) == beside(saved)


def test_it_is_found_by_just_the_words_that_publishing_writes():
    make()
    kept = words()

    search.write_words(Article.objects.filter(published_at__isnull=False))

    assert kept == words()


def words():
    return list(Article.objects.order_by("pk").values_list("search", "as_written"))


def test_its_bodies_are_clean_and_its_records_valid():
    make()

    for story in Article.objects.all():
        assert body.clean(story.body) == story.body
        story.full_clean(exclude=["tags"])


def test_readers_and_the_desk_get_its_pages(client):
    make_publication()
    make()
    story = one_that_is_out()
    author, tag = story.authors.first(), story.tags.first()
    places = [story, story.section, author, tag]

    for address in ["/", "/latest/", *(place.get_absolute_url() for place in places)]:
        assert client.get(address).status_code == 200
    found = client.get("/search/", {"q": f'"{story.headline}"'})
    assert story.headline in found.content.decode()
    client.force_login(make_user("Editor"))
    form = client.get(reverse("admin:articles_article_change", args=[story.pk]))
    assert form.status_code == 200
    assert client.get(reverse("admin:articles_article_history", args=[story.pk])).status_code == 200


def test_among_other_stories_only_where_that_is_asked_for():
    story = make_article()

    with pytest.raises(CommandError, match="holds stories already"):
        make()

    make(3, among_others=True)
    assert Article.objects.count() == 4
    assert Article.objects.filter(pk=story.pk, headline=story.headline).exists()


@pytest.mark.parametrize("number", [0, -1, make_archive.MOST + 1])
def test_a_number_that_makes_no_sense_is_refused(number):
    with pytest.raises(CommandError, match="from 1 to 10,000,000"):
        make(number)


def test_a_batch_goes_in_whole_or_not_at_all(monkeypatch):
    monkeypatch.setattr(filling, "AT_ONCE", 10)
    put_in = filling.copy_in

    def fail_late(table, columns, rows):
        if table == "articles_relatedlink" and Article.objects.count() > 10:
            raise RuntimeError("The disk is full.")
        put_in(table, columns, rows)

    monkeypatch.setattr(filling, "copy_in", fail_late)

    with pytest.raises(RuntimeError):
        make(30)

    assert Article.objects.count() == Revision.objects.count() == 10
