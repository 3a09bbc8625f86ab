"""What a story's page offers first is made before its first reader asks."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import jobs, publishing
from authors import deeds
from authors.models import Deed
from media import jobs as picture_jobs
from media import renditions
from tests.builders import make_article, make_image, make_user

pytestmark = pytest.mark.django_db
ALL = ["16x9-1280.avif", "16x9-1920.avif", "16x9-320.avif", "16x9-640.avif"]
ALL += ["16x9-960.avif", "16x9-960.jpg"]
BODY = ["original-320.avif", "original-640.avif", "original-640.jpg"]


def left(task):
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=task).order_by("id")]


def work():
    """Each job that there is and that those leave; how many made something of themselves."""
    for asked in left("articles.jobs.make_pictures"):
        jobs.make_pictures(**asked)
    made = 0
    while asked := left("media.jobs.make_renditions"):
        ProcrastinateJob.objects.all()._raw_delete("default")
        for one in asked:
            picture_jobs.make_renditions(**one)
        made += len(asked)
    return made


def made(image):
    folder = f"{renditions.kept_in(image)}/{image.address_hash}"
    return sorted(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else []


@pytest.fixture
def illustrated():
    """A draft with a lead image and two pictures in its body."""
    images = [make_image(), make_image(500, 400), make_image(500, 300)]
    figures = "".join(f'<figure data-image="{one.pk}"></figure>' for one in images[1:])
    body = f"<p>One.</p>{figures}<p>Two.</p>"
    return make_article(published_at=None, lead_image=images[0], body=body), images


def test_a_story_that_is_published_has_its_pictures_made(illustrated):
    story, images = illustrated

    publishing.publish(story, by=make_user("Editor"), override="Test")
    jobs_done = work()

    assert [made(image) for image in images] == [ALL, BODY, BODY]
    # Short ones: a worker that is to stop waits for one picture at most.
    assert jobs_done == len(ALL + BODY + BODY)


def test_a_scheduled_story_has_them_before_its_moment(illustrated):
    story, images = illustrated

    at = timezone.now() + dt.timedelta(days=1)
    publishing.publish(story, by=make_user("Editor"), at=at, override="Test")
    work()

    assert made(images[0]) == ALL


def test_a_second_time_is_harmless(illustrated, monkeypatch):
    story, images = illustrated
    publishing.publish(story, by=make_user("Editor"), override="Test")
    work()
    monkeypatch.setattr(renditions, "make", None)

    jobs.make_pictures(story=story.pk)
    jobs_done = work()

    assert jobs_done == 1

    assert made(images[0]) == ALL


def test_a_publication_that_is_undone_leaves_no_job(illustrated):
    story, _ = illustrated

    with transaction.atomic():
        publishing.publish(story, by=make_user("Editor"), override="Test")
        transaction.set_rollback(True)

    assert left("articles.jobs.make_pictures") == []


def test_an_import_leaves_the_worker_alone(illustrated):
    story, _ = illustrated

    with deeds.through(Deed.Door.IMPORT):
        publishing.publish(story, by=make_user("Editor"), override="Test")

    assert left("articles.jobs.make_pictures") == []


@pytest.mark.parametrize("pictures", [1, 3])
def test_more_pictures_cost_no_more_queries(pictures, django_assert_num_queries):
    images = [make_image() for _ in range(pictures)]
    body = "<p>A.</p>" + "".join(f'<figure data-image="{one.pk}"></figure>' for one in images)
    story = make_article(body=body)

    # The story with its lead image, the pictures, the jobs.
    with django_assert_num_queries(3):
        jobs.make_pictures(story=story.pk)


def test_what_is_gone_is_passed_over(caplog):
    lost, small, there = make_image(), make_image(200, 100), make_image()
    default_storage.delete(lost.file.name)
    jobs.make_pictures(story=0)

    numbers = (lost.pk, small.pk, 0, there.pk)
    picture_jobs.make_renditions(wanted=[[number, "16x9", 640, "avif"] for number in numbers])

    assert "is not in storage" in caplog.text
    assert made(small) == []
    assert made(there) == ["16x9-640.avif"]
    assert left("media.jobs.make_renditions") == []


def test_one_that_fails_holds_up_none_of_the_others(monkeypatch):
    first, second = make_image(), make_image()
    make = renditions.make
    monkeypatch.setattr(
        renditions, "make", lambda image, *which: make(image, *which) if image != first else 1 / 0
    )
    wanted = [[image.pk, "16x9", 320, "avif"] for image in (first, second)]

    with pytest.raises(ZeroDivisionError):
        picture_jobs.make_renditions(wanted=wanted)

    work()
    assert (made(first), made(second)) == ([], ["16x9-320.avif"])


def test_a_story_without_pictures_leaves_nothing_to_make():
    jobs.make_pictures(story=make_article(lead_image=None).pk)

    assert left("media.jobs.make_renditions") == []
