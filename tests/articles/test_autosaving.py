"""Autosave and presence: what is kept, how it folds, and to whom the doors open."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from articles import publishing, revising
from articles.models import Article, Presence, Revision
from tests.articles.typing_in import as_typed, change
from tests.builders import make_article, make_document, make_user

pytestmark = pytest.mark.django_db

NEW = "/admin/articles/article/add/"
BEGIN = f"{NEW}autosave/"
DOORS = ["autosave", "presence"]


def door(article, name="autosave"):
    return f"/admin/articles/article/{article.pk}/{name}/"


class Tab:
    """A form that stands open in one tab of somebody's browser."""

    def __init__(self, client, user, article=None):
        self.client, self.user, self.article = client, user, article
        self.sitting = uuid4()
        self.client.force_login(user)
        form = client.get(change(article) if article else NEW).context_data["form"]
        self.on = form["revision"].value()
        texts = ("kind", "headline", "standfirst", "body", "slug")
        self.fields = {name: form[name].value() or "" for name in texts}

    def type(self, **fields):
        self.fields |= fields
        self.client.force_login(self.user)
        return self.client.post(
            door(self.article) if self.article else BEGIN,
            self.fields | {"sitting": self.sitting, "revision": self.on or ""},
            headers={"Desk-User": str(self.user.pk)},
        )


@pytest.fixture
def story():
    """A draft with nothing but words."""
    document = make_document(section=None, bylines=(), lead_image=None, tags=(), related=())
    return revising.save(None, document, by=make_user("Editor")).article


def headlines(article):
    return [revision.document.headline for revision in article.revisions.all()]


def test_a_story_begins_with_the_first_autosave_that_has_text(client):
    tab = Tab(client, make_user("Writer"))

    assert tab.type().status_code == 204
    assert not Article.objects.exists()

    told = tab.type(standfirst="Only this.").json()

    article = Article.objects.get()
    assert told["article"] == article.pk
    assert told["revision"] == 1
    assert article.created_by == tab.user
    assert article.revisions.get().document.standfirst == "Only this."


def test_an_answer_that_was_lost_begins_no_second_story(client):
    tab = Tab(client, make_user("Writer"))

    tab.type(headline="One")
    tab.type(headline="One and more")

    assert headlines(Article.objects.get()) == ["One and more"]


def test_a_story_that_was_taken_from_its_writer_is_not_reached_by_an_old_sitting(client):
    tab = Tab(client, make_user("Writer"))
    tab.type(headline="Hers")
    lost = Article.objects.get()
    Article.objects.update(created_by=make_user("Editor"))
    revising.save(lost, make_document(headline="Secret"), by=make_user("Editor"))

    told = tab.type(headline="Typed on").json()

    assert told["article"] != lost.pk
    assert headlines(lost) == ["Secret", "Hers"]
    form = {"headline": "By hand", "kind": "news", "sitting": tab.sitting}
    client.post("/admin/articles/article/add/", form)
    assert headlines(lost) == ["Secret", "Hers"]


def test_nobody_begins_stories_without_end(client, monkeypatch):
    monkeypatch.setattr("articles.autosaving.MOST_BEGUN", 2)
    writer = make_user("Writer")
    for _ in range(2):
        assert Tab(client, writer).type(headline="One more").status_code == 200

    refused = Tab(client, writer).type(headline="Too many")

    assert refused.status_code == 429
    assert "within an hour" in refused.json()["message"]
    assert Article.objects.count() == 2
    Article.objects.update(created_at=timezone.now() - dt.timedelta(minutes=61))
    assert Tab(client, writer).type(headline="Later").status_code == 200


def test_of_one_persons_autosaves_the_newest_stay(client, story, monkeypatch):
    monkeypatch.setattr(revising, "MOST_AUTOSAVES", 2)
    ana, bo = make_user("Editor"), make_user("Editor")
    Tab(client, bo, story).type(headline="His")
    for number in range(4):
        Tab(client, ana, story).type(headline=f"Hers {number}")

    assert headlines(story)[:-1] == ["Hers 3", "Hers 2", "His"]


def test_autosaves_of_a_sitting_fold_into_one_revision(client, story):
    tab = Tab(client, make_user("Editor"), story)

    for headline in ("A", "AB", "ABC"):
        assert tab.type(headline=headline).json()["revision"] == 2

    assert headlines(story)[0] == "ABC"
    assert [r.number for r in story.revisions.all()] == [2, 1]


def test_those_of_different_tabs_never_fold(client, story):
    editor = make_user("Editor")
    one = Tab(client, editor, story)
    one.type(headline="One")
    other = Tab(client, editor, story)
    other.type(headline="Other")

    assert headlines(story)[:2] == ["Other", "One"]


def test_what_somebody_builds_on_stays_as_it_is(client, story):
    ana = Tab(client, make_user("Editor"), story)
    ana.type(headline="Hers")
    Tab(client, make_user("Editor"), story)

    ana.type(headline="Hers, later")

    assert headlines(story)[:2] == ["Hers, later", "Hers"]


