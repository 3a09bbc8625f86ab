"""Every door of the desk, tried by every role: who comes in, and who is shown out."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from articles.models import Correction, PreviewLink, Tag
from authors import bios, deeds
from authors.models import AuthorRevision, Deed
from newsroom.models import Page
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

WRITER, EDITOR, PICTURES, BIOS, PUBLISHER = (
    "Writer",
    "Editor",
    "Picture editor",
    "Bio editor",
    "Publisher",
)
DESK = {WRITER, EDITOR, PUBLISHER}
EDITORS = {EDITOR, PUBLISHER}
EVERYBODY = {WRITER, EDITOR, PICTURES, BIOS, PUBLISHER}
NO_ROLE, STRANGER = None, "stranger"


def others_draft(user):
    return make_article(published_at=None)


def own_draft(user):
    return make_article(published_at=None, by=user)


def others_story(user):
    return make_article()


def own_bio(user):
    return make_author(user=user)


def others_bio(user):
    return make_author()


def past_of(author):
    bios.save(author, by=make_user())
    return author.revisions.get()


def own_revision(user):
    return past_of(own_bio(user))


def others_revision(user):
    return past_of(others_bio(user))


def own_image(user):
    return make_image(uploaded_by=user)


def others_image(user):
    return make_image()


def link_to(article):
    expires_at = timezone.now() + dt.timedelta(days=1)
    digest = f"{article.pk:064x}"
    return PreviewLink.objects.create(
        article=article, digest=digest, made_by=article.created_by, expires_at=expires_at
    )


def own_link(user):
    return link_to(own_draft(user))


def others_link(user):
    return link_to(others_draft(user))


def a_section(user):
    return make_section()


def a_tag(user):
    return Tag.objects.named("A tag")


def a_correction(user):
    return Correction.objects.create(article=make_article(), text="Wrong", made_by=make_user())


def a_publication(user):
    return make_publication()


def a_page(user):
    return Page.objects.create(title="About", slug="about")


def a_login(user):
    return make_user()


def a_deed(user):
    return deeds.note(user, Deed.Kind.PERMISSIONS, "No rights → Writer", by=user)


def nothing(user):
    return None


# The door, what stands behind it, the method, and the roles it opens to.
DOORS = [
    ("index", nothing, "get", EVERYBODY | {NO_ROLE}),
    ("board", nothing, "get", DESK),
    ("articles_article_changelist", nothing, "get", DESK),
    ("articles_article_add", nothing, "get", DESK),
    ("articles_article_add", nothing, "post", DESK),
    ("articles_article_change", own_draft, "get", DESK),
    ("articles_article_change", own_draft, "post", DESK),
    ("articles_article_change", others_draft, "get", EDITORS),
    ("articles_article_change", others_draft, "post", EDITORS),
    ("articles_article_change", others_story, "get", EDITORS),
    ("articles_article_history", own_draft, "get", DESK),
    ("articles_article_history", others_draft, "get", EDITORS),
    ("articles_article_history", others_story, "get", EDITORS),
    ("articles_article_delete", own_draft, "get", EDITORS),
    ("articles_article_delete", others_draft, "get", EDITORS),
    ("articles_article_delete", others_draft, "post", EDITORS),
    ("articles_article_delete", others_story, "get", set()),
    ("articles_article_delete", others_story, "post", set()),
    ("article_withdraw", others_story, "get", EDITORS),
    ("article_withdraw", others_story, "post", EDITORS),
    ("article_restore", others_story, "post", EDITORS),
    ("article_withdraw", own_draft, "post", EDITORS),
    ("article_log", own_draft, "get", DESK),
    ("article_log", others_draft, "get", EDITORS),
    ("article_log", others_story, "get", EDITORS),
    ("article_preview_new", nothing, "post", DESK),
    ("article_preview", own_draft, "post", DESK),
    ("article_preview", others_draft, "post", EDITORS),
    ("article_preview", others_story, "post", EDITORS),
    ("article_preview_links", own_draft, "get", DESK),
    ("article_preview_links", own_draft, "post", DESK),
    ("article_preview_links", others_draft, "get", EDITORS),
    ("article_preview_links", others_draft, "post", EDITORS),
    ("article_preview_link_revoke", own_link, "post", DESK),
    ("article_preview_link_revoke", others_link, "post", EDITORS),
    ("authors_author_changelist", nothing, "get", {EDITOR, BIOS, PUBLISHER}),
    ("authors_author_add", nothing, "get", {BIOS, PUBLISHER}),
    ("authors_author_add", nothing, "post", {BIOS, PUBLISHER}),
    ("authors_author_change", own_bio, "get", EVERYBODY | {NO_ROLE}),
    ("authors_author_change", own_bio, "post", EVERYBODY | {NO_ROLE}),
    ("authors_author_change", others_bio, "get", {EDITOR, BIOS, PUBLISHER}),
    ("authors_author_change", others_bio, "post", {BIOS, PUBLISHER}),
    ("authors_author_history", others_bio, "get", {EDITOR, BIOS, PUBLISHER}),
    ("authors_author_history", own_bio, "get", EVERYBODY | {NO_ROLE}),
    ("author_compare", own_revision, "get", EVERYBODY | {NO_ROLE}),
    ("author_compare", others_revision, "get", {EDITOR, BIOS, PUBLISHER}),
    ("author_restore_revision", own_revision, "post", EVERYBODY | {NO_ROLE}),
    ("author_restore_revision", others_revision, "post", {BIOS, PUBLISHER}),
    ("author_preview", own_bio, "post", EVERYBODY | {NO_ROLE}),
    ("author_preview", others_bio, "post", {BIOS, PUBLISHER}),
    ("author_preview_new", nothing, "post", {BIOS, PUBLISHER}),
    ("authors_author_delete", own_bio, "get", {BIOS, PUBLISHER}),
    ("authors_author_delete", others_bio, "get", {BIOS, PUBLISHER}),
    ("media_image_changelist", nothing, "get", EVERYBODY),
    ("media_image_add", nothing, "get", EVERYBODY),
    ("media_image_change", own_image, "get", EVERYBODY),
    ("media_image_change", own_image, "post", EVERYBODY),
    ("media_image_change", others_image, "post", {EDITOR, PICTURES, PUBLISHER}),
    ("media_image_delete", own_image, "get", {PICTURES, PUBLISHER}),
    ("media_image_delete", others_image, "get", {PICTURES, PUBLISHER}),
    ("articles_section_changelist", nothing, "get", DESK),
    ("articles_section_add", nothing, "get", {PUBLISHER}),
    ("articles_section_change", a_section, "post", {PUBLISHER}),
    ("articles_section_delete", a_section, "get", {PUBLISHER}),
    ("articles_tag_changelist", nothing, "get", DESK),
    ("articles_tag_add", nothing, "get", EDITORS),
    ("articles_tag_change", a_tag, "post", EDITORS),
    ("articles_tag_delete", a_tag, "get", {PUBLISHER}),
    ("articles_correction_changelist", nothing, "get", EDITORS),
    ("articles_correction_add", nothing, "get", EDITORS),
    ("articles_correction_change", a_correction, "post", EDITORS),
    ("articles_correction_delete", a_correction, "get", {PUBLISHER}),
    ("newsroom_publication_change", a_publication, "get", {PUBLISHER}),
    ("newsroom_publication_change", a_publication, "post", {PUBLISHER}),
    ("newsroom_page_add", nothing, "get", {PUBLISHER}),
    ("authors_user_changelist", nothing, "get", {PUBLISHER}),
    ("authors_user_add", nothing, "get", {PUBLISHER}),
    ("authors_user_change", a_login, "post", {PUBLISHER}),
    ("authors_user_delete", a_login, "get", {PUBLISHER}),
    ("authors_user_history", a_login, "get", {PUBLISHER}),
    ("auth_user_password_change", a_login, "get", {PUBLISHER}),
    ("authors_deed_changelist", nothing, "get", {PUBLISHER}),
    ("authors_deed_change", a_deed, "get", {PUBLISHER}),
    ("newsroom_publication_changelist", nothing, "get", {PUBLISHER}),
    ("newsroom_page_changelist", nothing, "get", {PUBLISHER}),
    ("newsroom_page_change", a_page, "post", {PUBLISHER}),
    ("newsroom_page_delete", a_page, "get", {PUBLISHER}),
    ("articles_section_history", a_section, "get", DESK),
    ("articles_tag_history", a_tag, "get", DESK),
    ("articles_correction_history", a_correction, "get", EDITORS),
    ("media_image_history", others_image, "get", EVERYBODY),
]


def numbers_of(record):
    """What names a record in an address: a preview link stands under its story."""
    if isinstance(record, PreviewLink):
        return [record.article_id, record.pk]
    if isinstance(record, AuthorRevision):
        return [record.author_id, record.number]
    return [record.pk] if record else []


def address_of(door, record):
    """The preview of an author is drawn a room higher than the rest of that author's desk."""
    if door == "author_compare":
        return reverse("admin:author_compare", args=[record.author_id]) + "?old=1&new=1"
    name = door if door.startswith("author_preview") else f"admin:{door}"
    return reverse(name, args=numbers_of(record))


