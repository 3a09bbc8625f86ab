"""The form of a correction by itself."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Correction
from tests.builders import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_correction_add")


@pytest.fixture(autouse=True)
def editor(client):
    user = make_user("Editor")
    client.force_login(user)
    return user


def typed(article, **also):
    sent = {"article": article.pk, "kind": "correction", "text": "It was ten.", "published_at": ""}
    return sent | also


def make_correction(article, **facts):
    return Correction.objects.create(article=article, made_by=make_user(), **facts)


def page_of(correction):
    return reverse("admin:articles_correction_change", args=[correction.pk])


def test_readers_are_told_at_once_where_no_moment_is_set(client, editor):
    article = make_article()

    client.post(ADD, typed(article, kind="clarification"))

    told = Correction.objects.told().get()
    assert (told.article, told.kind, told.text) == (article, "clarification", "It was ten.")
    assert told.made_by == editor


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ({"article": ""}, "Choose a story."),
        ({"text": " "}, "Write what readers are told."),
        ({"published_at": "soon"}, "Enter a valid date/time."),
    ],
)
def test_what_is_missing_is_said_at_its_field(client, missing, told):
    response = client.post(ADD, typed(make_article()) | missing)

    page = response.content.decode()
    assert response.status_code == 422
    assert response.context["adminform"].form.errors == {name: [told] for name in missing}
    assert "One thing needs your attention" in page
    assert "Please correct the error" not in page
    assert not Correction.objects.exists()


@pytest.mark.parametrize("unseen", [{"published_at": None}, {"published_at": "ahead"}])
def test_what_readers_have_not_seen_is_not_corrected(client, unseen):
    if unseen["published_at"]:
        unseen = {"published_at": timezone.now() + dt.timedelta(hours=1)}

    response = client.post(ADD, typed(make_article(**unseen)))

    errors = response.context["adminform"].form.errors
    assert errors == {"article": [publishing.NOTHING_TO_CORRECT]}


def test_the_story_is_shown_with_what_readers_were_told_of_it_before(client):
    article = make_article(headline="The bridge opens")
    before = make_correction(article, kind="update", text="It rained.")
    make_correction(make_article(), text="Of another.")

    asked = client.get(ADD, {"article": article.pk}).content.decode()
    itself = client.get(page_of(before)).content.decode()

    story = reverse("admin:articles_article_change", args=[article.pk])
    for page in (asked, itself):
        assert "The bridge opens" in page
        assert f'<a href="{story}">Open the story</a>' in page
        assert "Of another." not in page
    assert ": It rained.</p>" in asked
    assert ": It rained.</p>" not in itself


def test_whoever_may_only_look_saves_nothing(client):
    told = make_correction(make_article(), text="It was nine.")
    reader = make_user()
    reader.user_permissions.add(Permission.objects.get(codename="view_correction"))
    client.force_login(reader)

    page = client.get(page_of(told)).content.decode()
    refused = client.post(page_of(told), typed(told.article))

    assert "It was nine." in page
    assert 'name="_save"' not in page
    assert refused.status_code == 403


def test_a_moment_that_nobody_touched_stays_as_it_is(client):
    told = make_correction(make_article(), text="It was nine.")
    shown = client.get(page_of(told)).context["adminform"].form["published_at"].value()

    client.post(page_of(told), typed(told.article, published_at=f"{shown:%Y-%m-%dT%H:%M:%S}"))

    moment = told.published_at
    told.refresh_from_db()
    assert (told.text, told.published_at) == ("It was ten.", moment)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_much_was_told_before(
    client, number, django_assert_num_queries
):
    make_publication()
    article = make_article()
    told = [make_correction(article, text="It was nine.") for _ in range(number)]
    client.get(page_of(told[0]))

    with django_assert_num_queries(10):
        client.get(page_of(told[0]))