def test_the_version_that_was_saved_by_hand_is_not_written_over(client, story):
    tab = Tab(client, make_user("Editor"), story)
    tab.type(headline="Typed")
    typing = revising.Typing(on=1, sitting=tab.sitting)
    document = story.revisions.first().document
    saved = revising.keep(story, document, typing, by=tab.user, note="before legal").revision
    tab.type(headline="Typed on")

    assert headlines(story)[:2] == ["Typed on", "Typed"]
    saved.refresh_from_db()
    assert (saved.note, saved.is_autosave) == ("before legal", False)


def test_two_who_type_by_turns_in_different_fields_keep_both_all_the_time(client, story):
    ana = Tab(client, make_user("Editor"), story)
    bo = Tab(client, make_user("Editor"), story)

    for turn in range(4):
        assert ana.type(headline=f"Hers {turn}").status_code == 200
        told = bo.type(standfirst=f"His {turn}.").json()
        assert told["taken"] == ["Headline"]
        newest = story.revisions.first().document
        assert (newest.headline, newest.standfirst) == (f"Hers {turn}", f"His {turn}.")


def test_where_both_type_in_one_field_the_second_is_asked_and_nothing_changes(client, story):
    ana = Tab(client, make_user("Editor"), story)
    bo = Tab(client, make_user("Editor"), story)
    ana.type(headline="Hers")

    response = bo.type(headline="His")

    assert response.status_code == 409
    assert response.json() == {"conflicts": ["Headline"], "other": ana.user.username}
    assert headlines(story)[0] == "Hers"


def test_what_cannot_be_kept_is_named_and_the_rest_is_kept(client, story):
    tab = Tab(client, make_user("Editor"), story)

    told = tab.type(headline="", slug="no slug", standfirst="New.", body="<p>New.").json()

    assert list(told["left_out"]) == ["Slug"]
    document = story.revisions.first().document
    assert (document.headline, document.standfirst) == ("", "New.")
    assert document.body == "<p>New.</p>"
    assert document.slug == ""


def test_a_value_that_cannot_be_kept_stays_as_its_writer_found_it(client, story):
    """What another wrote there meanwhile is not taken for what this writer saw."""
    ana, bo = (Tab(client, make_user("Editor"), story) for _ in range(2))
    bo.type(slug="his")

    told = ana.type(slug="no slug", standfirst="More.").json()
    asked = ana.type(slug="hers", standfirst="More.")

    assert (list(told["left_out"]), told["taken"]) == (["Slug"], ["Slug"])
    assert (asked.status_code, asked.json()["conflicts"]) == (409, ["Slug"])
    assert story.revisions.first().document.slug == "his"


def test_a_choice_is_asked_again_where_the_other_typed_on(client, story):
    """An autosave that is written over keeps its number, and says something else."""
    bo = make_user("Editor")
    sent = as_typed(story, headline="His", sitting=uuid4())
    ana = Tab(client, make_user("Editor"), story)
    ana.type(headline="Hers")
    client.force_login(bo)
    asked = client.post(change(story), sent)
    chosen = sent | dict(asked.context["sent"]) | {"choice-headline": "mine"}
    ana.type(headline="Hers, and what he never saw")
    client.force_login(bo)

    again = client.post(change(story), chosen)
    before = headlines(story)[0]
    chosen["against"] = dict(again.context["sent"])["against"]
    done = client.post(change(story), chosen)

    assert (asked.status_code, again.status_code, done.status_code) == (409, 409, 302)
    assert (before, headlines(story)[0]) == ("Hers, and what he never saw", "His")


def test_a_form_builds_on_what_it_shows_though_it_was_typed_on_while_it_was_loaded(
    client, story, monkeypatch
):
    ana, bo = Tab(client, make_user("Editor"), story), make_user("Editor")
    ana.type(headline="Hers")
    first = Revision.refresh_from_db

    def while_it_is_loaded(revision, **options):
        document = replace(revision.document, headline="Hers, longer")
        Revision.objects.filter(pk=revision.pk).update(content=document.to_json())
        first(revision, **options)

    monkeypatch.setattr(Revision, "refresh_from_db", while_it_is_loaded)
    tab = Tab(client, bo, story)
    monkeypatch.undo()
    ana.type(headline="Hers at last")
    tab.type(standfirst="His.")

    newest = story.revisions.first().document
    assert tab.fields["headline"] == "Hers, longer"
    assert (newest.headline, newest.standfirst) == ("Hers at last", "His.")


def test_who_types_into_a_deleted_story_is_told_that_it_is_gone(client, story):
    tab = Tab(client, make_user("Editor"), story)
    gone = door(story)
    story.delete()

    tab.client.force_login(tab.user)
    response = tab.client.post(gone, tab.fields, headers={"Desk-User": str(tab.user.pk)})

    assert response.status_code == 410


def test_an_autosave_of_a_public_story_changes_nothing_for_readers(client):
    article = make_article(headline="Public")
    tab = Tab(client, make_user("Editor"), article)

    told = tab.type(headline="Changed").json()

    article.refresh_from_db()
    assert article.headline == "Public"
    assert article.live_revision.number == told["revision"] - 1


