"""Two hundred deeds by ten people at once, and everything that tells of a story agrees."""

import datetime as dt
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import publishing, revising
from articles.document import SAME_ON_THE_ROW, Credit, Related
from articles.models import Article
from authors import deeds
from authors.models import Deed
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, DEEDS_EACH, STORIES = 10, 32, 6
SLUGS = [f"ships-{number}" for number in range(20)]


class Desk:
    """What all have in common, and what each does: at random, yet the same in every run."""

    def __init__(self):
        self.section, self.images = make_section(), [make_image() for _ in range(2)]
        self.authors = [make_author() for _ in range(3)]
        self.people = [make_user() for _ in range(PEOPLE)]
        plain = {"section": self.section, "bylines": (Credit(self.authors[0].pk),)}
        self.stories = [
            make_article(published_at=None, lead_image=self.images[0], **plain)
            for _ in range(STORIES)
        ]
        seldom = [self.write, self.schedule, self.leave, self.read]
        self.deeds = [*seldom, self.publish, self.publish, self.back, self.back]

    def day_of(self, number):
        """One person's deeds; how many were done and not refused, by name."""
        chance, done = Random(number), []  # noqa: S311  The same in every run, no secret.
        for turn in range(DEEDS_EACH):
            story = chance.choice(self.stories)
            what = chance.choice(self.deeds)
            try:
                what(story, self.people[number], chance, f"Harbour {number} {turn}")
            except ValidationError:
                continue
            done.append(what.__name__)
        return done

    def write(self, story, person, chance, headline):
        others = [other for other in self.stories if other != story]
        document = replace(
            story.revisions.first().document,
            headline=headline,
            slug=chance.choice(SLUGS),
            body=f"<p>{headline}, so they say.</p>",
            bylines=tuple(Credit(a.pk) for a in chance.sample(self.authors, 2)),
            tags=tuple(chance.sample(["Sea", "Trade", "Work"], 2)),
            related=(Related(story=chance.choice(others).pk),),
            lead_image=chance.choice(self.images).pk,
        )
        revising.save(story, document, by=person)

    def publish(self, story, person, chance, headline):
        self.write(story, person, chance, headline)
        change = publishing.Change(kind="correction", words=f"{headline} is right.")
        publishing.publish(story, by=person, change=change)

    def schedule(self, story, person, chance, headline):
        self.write(story, person, chance, headline)
        soon = timezone.now() + dt.timedelta(milliseconds=50)
        publishing.publish(story, by=person, at=soon)

    def read(self, story, person, chance, headline):
        """Whoever reads does what is due."""
        assert Client().get("/latest/").status_code == 200

    def leave(self, story, person, chance, headline):
        publishing.withdraw(story, by=person, reason=f"{headline} was wrong.")

    def back(self, story, person, chance, headline):
        publishing.restore(story, by=person)


def work(desk):
    """Everybody's day in the same moment; a deadlock or any other fault is raised here."""
    start = Barrier(PEOPLE)

    def begin(number):
        try:
            start.wait()
            return desk.day_of(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        return [what for day in threads.map(begin, range(PEOPLE)) for what in day]


def test_after_two_hundred_deeds_at_once_row_text_log_and_pages_agree(client, monkeypatch):
    monkeypatch.setattr(publishing, "NOTICE", dt.timedelta())
    make_publication()
    desk = Desk()

    done = work(desk)
    time.sleep(0.1)
    publishing.apply_due()

    assert len(done) > 200
    assert set(done) == {deed.__name__ for deed in desk.deeds}
    assert publishing.next_due() is None
    stories = list(Article.objects.all())
    for story in stories:
        assert_row_is_its_text(story)
        assert_log_tells_it(story)
        assert_address_answers(client, story)
    assert_lists_agree(client, [story for story in stories if story.is_public])


def assert_row_is_its_text(story):
    numbers = list(story.revisions.values_list("number", flat=True))
    assert numbers == list(range(len(numbers), 0, -1))
    newest, live = story.revisions.first(), story.live_revision
    shown = (live or newest).document
    for name in SAME_ON_THE_ROW:
        assert getattr(story, name) == getattr(shown, name)
    assert story.slug == shown.slug
    assert (story.section_id, story.lead_image_id) == (shown.section, shown.lead_image)
    assert [(b.author_id, b.role) for b in story.bylines.all()] == [
        (credit.author, credit.role) for credit in shown.bylines
    ]
    assert {tag.name for tag in story.tags.all()} == set(shown.tags)
    assert [r.story_id for r in story.related_links.all()] == [r.story for r in shown.related]
    if live:
        assert (story.pending_since is not None) == (newest.pk != live.pk)


def assert_log_tells_it(story):
    log = list(deeds.about(story).order_by("pk"))
    published = [entry.words for entry in log if entry.kind == Deed.Kind.PUBLISHED]
    live = story.live_revision
    assert published[-1:] == ([f"Published revision {live.number}."] if live else [])
    assert len(published) == len(set(published))
    turns = [entry.kind for entry in log if entry.kind in {"withdrew", "restored"}]
    assert turns == ["withdrew", "restored"] * (len(turns) // 2) + ["withdrew"] * (len(turns) % 2)
    assert story.is_withdrawn == (len(turns) % 2 == 1)
    told = [c.text for c in story.corrections.order_by("pk")]
    corrected = [entry.words for entry in log if entry.kind == Deed.Kind.CORRECTED]
    assert corrected == [f"Correction: {text}" for text in told]
    renamed = [entry for entry in log if entry.kind == Deed.Kind.RENAMED]
    assert bool(renamed) >= story.former_addresses.exists()


def assert_address_answers(client, story):
    if story.published_at is None:
        return
    response = client.get(story.get_absolute_url())
    if story.is_withdrawn:
        assert response.status_code == 410
        assert story.withdrawn_reason in response.content.decode()
    else:
        assert response.status_code == 200
        assert f"<h1>{story.headline}</h1>" in response.content.decode()
    for former in story.former_addresses.all():
        answer = client.get(str(former))
        assert answer.status_code == (410 if story.is_withdrawn else 301)
        assert story.is_withdrawn or answer["Location"] == story.get_absolute_url()


def assert_lists_agree(client, public):
    addresses = {story.get_absolute_url() for story in public}
    now = timezone.localtime()
    for page in (
        *("/", "/latest/", "/feed/", "/news-sitemap.xml", "/search/?q=harbour"),
        f"/sitemap-{now:%Y-%m}-0.xml",
    ):
        content = client.get(page).content.decode()
        assert set(re.findall(rf"/{now:%Y/%m}/[-\w]+/", content)) == addresses, page
