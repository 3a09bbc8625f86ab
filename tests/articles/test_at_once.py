"""Several people at the desk in the same moment, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from articles import publishing, revising
from articles.document import Related
from articles.models import Article
from tests.articles.writers import lost, write_together
from tests.builders import make_article, make_document, make_image, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do all of them in the same moment; their results, or what they raised."""
    barrier = Barrier(len(deeds))

    def do(deed):
        try:
            barrier.wait()
            return deed()
        except (ValidationError, revising.ConflictError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(do, deeds))


def test_two_stories_that_link_each_other_go_out_at_once():
    ana = make_user()
    for _ in range(3):
        one, other = make_article(published_at=None), make_article(published_at=None)
        revising.save(one, make_document(related=(Related(story=other.pk),)), by=ana)
        revising.save(other, make_document(related=(Related(story=one.pk),)), by=ana)

        at_once(
            lambda one=one: publishing.publish(one, by=ana),
            lambda other=other: publishing.publish(other, by=ana),
        )

        assert Article.objects.published().filter(pk__in=[one.pk, other.pk]).count() == 2


def test_of_two_stories_with_a_picture_of_one_bought_use_one_goes_out():
    ana, image = make_user(), make_image(uses_bought=1)
    for _ in range(3):
        stories = [make_article(published_at=None, lead_image=image) for _ in range(2)]

        at_once(*(lambda story=story: publishing.publish(story, by=ana) for story in stories))

        out = Article.objects.published().filter(pk__in=[story.pk for story in stories])
        assert out.count() == 1
        out.delete()


def test_who_waits_too_long_for_a_story_is_told_to_ask_again(client, monkeypatch):
    monkeypatch.setattr("articles.models.article.LOCKED_AT_MOST", "100ms")
    story = make_article(published_at=None)
    client.force_login(make_user("Editor"))
    has_it, may_go = Event(), Event()

    def hold():
        try:
            with transaction.atomic():
                Article.objects.locked(story.pk)
                has_it.set()
                may_go.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        other.submit(hold)
        has_it.wait(20)
        form = {"headline": "Meanwhile", "kind": "news", "revision": 1}
        answer = client.post(f"/admin/articles/article/{story.pk}/change/", form)
        may_go.set()

    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert b"Nothing was changed and nothing is lost" in answer.content
    assert story.revisions.count() == 1


def test_of_two_stories_with_one_slug_one_goes_out():
    ana = make_user()
    drafts = [make_article(published_at=None, slug="storm") for _ in range(2)]

    answers = at_once(*(lambda d=draft: publishing.publish(d, by=ana) for draft in drafts))

    assert Article.objects.published().count() == 1
    assert [a.message_dict for a in answers if isinstance(a, ValidationError)] == [
        {"slug": ["Another story of this month has this slug; change it."]}
    ]


def test_of_two_who_change_the_same_at_once_one_has_to_choose():
    ana, bo = make_user(username="ana"), make_user(username="bo")
    article = make_article(published_at=None)

    answers = at_once(
        lambda: revising.save(article, make_document(), by=ana, on=1),
        lambda: revising.save(article, make_document(), by=bo, on=1),
    )

    assert [r.number for r in article.revisions.all()] == [2, 1]
    assert sum(isinstance(answer, revising.ConflictError) for answer in answers) == 1


def test_the_same_story_published_by_two_is_published_once():
    ana, bo = make_user(), make_user()
    article = make_article(published_at=None)

    one, other = at_once(
        lambda: publishing.publish(article, by=ana), lambda: publishing.publish(article, by=bo)
    )

    assert one.published_at == other.published_at
    assert Article.objects.get().updated_at is None


def test_of_twenty_writers_nobody_loses_a_word():
    article, writers = write_together(writers=20, turns=4)

    assert lost(article, writers) == []
    newest = article.revisions.first()
    assert all(writer.told[-1][0] in newest.document.body for writer in writers)
    numbers = [revision.number for revision in article.revisions.all()]
    assert numbers == list(range(newest.number, 0, -1))
