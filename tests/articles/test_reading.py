"""What comes along with a story is what its records say."""

import datetime as dt

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from articles import reading
from articles.document import Credit
from articles.models import Correction
from tests.builders import make_article, make_author, make_image, make_user

pytestmark = pytest.mark.django_db


def read(article):
    address = (article.address_year, article.address_month, article.slug)
    [story] = reading.stories_at(*address, timezone.now())
    return story


def test_authors_come_whole_in_the_order_of_the_byline():
    portrait = make_image(credit="Studio Nine", focal_x=20)
    ana = make_author(
        name="Ana",
        bio="At sea.",
        portrait=portrait,
        user=make_user(),
        links=[{"label": "Site", "url": "https://example.org/"}],
    )
    bo = make_author(name="Bo")
    article = make_article(bylines=(Credit(bo.pk, role="photographs"), Credit(ana.pk)))

    bylines = reading.bylines_of(read(article))

    assert [(each.role, each.author_id) for each in bylines] == [
        ("photographs", bo.pk),
        ("words", ana.pk),
    ]
    assert [model_to_dict(each.author) for each in bylines] == [
        model_to_dict(bo),
        model_to_dict(ana),
    ]
    assert bylines[0].author.portrait is None
    assert bylines[1].author.portrait.renditions() == portrait.renditions()


def test_tags_come_by_name():
    article = make_article(tags=("ships", "ports"))

    tags = reading.tags_of(read(article))

    assert [(tag.pk, tag.name, tag.slug) for tag in tags] == [
        (tag.pk, tag.name, tag.slug) for tag in article.tags.order_by("name")
    ]


def test_corrections_come_the_newest_first_and_none_before_its_time():
    article, now = make_article(), timezone.now()
    for hours in (-2, -1, 1):
        Correction.objects.create(
            article=article,
            text=f"{hours} hours",
            published_at=now + dt.timedelta(hours=hours),
            made_by=make_user(),
        )

    corrections = reading.corrections_of(read(article))

    assert [each.text for each in corrections] == ["-1 hours", "-2 hours"]
    assert corrections[0].published_at == now - dt.timedelta(hours=1)


def test_pictures_are_found_by_their_keys():
    one, two = make_image(), make_image()

    assert set(reading.pictures(one.pk, two.pk, 10**9)) == {one, two}
