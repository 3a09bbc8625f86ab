import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import revising
from articles.models import Article
from tests.builders import (
    make_article,
    make_author,
    make_document,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def typed(**overrides):
    """What a browser sends from a form with everything filled in."""
    fields = {
        "headline": "Bridge opens",
        "standfirst": "After nine years.",
        "body": "<p>It opened.</p>",
        "section": make_section().pk,
        "kind": "news",
        "bylines": [make_author().pk],
        "bylines_role": ["words"],
        "lead_image": make_image().pk,
        "tags": "bridges, Roads",
    }
    return fields | overrides


def log_in(client, role):
    user = make_user(role)
    client.force_login(user)
    return user


def test_a_story_is_begun_with_a_headline_alone(client):
    wren = log_in(client, "Writer")

    response = client.post(ADD, {"headline": "Just an idea", "kind": "news", "_save": "1"})

    article = Article.objects.get()
    assert response.url == change(article)
    assert (article.headline, article.created_by, article.state) == ("Just an idea", wren, "draft")


def test_everything_typed_is_in_the_document(client):
    log_in(client, "Editor")
    other = make_article()
    fields = typed(
        related_story=[other.pk, ""],
        related_url=["", "https://example.org/"],
        related_title=["", "Elsewhere"],
        lead_caption="Here",
        lead_alt="A bridge",
        search_title="Search",
        search_description="Found",
        social_title="Shared",
        social_description="Liked",
        canonical_url="https://source.example/",
        embargo_until="2030-01-01T10:00",
        slug="bridge",
    )

    client.post(ADD, fields | {"_save": "1"})

    document = Article.objects.latest("pk").revisions.get().document
    assert document.headline == "Bridge opens"
    assert document.body == "<p>It opened.</p>"
    assert [credit.author for credit in document.bylines] == fields["bylines"]
    assert document.tags == ("bridges", "Roads")
    assert [(r.story, r.url) for r in document.related] == [
        (other.pk, ""),
        (None, "https://example.org/"),
    ]
    assert document.lead_image == fields["lead_image"]
    assert document.embargo_until.isoformat() == "2030-01-01T10:00:00+00:00"
    assert (document.slug, document.canonical_url) == ("bridge", "https://source.example/")
    assert (document.lead_caption, document.lead_alt) == ("Here", "A bridge")
    assert (document.search_title, document.social_title) == ("Search", "Shared")


def test_publish_brings_it_to_readers(client):
    log_in(client, "Editor")

    client.post(ADD, typed(_publish="1"))

    article = Article.objects.published().get()
    assert article.headline == "Bridge opens"
    assert b"Bridge opens" in client.get(article.get_absolute_url()).content


def test_what_is_missing_is_said_at_its_field_and_everything_is_saved(client):
    log_in(client, "Editor")

    response = client.post(ADD, typed(section="", bylines=[], _publish="1"))

    article = Article.objects.get()
    assert article.state == "draft"
    assert article.headline == "Bridge opens"
    assert response.context["form"].errors == {
        "section": ["Choose a section before publishing."],
        "bylines": ["Say who wrote the story before publishing."],
    }
    assert response.context["action"] == change(article)


def test_the_refused_form_can_be_sent_again_at_once(client):
    log_in(client, "Editor")
    refused = client.post(ADD, typed(section="", _publish="1"))
    form = refused.context["form"]
    again = typed(revision=form["revision"].value(), _publish="1")

    client.post(refused.context["action"], again)

    assert Article.objects.published().count() == 1


def test_a_bad_value_comes_back_with_everything_that_was_typed(client):
    log_in(client, "Editor")
    fields = typed(canonical_url="nowhere at all", standfirst="Kept", tags="a, " + "x" * 99)

    response = client.post(ADD, fields | {"_save": "1"})

    page = response.content.decode()
    assert response.status_code == 422
    assert not Article.objects.exists()
    assert set(response.context["form"].errors) == {"canonical_url", "tags"}
    for kept in ["Bridge opens", "Kept", "It opened.", "nowhere at all", "x" * 99]:
        assert kept in page


def test_saving_a_published_story_waits_for_publish(client):
    log_in(client, "Editor")
    client.post(ADD, typed(_publish="1"))
    article = Article.objects.get()

    client.post(change(article), typed(headline="Corrected", revision=1, _save="1"))

    assert Article.objects.get().headline == "Bridge opens"
    form = client.get(change(article)).context["form"]
    assert form.has_pending_changes
    assert form["headline"].value() == "Corrected"

    client.post(change(article), typed(headline="Corrected", revision=2, _publish="1"))

    assert Article.objects.get().headline == "Corrected"
    assert not client.get(change(article)).context["form"].has_pending_changes


def test_where_both_changed_the_same_the_writer_chooses_and_nothing_is_overwritten(client):
    log_in(client, "Editor")
    client.post(ADD, typed(_save="1"))
    article = Article.objects.get()
    ours = article.revisions.get().document
    theirs = replace(ours, headline="Theirs", standfirst="Theirs too.")
    revising.save(article, theirs, by=make_user(username="bo"))
    fields = typed(headline="Mine", section=ours.section, lead_image=ours.lead_image)
    fields |= {"bylines": [ours.bylines[0].author], "revision": 1, "_save": "1"}

    response = client.post(change(article), fields)

    page = response.content.decode()
    assert response.status_code == 409
    assert "bo saved this story while you had it open" in page
    assert "<mark>Theirs</mark>" in page
    assert "<mark>Mine</mark>" in page
    assert "Take bo’s" in page
    assert article.revisions.count() == 2

    sent = dict(response.context["sent"])
    client.post(change(article), sent | {"choice-headline": "mine"})

    newest = article.revisions.first().document
    assert (newest.headline, newest.standfirst) == ("Mine", "Theirs too.")


def test_different_fields_are_merged_and_said(client):
    log_in(client, "Editor")
    client.post(ADD, typed(_save="1"))
    article = Article.objects.get()
    ours = article.revisions.get().document
    revising.save(article, replace(ours, standfirst="Theirs."), by=make_user(username="bo"))
    fields = typed(headline="Mine", section=ours.section, lead_image=ours.lead_image)
    fields |= {"bylines": [ours.bylines[0].author], "revision": 1, "_save": "1"}

    page = client.post(change(article), fields, follow=True).content.decode()

    assert "Bo changed meanwhile: Standfirst. Both changes are kept." in page
    newest = article.revisions.first().document
    assert (newest.headline, newest.standfirst) == ("Mine", "Theirs.")


def test_a_writer_submits(client):
    log_in(client, "Writer")

    client.post(ADD, typed(_submit="1"))

    assert Article.objects.get().state == "in review"


def test_a_writer_cannot_publish_and_nothing_is_saved_by_trying(client):
    log_in(client, "Writer")

    response = client.post(ADD, typed(_publish="1"))

    assert response.status_code == 403
    assert not Article.objects.exists()


def test_a_body_is_cleaned_on_its_way_in(client):
    log_in(client, "Writer")

    client.post(ADD, typed(body="<p>Hi<script>alert(1)</script> <b>there</b></p>", _save="1"))

    assert Article.objects.get().body == "<p>Hi <strong>there</strong></p>"


def test_withdrawing_asks_why_and_restoring_brings_back(client):
    log_in(client, "Editor")
    article = make_article()
    withdraw = reverse("admin:article_withdraw", args=[article.pk])

    client.post(withdraw, {"reason": ""})
    assert Article.objects.get().state == "published"

    client.post(withdraw, {"reason": "It was not true."})
    assert Article.objects.get().state == "withdrawn"
    assert client.get(article.get_absolute_url()).status_code == 410

    client.post(reverse("admin:article_restore", args=[article.pk]))
    assert client.get(article.get_absolute_url()).status_code == 200


def test_restoring_is_a_post(client):
    log_in(client, "Editor")
    article = make_article()

    assert client.get(reverse("admin:article_restore", args=[article.pk])).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_takes_the_same_number_of_queries_whatever_it_holds(
    client, rows, django_assert_num_queries
):
    log_in(client, "Publisher")
    make_publication()
    fields = typed(
        bylines=[make_author().pk for _ in range(rows)],
        bylines_role=["words"] * rows,
        tags=", ".join(f"tag {n}" for n in range(rows)),
        related_story=[make_article().pk for _ in range(rows)],
        related_url=[""] * rows,
        related_title=[""] * rows,
    )
    client.post(ADD, fields | {"_save": "1"})
    article = Article.objects.latest("pk")
    client.get(change(article))

    with django_assert_num_queries(16):
        client.get(change(article))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_number_of_queries_and_counts_nothing(
    client, rows, django_assert_num_queries
):
    log_in(client, "Editor")
    make_publication()
    for _ in range(rows):
        make_article()

    with django_assert_num_queries(10) as queries:
        page = client.get("/admin/articles/article/")

    assert len(page.context["cl"].result_list) == rows
    assert not any("COUNT(" in query["sql"] for query in queries.captured_queries)


def test_the_list_shows_the_state_and_pending_changes(client):
    log_in(client, "Editor")
    article = make_article()
    revising.save(article, make_document(), by=make_user())

    page = client.get("/admin/articles/article/").content.decode()

    assert "published with changes" in page


@pytest.mark.parametrize("state", ["draft", "review", "scheduled", "published", "withdrawn"])
def test_the_list_filters_by_state(client, state):
    log_in(client, "Editor")
    now, hour = timezone.now(), dt.timedelta(hours=1)
    stories = {
        "draft": make_article(published_at=None),
        "review": make_article(published_at=None, submitted_at=now),
        "scheduled": make_article(published_at=now + hour),
        "published": make_article(),
        "withdrawn": make_article(withdrawn_at=now - hour, withdrawn_reason="Wrong"),
    }

    page = client.get("/admin/articles/article/", {"state": state})

    assert list(page.context["cl"].result_list) == [stories[state]]
