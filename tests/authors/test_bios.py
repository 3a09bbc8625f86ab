"""Every change of an author is a revision and an entry in the log, and nothing else is."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from articles import search
from articles.document import Credit
from articles.models import Article
from authors import bios, deeds
from authors.bio import Bio
from authors.models import Author, AuthorRevision, Deed
from media.models import Image
from tests.authors.bio_forms import form_of, save, typed
from tests.builders import make_article, make_author, make_image, make_user

pytestmark = pytest.mark.django_db

ADD = reverse("admin:authors_author_add")


@pytest.fixture
def blake(client):
    user = make_user("Bio editor", username="blake")
    client.force_login(user)
    return user


def saved(by=None, **facts):
    """An author who was saved at the desk once."""
    author = Author(**{"name": "Ana Pérez", "slug": "ana"} | facts)
    bios.save(author, by=by or make_user())
    return author


def told(author):
    return [(deed.kind, deed.words) for deed in deeds.about(author)]


def test_a_new_author_has_a_first_revision_that_holds_all_of_the_form(client, blake):
    portrait = make_image()
    author = Author(
        name="Ana Pérez",
        slug="ana",
        title="Reporter",
        sign_off="Ana writes.",
        bio="One.\n\nTwo.",
        portrait=portrait,
        links=[{"label": "Site", "url": "https://ana.example/"}],
        contact="ana@example.org",
        standing="guest",
        position=3,
    )

    response = client.post(ADD, typed(author, note="Asked for by Ellis"))

    assert response.status_code == 302
    kept = Author.objects.get()
    revision = kept.revisions.get()
    assert (revision.number, revision.made_by, revision.note) == (1, blake, "Asked for by Ellis")
    assert revision.bio == Bio.of(author) == Bio.of(kept)
    assert revision.portrait == portrait
    assert told(kept) == [(Deed.Kind.BEGAN, "Added.")]


def test_a_change_is_a_revision_with_who_and_why_and_readers_see_it_at_once(client, blake):
    author = saved(bio="Old words.")

    save(client, author, bio="New words.", title="Editor", note="She was promoted")

    revision = author.revisions.first()
    assert (revision.number, revision.made_by, revision.note) == (2, blake, "She was promoted")
    assert (revision.bio.bio, revision.bio.title) == ("New words.", "Editor")
    assert [each.bio.bio for each in author.revisions.all()] == ["New words.", "Old words."]
    assert told(author)[0] == (Deed.Kind.BIO, "Changed: title, bio. She was promoted")
    assert "New words." in client.get(author.get_absolute_url()).content.decode()


def test_a_save_that_changes_nothing_makes_no_revision_and_no_entry(client, blake):
    author = saved(bio="One.\n\nTwo.", sign_off="Ana\nwrites.", links=[link("Site")])

    # As browsers send the lines of a text.
    response = save(client, author, bio="One.\r\n\r\nTwo.", sign_off="Ana\r\nwrites.", note="Hm")

    assert response.status_code == 302
    assert author.revisions.count() == 1
    assert told(author) == [(Deed.Kind.BEGAN, "Added.")]


def link(label):
    return {"label": label, "url": f"https://{label.lower()}.example/"}


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("name", "Ana Paz", "name"),
        ("title", "Editor", "title"),
        ("sign_off", "Ana sails.", "sign-off"),
        ("bio", "Other.", "bio"),
        ("links", "Site https://site.example/", "links"),
        ("contact", "a@example.org", "public e-mail address"),
        ("standing", "former", "standing"),
        ("position", 7, "position"),
    ],
)
def test_each_field_of_the_form_is_in_the_revision_and_named_in_the_log(
    client, blake, field, value, label
):
    author = saved()

    save(client, author, **{field: value})

    author.refresh_from_db()
    newest, first = author.revisions.all()
    assert newest.bio == Bio.of(author)
    assert getattr(newest.bio, field) != getattr(first.bio, field)
    assert told(author)[0] == (Deed.Kind.BIO, f"Changed: {label}.")


def test_a_new_address_is_logged_as_a_renaming(client, blake):
    author = saved()

    save(client, author, slug="ana-perez")

    words = "/authors/ana/ leads to /authors/ana-perez/ now."
    assert told(author)[0] == (Deed.Kind.RENAMED, words)
    assert author.revisions.first().bio.slug == "ana-perez"


def test_who_gets_the_login_of_an_author_is_in_the_log_and_no_part_of_the_bio(client):
    client.force_login(make_user("Publisher"))
    wren = make_user("Writer", username="wren")
    author = saved()

    save(client, author, user=wren.pk)

    assert told(author)[0] == (Deed.Kind.PERMISSIONS, "Login: none → wren")
    assert author.revisions.count() == 1
    author.refresh_from_db()
    assert author.user == wren


def test_an_author_without_a_past_gets_the_present_as_the_first_revision(client, blake):
    author = make_author(bio="From a script.")

    save(client, author, bio="From the desk.")

    newest, first = author.revisions.all()
    assert (first.bio.bio, first.made_by) == ("From a script.", None)
    assert (newest.bio.bio, newest.made_by, newest.number) == ("From the desk.", blake, 2)


def test_what_a_script_wrote_past_the_desk_is_not_lost(client, blake):
    author = saved(bio="From the desk.")
    Author.objects.update(bio="From a script.")

    save(client, author, bio="From the desk again.")

    texts = [revision.bio.bio for revision in author.revisions.all()]
    assert texts == ["From the desk again.", "From a script.", "From the desk."]
    assert author.revisions.get(number=2).note == bios.FROM_OUTSIDE


def test_a_writer_makes_revisions_of_their_own_bio(client):
    wren = make_user("Writer")
    client.force_login(wren)
    author = saved(user=wren, slug="wren")

    client.post(form_of(author), {"bio": "By hand.", "revision": 1, "slug": "taken"})

    revision = author.revisions.first()
    assert (revision.bio.bio, revision.bio.slug, revision.made_by) == ("By hand.", "wren", wren)


def test_a_refused_form_leaves_neither_row_nor_revision_nor_entry(client, blake):
    author = saved(bio="Old.")

    response = save(client, author, bio="New.", contact="nobody")

    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["contact"]
    author.refresh_from_db()
    assert (author.bio, author.revisions.count(), len(told(author))) == ("Old.", 1, 1)


def test_row_revision_and_log_stand_or_fall_together(monkeypatch):
    author = saved(bio="Old.")

    def refuse(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(deeds, "note", refuse)
    author.bio = "New."
    with pytest.raises(IntegrityError), transaction.atomic():
        bios.save(author, by=make_user())

    author.refresh_from_db()
    assert (author.bio, author.revisions.count()) == ("Old.", 1)


def test_the_log_knows_the_door(client, blake):
    author = saved()

    save(client, author, bio="New.")

    newest, first = deeds.about(author)
    assert (first.door, newest.door, newest.address) == ("shell", "desk", "127.0.0.1")


def test_stories_are_found_under_a_new_name(client, blake):
    author = saved(name="Ana Pérez")
    story = make_article(bylines=(Credit(author.pk),))
    search.write_words(Article.objects.filter(pk=story.pk))

    save(client, author, name="Zephyrine Quartz")

    found = client.get("/search/?q=zephyrine").context["page"]
    assert [each.pk for each in found] == [story.pk]


# Portraits


def test_a_portrait_of_an_earlier_revision_stays_in_the_library(client, blake):
    portrait = make_image()
    author = saved(portrait=portrait)
    save(client, author, portrait="")
    client.force_login(make_user("Picture editor"))

    page = client.get(reverse("admin:media_image_delete", args=[portrait.pk]))
    client.post(reverse("admin:media_image_delete", args=[portrait.pk]), {"post": "yes"})

    assert "is in use and stays" in page.content.decode()
    assert Image.objects.filter(pk=portrait.pk).exists()
    with pytest.raises(ProtectedError):
        portrait.delete()


def test_who_may_open_the_author_sees_whose_portrait_a_picture_was(client):
    author = saved(portrait=make_image())
    portrait = author.portrait
    author.portrait = None
    bios.save(author, by=make_user())
    client.force_login(make_user("Publisher"))

    page = client.get(reverse("admin:media_image_delete", args=[portrait.pk]))

    assert f'<a href="{form_of(author)}">Author: Ana Pérez</a>' in page.content.decode()


# Deleting


def test_an_author_without_stories_is_deleted_with_their_past_and_the_log_tells(client, blake):
    author = saved()
    save(client, author, slug="ana-perez")
    pk = author.pk

    response = client.post(reverse("admin:authors_author_delete", args=[pk]), {"post": "yes"})

    assert response.status_code == 302
    assert not Author.objects.exists()
    assert not AuthorRevision.objects.exists()
    deed = Deed.objects.first()
    assert (deed.kind, deed.about_id, deed.about_name, deed.by) == (
        Deed.Kind.DELETED,
        pk,
        "Ana Pérez",
        blake,
    )


def test_authors_deleted_from_the_list_are_in_the_log_each(client, blake):
    authors = [saved(), saved(name="Ben", slug="ben")]

    client.post(
        reverse("admin:authors_author_changelist"),
        {
            "action": "delete_selected",
            "_selected_action": [author.pk for author in authors],
            "post": "yes",
        },
    )

    assert not Author.objects.exists()
    entries = Deed.objects.filter(kind=Deed.Kind.DELETED)
    assert {entry.about_name for entry in entries} == {"Ana Pérez", "Ben"}


# Addresses are promised


def test_a_slug_that_leads_to_somebody_is_refused_whoever_asks():
    author = saved(slug="ana")
    author.slug = "ana-perez"
    bios.save(author, by=None)

    with pytest.raises(ValidationError) as refusal:
        bios.save(Author(name="Another", slug="ana"), by=None)

    assert list(refusal.value.message_dict) == ["slug"]
    assert Author.objects.count() == 1


def test_a_bio_of_a_later_program_is_a_fault_and_no_guess():
    with pytest.raises(ValueError, match="shape 2"):
        Bio.from_json(Bio(name="Ana").to_json() | {"shape": 2})