def test_what_readers_see_is_never_written_over(client, story):
    publisher = make_user("Publisher")
    article = make_article(published_at=None)
    tab = Tab(client, publisher, article)
    tab.fields |= {"headline": "Typed"}
    document = replace(article.revisions.first().document, headline="Typed")
    typing = revising.Typing(on=1, sitting=tab.sitting, is_autosave=True)
    live = revising.keep(article, document, typing, by=publisher).revision
    publishing.publish(article, by=publisher)

    revising.keep(article, replace(document, headline="Later"), typing, by=publisher)

    live.refresh_from_db()
    assert live.document.headline == "Typed"


def test_old_autosaves_go_and_named_public_and_newest_ones_stay(client, story):
    for headline in ("One", "Two", "Three"):
        Tab(client, make_user("Editor"), story).type(headline=headline)
    old = timezone.now() - revising.AUTOSAVES_STAY - dt.timedelta(minutes=1)
    story.revisions.update(saved_at=old)
    story.revisions.filter(number=3).update(note="before legal")

    revising.save(story, make_document(headline="By hand"), by=make_user("Editor"))

    assert headlines(story)[:2] == ["By hand", "Two"]
    assert [r.number for r in story.revisions.all()] == [5, 3, 1]


def test_presence_tells_of_the_others_and_forgets_who_is_silent(client, story):
    ana, bo = make_user("Editor", username="ana"), make_user("Editor", username="bo")

    def tell(user, sitting, **fields):
        client.force_login(user)
        return client.post(
            door(story, "presence"),
            fields | {"sitting": sitting},
            headers={"Desk-User": str(user.pk)},
        ).json()

    hers, his = uuid4(), uuid4()
    assert tell(ana, hers, typing=1)["others"] == []
    (other,) = tell(bo, his)["others"]
    assert (other["name"], other["is_typing"], other["is_self"]) == ("ana", True, False)
    Presence.objects.filter(user=ana).update(seen_at=timezone.now() - dt.timedelta(minutes=2))
    assert tell(bo, his)["others"] == []
    assert tell(bo, his, gone=1) == {}
    assert not Presence.objects.filter(user=bo).exists()


def test_nobody_hides_who_is_there_behind_a_crowd_of_their_own(client, story):
    ana, bo = make_user("Editor", username="ana"), make_user("Editor", username="bo")
    sitting = uuid4()
    Presence.objects.create(article=story, user=ana, sitting=sitting)
    Presence.objects.bulk_create(
        Presence(article=story, user=bo, sitting=uuid4()) for _ in range(30)
    )

    def tell(user):
        client.force_login(user)
        headers = {"Desk-User": str(user.pk)}
        return client.post(door(story, "presence"), {"sitting": sitting}, headers=headers).json()

    # Whoever says to be the form of somebody else is named by their own name.
    assert {other["name"] for other in tell(bo)["others"]} == {"ana", "bo"}
    assert len(tell(ana)["others"]) == 20
    assert Presence.objects.filter(sitting=sitting).count() == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_a_ping_takes_the_same_number_of_queries_whoever_is_there(
    client, story, rows, django_assert_num_queries
):
    editor = make_user("Editor")
    for _ in range(rows):
        Presence.objects.create(article=story, user=make_user("Editor"), sitting=uuid4())
    client.force_login(editor)

    with django_assert_num_queries(9):
        told = client.post(
            door(story, "presence"), {"sitting": uuid4()}, headers={"Desk-User": str(editor.pk)}
        ).json()

    assert len(told["others"]) == rows


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Writer", 403),
        ("Editor", 200),
        ("Picture editor", 403),
        ("Bio editor", 403),
        ("Publisher", 200),
    ],
)
def test_the_doors_open_to_those_who_may_change_the_story(client, story, name, role, status):
    user = make_user(role)
    client.force_login(user)

    response = client.post(
        door(story, name),
        {"headline": "X", "kind": "news", "sitting": uuid4(), "revision": 1},
        headers={"Desk-User": str(user.pk)},
    )

    assert response.status_code == status
    assert story.revisions.count() == 1 + (status == 200 and name == "autosave")


@pytest.mark.parametrize("name", DOORS)
def test_who_is_logged_out_is_told_where_to_log_in(client, story, name):
    response = client.post(door(story, name), {"sitting": uuid4()})

    assert response.status_code == 401
    assert response.json()["login"] == "/admin/login/"


def test_what_one_person_typed_is_never_saved_as_anothers(client, story):
    client.force_login(make_user("Editor"))

    response = client.post(
        door(story), {"headline": "X", "sitting": uuid4()}, headers={"Desk-User": "0"}
    )

    assert response.status_code == 401
    assert story.revisions.count() == 1


@pytest.mark.parametrize("sitting", ["", "x", "1" * 40])
@pytest.mark.parametrize("name", DOORS)
def test_a_broken_sitting_is_refused(client, story, name, sitting):
    user = make_user("Editor")
    client.force_login(user)

    response = client.post(
        door(story, name), {"sitting": sitting}, headers={"Desk-User": str(user.pk)}
    )

    assert response.status_code == 400
