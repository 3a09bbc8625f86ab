"""The preview beside the form, and the links for people without a login."""

import datetime as dt
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import preview_links, revising
from articles.document import Credit, Related
from articles.models import Article, PreviewLink, Revision, Tag
from authors.models import Deed, User
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

NEW = "/admin/articles/article/add/preview/"
HOUR = dt.timedelta(hours=1)


def preview_of(article):
    return reverse("admin:article_preview", args=[article.pk])


def links_of(article):
    return reverse("admin:article_preview_links", args=[article.pk])


def typed(document, **overrides):
    """What a browser sends from a form that holds this document."""
    return {
        "headline": document.headline,
        "standfirst": document.standfirst,
        "body": document.body,
        "kind": document.kind,
        "section": document.section or "",
        "bylines": [credit.author for credit in document.bylines],
        "bylines_role": [credit.role for credit in document.bylines],
        "lead_image": document.lead_image or "",
        "lead_caption": document.lead_caption,
        "tags": ", ".join(document.tags),
        "related_story": [related.story or "" for related in document.related],
        "related_url": [related.url for related in document.related],
        "related_title": [related.title for related in document.related],
    } | overrides


def log_in(client, role):
    user = make_user(role)
    client.force_login(user)
    return user


def without_the_marks_of_a_preview(page):
    """The page, but for what tells robots and the edit button how it came."""
    page = re.sub(r'<meta name="robots"[^>]*>', "", page)
    page = re.sub(r'<body class="([^"]*)"[^>]*>', r'<body class="\1">', page)
    return re.sub(r"\s+", " ", page)


def full_document():
    """A story in which every part of the page stands."""
    section = make_section()
    make_article(section=section)
    Tag.objects.all_named(["Roads", "Bridges"])
    return make_document(
        section=section.pk,
        bylines=(
            Credit(make_author(portrait=make_image(), sign_off="Ana writes.").pk),
            Credit(make_author().pk, "photographs"),
        ),
        body=f'<p>One.</p><figure data-image="{make_image().pk}"></figure><p>Two.</p>',
        tags=("Roads", "Bridges"),
        related=(
            Related(story=make_article().pk),
            Related(url="https://example.org/", title="Elsewhere"),
        ),
        lead_caption="Here",
    )


def give_link(article, *, user=None, valid_for=HOUR):
    token = preview_links.make(article, by=user or make_user("Editor"), valid_for=valid_for)
    return reverse("preview", args=[token])


# At the desk


def test_the_preview_is_the_page_that_readers_get(client):
    make_publication()
    document = full_document()
    article = revising.save(None, document, by=make_user()).article
    log_in(client, "Editor")

    previewed = client.post(preview_of(article), typed(document)).content.decode()
    client.post(
        reverse("admin:articles_article_change", args=[article.pk]),
        typed(document, revision=1, _publish="1"),
    )
    article.refresh_from_db()
    moment = dt.timedelta(minutes=1)
    assert timezone.now() - article.published_at < moment
    read = Client().get(article.get_absolute_url()).content.decode()

    def same_moment(page):
        page = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+[+\d:]*", "", page)
        return re.sub(r"\d\d:\d\d UTC", "", without_the_marks_of_a_preview(page))

    assert same_moment(previewed) == same_moment(read)


def test_the_preview_of_what_is_public_already_is_the_public_page(client):
    make_publication()
    document = full_document()
    article = make_article(**{name: getattr(document, name) for name in vars(document)})
    log_in(client, "Editor")

    previewed = client.post(preview_of(article), typed(article.live_revision.document))

    read = Client().get(article.get_absolute_url())
    assert without_the_marks_of_a_preview(
        previewed.content.decode()
    ) == without_the_marks_of_a_preview(read.content.decode())


