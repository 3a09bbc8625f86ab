"""The address of a story: what it costs, who may keep it, when it answers otherwise."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.document import Credit, Related
from articles.models import Article
from tests.articles.article_pages import (
    MAY,
    full_article,
    meta,
    read,
)
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_five_queries_with_everything_on_it(client, django_assert_num_queries, number):
    images = [make_image() for _ in range(number)]
    stories = [make_article() for _ in range(3)]
    article = full_article(
        body="<p>One.</p>" + "".join(f'<figure data-image="{i.pk}"></figure>' for i in images),
        bylines=tuple(Credit(make_author(portrait=image).pk) for image in images),
        tags=tuple(f"tag {n}" for n in range(number)),
        related=tuple(Related(story=story.pk) for story in stories),
    )

    with django_assert_num_queries(5):
        client.get(article.get_absolute_url())


def test_no_picture_in_the_body_saves_a_query(client, django_assert_num_queries):
    article = full_article(body="<p>One.</p>")

    # One of them asks which stories are alike.
    with django_assert_num_queries(6):
        client.get(article.get_absolute_url())


def test_the_page_is_the_same_for_everybody(client):
    article = make_article()
    stranger = client.get(article.get_absolute_url())

    client.force_login(make_user("Publisher"))
    editor = client.get(article.get_absolute_url())

    assert editor.content == stranger.content
    for response in (stranger, editor):
        assert "Set-Cookie" not in response
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_a_known_page_is_not_sent_again(client):
    article = make_article()
    first = client.get(article.get_absolute_url())

    second = client.get(article.get_absolute_url(), headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 304
    assert second.content == b""


def test_a_changed_page_is_sent_again(client):
    article = make_article()
    first = client.get(article.get_absolute_url())
    Article.objects.filter(pk=article.pk).update(headline="Changed")

    second = client.get(article.get_absolute_url(), headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 200
    assert "Changed" in second.content.decode()


def test_any_cache_may_keep_the_page_but_has_to_ask(client):
    response = client.get(make_article().get_absolute_url())

    assert response["Cache-Control"] == "max-age=0, must-revalidate"


def test_a_head_request_is_answered(client):
    response = client.head(make_article().get_absolute_url())

    assert response.status_code == 200
    assert response.content == b""


def test_nothing_can_be_posted_to_a_story(client):
    assert client.post(make_article().get_absolute_url()).status_code == 405


def test_a_month_without_its_zero_leads_to_the_address(client):
    make_article(slug="ships", published_at=MAY)

    response = client.get("/2026/5/ships/")

    assert (response.status_code, response["Location"]) == (301, "/2026/05/ships/")


def test_an_address_without_its_slash_leads_to_the_story(client):
    article = make_article(slug="ships", published_at=MAY)

    response = client.get("/2026/05/ships")

    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())


def test_a_slug_may_be_in_any_script(client):
    article = make_article(slug="кораблі", published_at=MAY)

    assert client.get("/2026/05/кораблі/").status_code == 200
    assert client.get(article.get_absolute_url()).status_code == 200
    assert client.get("/2026/5/кораблі/")["Location"] == article.get_absolute_url()


@pytest.mark.parametrize(
    "address",
    [
        "/2026/05/unknown/",
        "/2026/06/ships/",
        "/2025/05/ships/",
        "/2026/13/ships/",
        "/2026/5/unknown/",
        "/2026/05/%00/",
        "/٢٠٢٦/05/ships/",
    ],
)
def test_another_address_is_not_found(client, address):
    make_article(slug="ships", published_at=MAY)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("month", ["5", "05"])
@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"published_at": None}, id="draft"),
        pytest.param({"published_at": timezone.now() + dt.timedelta(days=1)}, id="scheduled"),
        pytest.param({"embargo_until": timezone.now() + dt.timedelta(days=1)}, id="embargoed"),
        pytest.param(
            {
                "published_at": timezone.now() + dt.timedelta(days=1),
                "withdrawn_at": timezone.now(),
                "withdrawn_reason": "Never to be seen.",
            },
            id="withdrawn before its time",
        ),
    ],
)
def test_what_is_not_public_is_not_found(client, facts, month):
    make_article(slug="secret", headline="A secret", published_at=MAY)
    Article.objects.update(**facts)

    response = client.get(f"/2026/{month}/secret/")

    assert response.status_code == 404
    assert "secret" not in response.content.decode().lower()


def test_a_withdrawn_story_is_gone_and_says_why(client):
    article = make_article(
        headline="Not so",
        body="<p>Wrong words.</p>",
        withdrawn_at=timezone.now(),
        withdrawn_reason="The source was <false>.",
    )

    response = client.get(article.get_absolute_url())

    page = response.content.decode()
    assert response.status_code == 410
    assert "The source was &lt;false&gt;." in page
    assert "Not so" not in page
    assert "Wrong words." not in page
    assert meta(page, "robots") == "noindex"


def test_a_withdrawn_story_leaves_ways_on_and_one_search(client):
    article = make_article(withdrawn_at=timezone.now(), withdrawn_reason="Wrong.")

    page = client.get(article.get_absolute_url()).content.decode()

    assert page.count('role="search"') == 1
    assert '<a href="/">front page</a>' in page
    assert '<a href="/latest/">the latest stories</a>' in page
    assert page.count('<p class="dates">') == 2


def test_a_withdrawal_to_come_leaves_the_story_up(client):
    article = make_article(
        withdrawn_at=timezone.now() + dt.timedelta(hours=1), withdrawn_reason="Rights end."
    )

    assert article.headline in read(client, article)
