import datetime as dt

import pytest
from django.utils import timezone

from articles.document import Related
from articles.models import Article
from articles.related import onward_from
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.now() - dt.timedelta(days=days)


def titles(article):
    return [link.title for link in onward_from(article, list(article.tags.all())).more]


def next_headlines(article):
    onward = onward_from(article, list(article.tags.all()))
    return [story.headline for story in onward.next_stories]


def test_hand_picked_links_come_first_in_their_order():
    second = make_article(headline="Second")
    first = make_article(headline="First")
    outside = Related(url="https://example.org/report", title="The report")

    article = make_article(related=(Related(story=first.pk), outside, Related(story=second.pk)))

    assert titles(article) == ["First", "The report", "Second"]


def test_hand_picked_links_may_be_more_than_three():
    picked = [make_article() for _ in range(5)]

    article = make_article(related=tuple(Related(story=story.pk) for story in picked))

    assert titles(article) == [story.headline for story in picked]


def test_an_outside_link_keeps_its_address_and_title():
    article = make_article(related=(Related(url="https://example.org/report", title="The report"),))

    link = onward_from(article, []).more[0]

    assert (link.title, link.url, link.is_outside) == (
        "The report",
        "https://example.org/report",
        True,
    )


def test_a_story_of_ours_is_linked_by_its_headline_and_address():
    picked = make_article()
    article = make_article(related=(Related(story=picked.pk),))

    link = onward_from(article, []).more[0]

    assert (link.title, link.url, link.is_outside) == (
        picked.headline,
        picked.get_absolute_url(),
        False,
    )


def test_fills_up_to_three_with_the_newest_of_the_section():
    section = make_section()
    for days, headline in enumerate(["Today", "Yesterday", "Before", "Long ago"]):
        make_article(section=section, headline=headline, published_at=days_ago(days))

    article = make_article(section=section)

    assert titles(article) == ["Today", "Yesterday", "Before"]


def test_more_shared_tags_come_before_newer_ones():
    section = make_section()
    make_article(section=section, headline="New, none shared", published_at=days_ago(1))
    make_article(headline="Old, two shared", tags=("ships", "ports"), published_at=days_ago(9))
    make_article(headline="Newer, one shared", tags=("ships", "rain"), published_at=days_ago(2))
    make_article(headline="Older, one shared", tags=("ports",), published_at=days_ago(3))

    article = make_article(section=section, tags=("ships", "ports"))

    assert titles(article) == ["Old, two shared", "Newer, one shared", "Older, one shared"]


def test_a_tag_in_another_section_is_enough():
    make_article(headline="Elsewhere", tags=("ships",))

    article = make_article(tags=("ships",))

    assert titles(article) == ["Elsewhere"]


def test_a_story_without_tag_or_section_in_common_is_not_linked():
    make_article(tags=("rain",))

    assert titles(make_article(tags=("ships",))) == []


def test_never_links_a_story_to_itself():
    article = make_article(tags=("ships",))

    assert titles(article) == []


def test_a_hand_picked_story_does_not_come_again():
    section = make_section()
    picked = make_article(section=section, headline="Picked", tags=("ships",))
    make_article(section=section, headline="Other", published_at=days_ago(2))

    article = make_article(section=section, tags=("ships",), related=(Related(story=picked.pk),))

    assert titles(article) == ["Picked", "Other"]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"published_at": None}, id="draft"),
        pytest.param({"published_at": timezone.now() + dt.timedelta(days=1)}, id="scheduled"),
        pytest.param({"embargo_until": timezone.now() + dt.timedelta(days=1)}, id="embargoed"),
        pytest.param(
            {"withdrawn_at": timezone.now(), "withdrawn_reason": "Wrong."}, id="withdrawn"
        ),
    ],
)
def test_what_is_not_public_is_neither_picked_nor_filled_in(facts):
    section = make_section()
    hidden = make_article(section=section, tags=("ships",))
    Article.objects.filter(pk=hidden.pk).update(**facts)

    article = make_article(section=section, tags=("ships",), related=(Related(story=hidden.pk),))

    assert titles(article) == []
    assert next_headlines(article) == []


def test_a_hand_picked_draft_appears_once_it_is_published():
    draft = make_article(published_at=None, headline="Ready at last")
    article = make_article(related=(Related(story=draft.pk),))
    assert titles(article) == []

    Article.objects.filter(pk=draft.pk).update(
        published_at=timezone.now(), address_year=2026, address_month=5, slug="ready"
    )

    assert titles(article) == ["Ready at last"]


def test_next_stories_are_the_newest_of_the_section_that_are_not_linked_above():
    section = make_section()
    for days in range(1, 10):
        make_article(section=section, headline=f"{days} days old", published_at=days_ago(days))

    article = make_article(section=section)

    assert titles(article) == ["1 days old", "2 days old", "3 days old"]
    assert next_headlines(article) == ["4 days old", "5 days old", "6 days old", "7 days old"]


def test_next_stories_are_full_though_the_newest_are_hand_picked():
    section = make_section()
    stories = [make_article(section=section, published_at=days_ago(days)) for days in range(1, 10)]
    picked = tuple(Related(story=story.pk) for story in stories[:5])

    article = make_article(section=section, related=picked)

    assert next_headlines(article) == [story.headline for story in stories[5:9]]


def test_a_story_without_a_section_has_no_next_ones():
    for _ in range(5):
        make_article(section=None)

    assert next_headlines(make_article(section=None)) == []


def test_as_many_queries_with_one_tag_as_with_nine(django_assert_num_queries):
    few = make_article(tags=("ships",))
    many = make_article(tags=tuple(f"tag {number}" for number in range(9)))

    for article in (few, many):
        tags = list(article.tags.all())
        with django_assert_num_queries(4):
            onward_from(article, tags)