def test_unsaved_words_are_shown_and_nothing_is_saved(client):
    article = make_article(headline="As it stands")
    log_in(client, "Editor")
    words = typed(article.live_revision.document, headline="Not saved yet", tags="Never made")
    revisions, deeds = Revision.objects.count(), Deed.objects.count()

    page = client.post(preview_of(article), words)

    assert page.context["article"].headline == "Not saved yet"
    assert "Never made" in page.content.decode()
    assert Article.objects.get().headline == "As it stands"
    assert (Revision.objects.count(), Deed.objects.count()) == (revisions, deeds)
    assert not Tag.objects.exists()


def test_a_new_story_is_previewed_before_it_has_a_row(client):
    log_in(client, "Writer")

    page = client.post(NEW, {"headline": "Just begun", "body": "<p>Hello.</p>", "kind": "news"})

    assert "<h1>Just begun</h1>" in page.content.decode()
    assert not Article.objects.exists()


def test_a_preview_of_nothing_is_a_page(client):
    log_in(client, "Writer")

    page = client.post(NEW, {})

    assert "<h1>No headline yet</h1>" in page.content.decode()


def test_what_cannot_be_kept_is_named_and_what_is_saved_stands_in_its_place(client):
    article = make_article(published_at=None, tags=("roads",))
    log_in(client, "Editor")
    words = typed(
        article.revisions.get().document,
        headline="Bridge",
        tags="x" * 99,
        canonical_url="nowhere at all",
        revision=1,
    )

    page = client.post(preview_of(article), words)

    assert page.status_code == 200
    assert page.context["left_out"] == ["Tags", "Address of the source"]
    assert "Not as typed: Tags, Address of the source." in page.content.decode()
    assert [tag.name for tag in page.context["tags"]] == ["roads"]
    assert page.context["article"].headline == "Bridge"


def test_a_preview_is_cleaned_as_a_save_would(client):
    log_in(client, "Writer")

    page = client.post(NEW, {"headline": "A", "body": "<p>Hi<script>alert(1)</script></p>"})

    assert "alert(1)" not in page.content.decode()