@pytest.mark.parametrize("role", [*sorted(EVERYBODY), NO_ROLE, STRANGER])
@pytest.mark.parametrize(
    ("door", "behind", "method", "opens_to"),
    DOORS,
    ids=[f"{door}-{behind.__name__}-{method}" for door, behind, method, _ in DOORS],
)
def test_door(client, door, behind, method, opens_to, role):
    user = None if role == STRANGER else make_user(role)
    if user:
        client.force_login(user)
    record = behind(user or make_user())

    response = getattr(client, method)(address_of(door, record))

    if role in opens_to:
        assert response.status_code in {200, 302, 422}
        assert "/login/" not in response.headers.get("Location", "")
    elif user:
        assert response.status_code == 403
    else:
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/")


def test_a_deletion_by_hand_of_a_public_story_is_refused(client):
    client.force_login(make_user(PUBLISHER))
    article = make_article()

    client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})

    article.refresh_from_db()
    assert article.is_public


def test_a_writer_changes_their_bio_but_neither_name_nor_login(client):
    wren = make_user(WRITER)
    client.force_login(wren)
    author = make_author(name="Wren", slug="wren", user=wren)

    client.post(
        reverse("admin:authors_author_change", args=[author.pk]),
        {"bio": "New bio", "name": "Somebody else", "slug": "x", "standing": "former", "user": ""},
    )

    author.refresh_from_db()
    assert author.bio == "New bio"
    assert (author.name, author.slug, author.standing, author.user) == (
        "Wren",
        "wren",
        "current",
        wren,
    )


