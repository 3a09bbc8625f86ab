"""The page on which a story is withdrawn, and the way back."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.document import Related
from articles.models import Article
from media.models import Image
from tests.articles.typing_in import on_the_desks_clock
from tests.builders import make_article, make_image, make_publication, make_user

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def editor(client):
    user = make_user("Editor")
    client.force_login(user)
    return user


def page_of(article):
    return reverse("admin:article_withdraw", args=[article.pk])


def restoring(article):
    return reverse("admin:article_restore", args=[article.pk])


def make_linking(article, **overrides):
    """A public story with a link to the article in its text, and one picked by hand."""
    body = f'<p><a href="{article.get_absolute_url()}">Before</a></p>'
    in_text = make_article(published_at=None, body=body, **overrides)
    by_hand = make_article(published_at=None, related=(Related(story=article.pk),), **overrides)
    return [publishing.publish(story, by=make_user()) for story in (in_text, by_hand)]


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_the_page_names_the_stories_that_lead_readers_here(client):
    article = make_article()
    in_text, by_hand = make_linking(article)

    response = client.get(page_of(article))

    assert response.context["linking"] == [by_hand, in_text]
    assert f">{in_text.headline}</a>" in response.content.decode()


def test_fifty_are_named_and_more_are_told_of(client, monkeypatch):
    article = make_article()
    make_linking(article)
    monkeypatch.setattr("articles.leaving.MOST_LINKING", 1)

    response = client.get(page_of(article))

    assert len(response.context["linking"]) == 1
    assert "and more" in response.content.decode()


@pytest.mark.parametrize("pairs", [1, 3])
def test_the_page_takes_the_same_number_of_queries_however_many_link(
    client, pairs, django_assert_num_queries
):
    make_publication()
    article = make_article()
    for _ in range(pairs):
        make_linking(article)
    client.get(page_of(article))

    with django_assert_num_queries(10):
        response = client.get(page_of(article))

    assert len(response.context["linking"]) == 2 * pairs


def test_nothing_is_withdrawn_without_a_reason(client):
    article = make_article()

    response = client.post(page_of(article), {"reason": " "})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert Article.objects.published().get() == article


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2026-01-01T10:00", "Choose a moment to come, or none to withdraw it now."),
        ("soon", "Enter a valid date/time."),
    ],
)
def test_a_moment_that_cannot_be_is_said_at_its_field(client, typed, told):
    response = client.post(page_of(make_article()), {"reason": "Over.", "at": typed})

    assert response.context["form"].errors == {"at": [told]}


def test_a_withdrawal_to_come_is_told_moved_and_called_off(client):
    article = make_article()
    first, later = (timezone.now().replace(microsecond=0) + hours * HOUR for hours in (1, 2))

    client.post(page_of(article), {"reason": "Over.", "at": on_the_desks_clock(first)})
    page = client.get(page_of(article))
    assert page.context["form"]["reason"].value() == "Over."
    client.post(page_of(article), {"reason": "Over.", "at": on_the_desks_clock(later)})

    article.refresh_from_db()
    assert (article.withdrawn_at, article.state) == (later, "published")

    response = client.post(restoring(article), follow=True)

    article.refresh_from_db()
    assert article.withdrawn_at is None
    assert "The withdrawal is called off" in said(response)[-1]


def test_a_draft_has_a_page_that_refuses_it(client):
    draft = make_article(published_at=None)

    assert client.get(page_of(draft)).context["linking"] == []
    response = client.post(page_of(draft), {"reason": "Because."})

    assert response.status_code == 422
    assert "never published" in response.content.decode()


def withdrawn_with(**broken):
    """A withdrawn story whose lead image is not fit to be shown any more."""
    image = make_image()
    article = make_article(lead_image=image)
    publishing.withdraw(article, by=make_user(), reason="Wrong.")
    Image.objects.filter(pk=image.pk).update(**broken)
    return article


def test_what_stands_against_restoring_is_told_and_a_reason_is_asked_of_those_who_may(client):
    article = withdrawn_with(alt_text="")

    as_editor = client.post(restoring(article))
    client.force_login(make_user("Publisher"))
    as_publisher = client.post(restoring(article))

    for response in (as_editor, as_publisher):
        assert response.status_code == 422
        assert "Describe the lead image" in response.content.decode()
    assert b'name="override"' not in as_editor.content
    assert b'name="override"' in as_publisher.content


def test_no_reason_restores_a_picture_without_credit(client):
    client.force_login(make_user("Publisher"))
    article = withdrawn_with(credit="")

    response = client.post(restoring(article), {"override": "It is urgent."})

    assert response.status_code == 422
    assert not Article.objects.published().exists()


def test_restoring_what_is_not_withdrawn_says_so(client):
    response = client.post(restoring(make_article()), follow=True)

    assert said(response) == ["This story is not withdrawn, and is not going to be."]