def test_a_preview_may_be_framed_by_the_desk_alone_and_is_kept_by_nobody(client):
    log_in(client, "Writer")

    page = client.post(NEW, {"headline": "A"})

    policy = page["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src 'self';" in policy
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in page.content.decode()
    assert "data-edit" not in page.content.decode()


def test_an_unpublished_story_under_more_stays_out_of_the_preview(client):
    log_in(client, "Editor")
    draft = make_article(published_at=None, headline="Secret plans")
    document = make_document(related=(Related(story=draft.pk),))

    page = client.post(NEW, typed(document))

    assert b"Secret plans" not in page.content


@pytest.mark.parametrize("rows", [1, 3])
def test_a_preview_takes_the_same_number_of_queries_whatever_it_shows(
    client, rows, django_assert_num_queries
):
    make_publication()
    tags = tuple(f"tag {n}" for n in range(rows))
    Tag.objects.all_named(tags)
    document = make_document(
        bylines=tuple(Credit(make_author(portrait=make_image()).pk) for _ in range(rows)),
        tags=tags,
        related=tuple(Related(story=make_article().pk) for _ in range(3)),
    )
    article = revising.save(None, document, by=make_user()).article
    log_in(client, "Publisher")
    client.post(preview_of(article), typed(document))

    with django_assert_num_queries(21):
        client.post(preview_of(article), typed(document))


# Links


def test_a_link_is_told_once_and_only_its_digest_is_kept(client):
    article = make_article(published_at=None)
    ed = log_in(client, "Editor")

    page = client.post(links_of(article), {"days": "7", "note": "our lawyer"}, follow=True)

    link = PreviewLink.objects.get()
    address = page.context["address"]
    token = address.rstrip("/").rsplit("/", 1)[1]
    assert link.digest == preview_links.digest_of(token)
    assert token not in str(vars(link))
    assert (link.article, link.made_by, link.note) == (article, ed, "our lawyer")
    assert dt.timedelta(days=6) < link.expires_at - timezone.now() <= dt.timedelta(days=7)
    again = client.get(links_of(article)).content.decode()
    assert token not in again
    assert "our lawyer" in again
    assert "Made a preview link for our lawyer" in Deed.objects.first().words


def test_a_validity_of_ones_own_is_refused(client):
    log_in(client, "Editor")

    page = client.post(links_of(make_article()), {"days": "3650"})

    assert page.status_code == 422
    assert not PreviewLink.objects.exists()


def test_a_link_shows_the_newest_revision_to_anybody(client):
    article = make_article(headline="As published")
    revising.save(article, make_document(headline="Pending"), by=make_user())

    page = client.get(give_link(article))

    assert page.context["article"].headline == "Pending"
    assert "data-edit" not in page.content.decode()
    assert not page.cookies


def test_a_link_shows_what_was_saved_after_it_was_made(client):
    article = make_article(published_at=None)
    address = give_link(article)
    revising.save(article, make_document(headline="Later"), by=make_user())

    assert client.get(address).context["article"].headline == "Later"


def closed_by_time(article):
    address = give_link(article)
    PreviewLink.objects.update(expires_at=timezone.now())
    return address


def closed_by_hand(article):
    address = give_link(article)
    preview_links.close(PreviewLink.objects.get(), by=make_user())
    return address


def never_made(article):
    return "/preview/nobody-made-this/"


def closed_by_an_embargo(article):
    address = give_link(article)
    document = make_document(embargo_until=timezone.now() + HOUR)
    revising.save(article, document, by=make_user())
    return address


def closed_by_an_embargo_of_the_row(article):
    Article.objects.update(embargo_until=timezone.now() + HOUR)
    return give_link(article)


def closed_with_the_login_of_its_maker(article):
    editor = make_user("Editor")
    address = give_link(article, user=editor)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    return address


def closed_by_a_change_of_its_makers_rights(article):
    editor = make_user("Editor")
    address = give_link(article, user=editor)
    editor.groups.clear()
    return address


def closed_by_withdrawal(article):
    address = give_link(article)
    Article.objects.update(withdrawn_at=timezone.now(), withdrawn_reason="Wrong")
    return address


CLOSED = [
    closed_by_time,
    closed_by_hand,
    never_made,
    closed_by_an_embargo,
    closed_by_an_embargo_of_the_row,
    closed_by_withdrawal,
    closed_with_the_login_of_its_maker,
    closed_by_a_change_of_its_makers_rights,
]


def said(headers):
    """But for the moment of the answer, which may be another by the next request."""
    return {name: value for name, value in headers.items() if name != "Expires"}


@pytest.mark.parametrize("closed", CLOSED)
def test_a_closed_link_does_not_say_why(client, closed):
    make_publication()
    address = closed(make_article(headline="Not to be read"))

    page, unknown = client.get(address), client.get("/preview/x/")

    assert page.status_code == 404
    assert page.content == unknown.content
    assert said(page.headers) == said(unknown.headers)
    assert b"Not to be read" not in page.content


def test_a_writer_makes_no_link_of_what_was_withdrawn(client):
    writer = log_in(client, "Writer")
    past = timezone.now() - HOUR
    article = make_article(published_at=past, withdrawn_at=past, withdrawn_reason="No", by=writer)

    page = client.get(links_of(article)).content.decode()
    refused = client.post(links_of(article), {"days": "1"})

    assert "only those who may withdraw" in page
    assert "Make a link" not in page
    assert refused.status_code == 403
    assert not PreviewLink.objects.exists()


def test_no_row_holds_the_secret_of_a_link(client):
    article = make_article(published_at=None)
    log_in(client, "Editor")

    answer = client.post(links_of(article), {"days": "1"})

    cookie = answer.cookies["new_preview_link"]
    assert (cookie["path"], cookie["httponly"]) == (links_of(article), True)
    assert not any(cookie.value in str(s.get_decoded()) for s in Session.objects.all())
    # A made-up cookie is no address.
    client.cookies["new_preview_link"] = "made-up"
    assert client.get(links_of(article)).context["address"] == ""


def test_a_link_made_after_a_withdrawal_opens(client):
    past = timezone.now() - HOUR
    article = make_article(
        published_at=past - HOUR, withdrawn_at=past, withdrawn_reason="Wrong", headline="Mended"
    )

    assert client.get(give_link(article)).context["article"].headline == "Mended"


@pytest.mark.parametrize("closed", [give_link, closed_by_hand])
def test_whatever_a_link_answers_is_kept_by_nobody_and_tells_no_other_site(client, closed):
    page = client.get(closed(make_article()))

    assert "no-store" in page["Cache-Control"]
    assert "private" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "ETag" not in page.headers
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in page.content.decode()


def test_robots_are_kept_from_previews(client):
    assert "Disallow: /preview/" in client.get("/robots.txt").content.decode()


def test_a_link_opens_nothing_else(client):
    article = make_article(published_at=None, slug="draft")
    other = make_article(published_at=None, headline="Secret plans")
    document = make_document(related=(Related(story=other.pk),))
    revising.save(article, document, by=make_user())
    address = give_link(article)

    page = client.get(address)

    assert b"Secret plans" not in page.content
    assert client.get(page.context["article"].get_absolute_url()).status_code == 404
    assert client.get(preview_of(article)).status_code == 302


def test_a_preview_by_link_is_only_read(client):
    assert client.post(give_link(make_article())).status_code == 405


def test_revoking_is_told_in_the_list_and_in_the_log(client):
    article = make_article()
    address = give_link(article)
    link = PreviewLink.objects.get()
    log_in(client, "Editor")
    revoke = reverse("admin:article_preview_link_revoke", args=[article.pk, link.pk])

    page = client.post(revoke, follow=True).content.decode()

    assert "Revoked" in page
    assert client.get(address).status_code == 404
    assert "Revoked the preview link" in Deed.objects.first().words


def test_every_open_link_can_be_revoked_and_of_the_closed_only_the_newest_are_told(client):
    article, editor = make_article(), log_in(client, "Editor")
    for number in range(preview_links.CLOSED_SHOWN + 2):
        preview_links.make(article, by=editor, valid_for=HOUR, note=f"closed {number}")
    article.preview_links.update(revoked_at=timezone.now())
    older = timezone.now() - HOUR
    preview_links.make(article, by=editor, valid_for=HOUR, note="open")
    article.preview_links.filter(note="open").update(made_at=older)

    notes = [link.note for link in client.get(links_of(article)).context["links"]]

    assert notes[0] == "open"
    assert len(notes) == 1 + preview_links.CLOSED_SHOWN
    assert "closed 0" not in notes


def test_a_link_is_revoked_from_its_own_story_only(client):
    writer = log_in(client, "Writer")
    own, others = make_article(by=writer), make_article()
    give_link(others)
    link = PreviewLink.objects.get()

    response = client.post(reverse("admin:article_preview_link_revoke", args=[own.pk, link.pk]))

    assert response.status_code == 404
    assert PreviewLink.objects.valid().exists()


def test_the_page_of_links_says_that_an_embargo_keeps_them_closed(client):
    log_in(client, "Editor")
    article = make_article(published_at=None, embargo_until=timezone.now() + HOUR)

    assert "Under embargo until" in client.get(links_of(article)).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_links_takes_the_same_number_of_queries(
    client, rows, django_assert_num_queries
):
    make_publication()
    article = make_article()
    for _ in range(rows):
        give_link(article)
    log_in(client, "Publisher")
    client.get(links_of(article))

    with django_assert_num_queries(10):
        client.get(links_of(article))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_by_link_takes_the_same_number_of_queries(client, rows, django_assert_num_queries):
    make_publication()
    document = make_document(
        bylines=tuple(Credit(make_author(portrait=make_image()).pk) for _ in range(rows)),
        related=tuple(Related(story=make_article().pk) for _ in range(3)),
    )
    address = give_link(revising.save(None, document, by=make_user()).article)
    client.get(address)

    with django_assert_num_queries(12):
        client.get(address)