def test_a_bio_editor_cannot_tie_a_login_to_an_author(client):
    bio_editor = make_user(BIOS)
    client.force_login(bio_editor)
    author = make_author(name="Ana", slug="ana")

    client.post(
        reverse("admin:authors_author_change", args=[author.pk]),
        {
            "name": "Ana",
            "slug": "ana",
            "standing": "current",
            "position": 0,
            "user": bio_editor.pk,
            "bio": "B",
        },
    )

    author.refresh_from_db()
    assert (author.bio, author.user) == ("B", None)


def test_a_writer_sees_only_their_own_bio_in_the_list(client):
    wren = make_user(WRITER)
    client.force_login(wren)
    own, _ = make_author(user=wren), make_author()

    page = client.get(reverse("admin:authors_author_changelist"))

    assert list(page.context["cl"].result_list) == [own]


def test_a_publisher_makes_no_superuser_and_reaches_none(client):
    client.force_login(make_user(PUBLISHER))
    root = make_user(is_superuser=True)
    other = make_user()

    reached = client.get(reverse("admin:authors_user_change", args=[root.pk]))
    client.post(
        reverse("admin:authors_user_change", args=[other.pk]),
        {"username": other.username, "is_staff": "on", "is_superuser": "on"},
    )

    other.refresh_from_db()
    assert reached.status_code in {302, 403}
    assert not other.is_superuser


@pytest.mark.parametrize("digits", ["١٢", "²", "0x1", "1_0"])
def test_no_odd_number_leads_past_the_story_form(client, digits):
    """Django's own form would write the row, and ask no gate."""
    client.force_login(make_user(PUBLISHER))

    for address in (f"{digits}/change/", f"{digits}/"):
        assert client.get(f"/admin/articles/article/{address}").status_code == 404


def test_djangos_way_from_a_record_to_its_page_is_closed(client):
    client.force_login(make_user(PUBLISHER))
    draft = make_article(published_at=None)
    kind = ContentType.objects.get_for_model(draft)

    assert client.get(f"/admin/r/{kind.pk}/{draft.pk}/").status_code == 404


@pytest.mark.parametrize(
    "question",
    [
        "articles_section_changelist?articles=1",
        "media_image_changelist?led_articles=1",
        "articles_article_changelist?created_by__password__startswith=a",
        "articles_article_changelist?headline__regex=(",
        "articles_article_changelist?kind__exact=%00",
    ],
)
def test_a_list_answers_no_question_but_its_own_filters(client, question):
    client.force_login(make_user(WRITER))
    door, _, query = question.partition("?")

    response = client.get(reverse(f"admin:{door}") + f"?{query}")

    assert response.status_code in {302, 400}


def test_an_uploader_changes_no_picture_that_readers_see(client):
    wren = make_user(WRITER)
    client.force_login(wren)
    image = make_image(uploaded_by=wren, caption="As published")
    make_article(lead_image=image)

    response = client.post(reverse("admin:media_image_change", args=[image.pk]), {"caption": "X"})

    assert response.status_code == 403


def test_a_login_that_did_something_stays_in_the_log(client):
    client.force_login(make_user(PUBLISHER))
    wren = make_user(WRITER)
    make_article(by=wren)

    response = client.post(reverse("admin:authors_user_delete", args=[wren.pk]), {"post": "yes"})

    assert response.status_code == 403
