"""The history of a story: its versions, comparing two of them, naming and bringing back."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import revising
from articles.document import Related
from articles.models import Article, Revision
from articles.naming import names_in
from articles.picking import OUT_OF_REACH
from articles.revising import Typing
from authors import deeds
from authors.models import Deed
from tests.builders import (
    make_article,
    make_document,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db


def log_in(client, role="Editor"):
    user = make_user(role)
    client.force_login(user)
    return user


def story_with(*headlines, by=None, **overrides):
    """A draft saved once for each headline."""
    by = by or make_user()
    article = make_article(by=by, headline=headlines[0], **{"published_at": None} | overrides)
    for headline in headlines[1:]:
        document = article.revisions.first().document
        revising.save(article, replace(document, headline=headline), by=by)
    return Article.objects.get(pk=article.pk)


def history(article, query=""):
    return reverse("admin:articles_article_history", args=[article.pk]) + query


def comparison(article, old, new):
    return reverse("admin:article_compare", args=[article.pk]) + f"?old={old}&new={new}"


def restoring(article, number):
    return reverse("admin:article_restore_revision", args=[article.pk, number])


def naming(article, number):
    return reverse("admin:article_name_revision", args=[article.pk, number])


def said(response):
    return [str(message) for message in response.context["messages"]]


def numbers(response):
    return [[r.number for r in sitting.revisions] for sitting in response.context["sittings"]]


def listed(response):
    return [number for sitting in numbers(response) for number in sitting]


# The list


def test_versions_stand_by_sitting_newest_first(client):
    log_in(client)
    wren = make_user(username="wren")
    article = story_with("One", "Two", by=wren)
    revising.save(article, make_document(headline="Three"), by=make_user(username="bo"))
    revising.save(article, make_document(headline="Four"), by=wren)
    article.revisions.filter(number=1).update(saved_at=timezone.now() - dt.timedelta(hours=2))

    response = client.get(history(article))

    assert numbers(response) == [[4], [3], [2], [1]]
    article.revisions.filter(number=1).update(saved_at=timezone.now())
    assert numbers(client.get(history(article))) == [[4], [3], [2, 1]]


def test_named_versions_stand_first_and_are_marked(client):
    log_in(client)
    article = story_with("One", "Two", "Three")
    article.revisions.filter(number=2).update(note="before legal")

    response = client.get(history(article))

    assert [r.number for r in response.context["named"]] == [2]
    page = response.content.decode()
    assert page.count('<span class="version-name">before legal</span>') == 2
    assert page.index("Named versions") < page.index("All versions")


def test_autosaves_and_what_readers_see_are_marked(client):
    log_in(client)
    article = story_with("One", published_at=timezone.now() - dt.timedelta(hours=1))
    revising.save(article, make_document(), by=make_user())
    article.revisions.filter(number=2).update(is_autosave=True)

    page = client.get(history(article)).content.decode()

    assert page.count("Readers see this") == page.count(">Autosave<") == 1
    assert page.index(">Autosave<") < page.index("Readers see this")


def test_each_version_leads_to_what_changed_in_it(client):
    log_in(client)
    article = story_with("One", "Two", "Three")
    article.revisions.filter(number=2).delete()

    page = client.get(history(article)).content.decode()

    assert page.count(">Changes<") == 1
    assert f"{comparison(article, 1, 3)}".replace("&", "&amp;") in page


def test_the_deeds_on_the_story_stand_below(client):
    bo = make_user(username="bo")
    log_in(client)
    article = story_with("One")
    deeds.note(article, Deed.Kind.SAVED, "Took it to the lawyers.", by=bo)

    response = client.get(history(article))

    assert response.context["deeds"][0].by == bo
    assert "Took it to the lawyers." in response.content.decode()


def many_versions(article, count):
    by = make_user()
    content = article.revisions.first().content
    Revision.objects.bulk_create(
        Revision(article=article, number=number, content=content, saved_by=by)
        for number in range(2, count + 1)
    )


def test_the_list_pages_by_place(client):
    log_in(client)
    article = story_with("One")
    many_versions(article, 60)

    first = client.get(history(article))
    second = client.get(history(article, "?before=11"))

    assert listed(first) == list(range(60, 10, -1))
    assert first.context["older"] == 11
    assert listed(second) == list(range(10, 0, -1))
    assert second.context["older"] is None


def test_no_text_is_fetched_for_the_list(client):
    log_in(client)
    article = story_with("One", "Two")

    response = client.get(history(article))

    for sitting in response.context["sittings"]:
        for revision in sitting.revisions:
            assert {"content", "unseen"} <= revision.get_deferred_fields()


@pytest.mark.parametrize("items", [1, 3])
def test_the_list_costs_the_same_for_one_version_and_for_three(
    client, django_assert_num_queries, items
):
    make_publication()
    log_in(client)
    article = story_with(*["One", "Two", "Three"][:items])
    article.revisions.update(note="named")
    client.get(history(article))

    with django_assert_num_queries(11):
        client.get(history(article))


# Comparing


def test_a_comparison_names_both_versions_and_marks_words(client):
    log_in(client)
    article = story_with("Bridge opens", "Bridge closes", by=make_user(username="wren"))

    response = client.get(comparison(article, 1, 2))

    page = response.content.decode()
    assert [c.field for c in response.context["texts"]] == ["headline"]
    assert (
        'Bridge <del><span class="visually-hidden">[removed: </span>opens<span class='
        '"visually-hidden">]</span></del><ins><span class="visually-hidden">[added: </span>closes'
    ) in page
    assert "Before: revision 1" in page
    assert "After: revision 2" in page


def test_the_older_version_comes_first_however_they_were_chosen(client):
    log_in(client)
    article = story_with("One", "Two")

    context = client.get(comparison(article, 2, 1)).context

    assert (context["old"].number, context["new"].number) == (1, 2)
    assert "one and the same version" in client.get(comparison(article, 2, 2)).content.decode()


def test_what_is_written_is_never_markup(client):
    log_in(client)
    article = story_with("<script>x</script>", "<b>y</b>", by=make_user())

    page = client.get(comparison(article, 1, 2)).content.decode()

    assert "<script>x" not in page
    assert "<b>y" not in page


@pytest.mark.parametrize(
    "query",
    [
        "",
        "old=1",
        "old=x&new=2",
        "old=1&new=3",
        "old=-1&new=2",
        "old=0&new=2",
        "old=1&new=99999999999",
        "old=1&new=999999999999999999999",
        "old=١&new=2",
        "old=%00&new=2",
    ],
)
def test_a_comparison_of_what_is_not_there_is_not_found(client, query):
    log_in(client)
    article = story_with("One", "Two")
    story_with("Other", "Other two", "Other three")

    response = client.get(reverse("admin:article_compare", args=[article.pk]) + f"?{query}")

    assert response.status_code == 404


@pytest.mark.parametrize("before", ["x", "", "0", "-3", "1", "%00", "9" * 30])
def test_a_place_that_is_not_there_is_not_found(client, before):
    log_in(client)
    article = story_with("One")

    assert client.get(history(article, f"?before={before}")).status_code == 404


@pytest.mark.parametrize("items", [1, 3])
def test_a_comparison_costs_the_same_for_one_name_and_for_three(
    client, django_assert_num_queries, items
):
    make_publication()
    log_in(client)
    article = story_with("One")
    document = make_document(
        section=make_section().pk,
        bylines=tuple(revising_credit() for _ in range(items)),
        related=tuple(Related(story=make_article().pk) for _ in range(items)),
        body="".join(f'<figure data-image="{make_image().pk}"></figure>' for _ in range(items)),
    )
    revising.save(article, document, by=make_user())
    client.get(comparison(article, 1, 2))

    with django_assert_num_queries(14):
        client.get(comparison(article, 1, 2))


def revising_credit():
    return make_document().bylines[0]


def test_somebody_elses_draft_keeps_its_headline_to_itself():
    wren, editor = make_user("Writer"), make_user("Editor")
    secret = make_article(published_at=None, headline="Secret")
    document = make_document(related=(Related(story=secret.pk),))

    assert names_in(document, user=wren).story(secret.pk) == OUT_OF_REACH
    assert names_in(document, user=editor).story(secret.pk) == "Secret"


# Bringing back


def newest_of(article):
    return article.revisions.first().stamp


def test_the_whole_of_a_version_is_restored_as_a_new_one(client):
    editor = log_in(client)
    article = story_with("One", "Two")

    response = client.post(restoring(article, 1), {"on": newest_of(article)}, follow=True)

    newest = article.revisions.first()
    assert (newest.number, newest.saved_by, newest.note) == (3, editor, "Restored from revision 1")
    assert newest.document == article.revisions.get(number=1).document
    assert said(response) == ["Restored from revision 1, as revision 3."]
    assert Article.objects.get(pk=article.pk).headline == "One"


def test_one_field_is_restored_and_the_others_stay(client):
    log_in(client)
    article = story_with("One", "Two")
    newest = article.revisions.first().document
    revising.save(article, replace(newest, standfirst="New"), by=make_user())

    response = client.post(restoring(article, 1), {"on": newest_of(article), "field": "headline"})

    newest = article.revisions.first()
    assert (newest.document.headline, newest.document.standfirst) == ("One", "New")
    assert newest.note == "Restored from revision 1: headline"
    assert response.url == comparison(article, 1, 4)


def test_readers_of_a_public_story_see_nothing_of_a_restoring(client):
    log_in(client)
    article = story_with("One", published_at=timezone.now() - dt.timedelta(hours=1), slug="one")
    document = article.revisions.first().document
    revising.save(article, replace(document, headline="Two"), by=make_user())
    article.revisions.filter(number=2).update(note="")
    Article.objects.filter(pk=article.pk).update(headline="Live")

    client.post(restoring(article, 1), {"on": newest_of(article)})

    assert Article.objects.get(pk=article.pk).headline == "Live"


def renamed_before_publishing(by):
    """A public story whose first version had another slug."""
    article = story_with("One", by=by, slug="draft-slug")
    document = article.revisions.first().document
    revising.save(article, replace(document, headline="Two", slug="public-slug"), by=by)
    moment = timezone.now() - dt.timedelta(hours=1)
    Article.objects.filter(pk=article.pk).update(
        published_at=moment, address_year=2026, address_month=1, slug="public-slug"
    )
    return article


def test_the_text_of_then_does_not_bring_the_address_of_a_public_story_back(client):
    article = renamed_before_publishing(by=log_in(client))

    client.post(restoring(article, 1), {"on": newest_of(article)})

    newest = article.revisions.first().document
    assert (newest.headline, newest.slug) == ("One", "public-slug")


@pytest.mark.parametrize(("role", "slug"), [("Writer", "public-slug"), ("Editor", "draft-slug")])
def test_whoever_may_publish_brings_an_address_back(client, role, slug):
    article = renamed_before_publishing(by=log_in(client, role))

    client.post(restoring(article, 1), {"on": newest_of(article), "field": "slug"})

    newest = article.revisions.first().document
    assert (newest.headline, newest.slug) == ("Two", slug)
    assert Article.objects.get(pk=article.pk).slug == "public-slug"


def test_restoring_what_the_newest_says_makes_no_second_version(client):
    log_in(client)
    article = story_with("One", "Two")

    response = client.post(restoring(article, 2), {"on": newest_of(article)}, follow=True)

    assert article.revisions.count() == 2
    assert article.revisions.first().note == ""
    assert said(response) == ["Nothing to restore: the newest version says this already."]


@pytest.mark.parametrize("on", ["2", "", "x", "99999999999999999999"])
def test_nothing_is_restored_over_what_nobody_looked_at(client, on):
    log_in(client)
    article = story_with("One", "Two", "Three", by=make_user(username="bo"))

    response = client.post(restoring(article, 1), {"on": on}, follow=True)

    assert article.revisions.count() == 3
    assert said(response)[0].startswith("Nothing was restored. bo saved this story")


def test_nothing_is_restored_over_an_autosave_that_nobody_looked_at(client):
    """The autosave that was looked at and the one after it have the same number."""
    log_in(client)
    article, ana, sitting = story_with("One"), make_user(username="ana"), uuid4()
    document, typing = article.revisions.first().document, Typing(1, sitting, is_autosave=True)
    revising.keep(article, replace(document, headline="Two"), typing, by=ana)
    looked_at = newest_of(article)
    revising.keep(article, replace(document, headline="Two and more"), typing, by=ana)

    response = client.post(restoring(article, 1), {"on": looked_at}, follow=True)

    assert article.revisions.first().document.headline == "Two and more"
    assert said(response)[0].startswith("Nothing was restored. ana saved this story")


def test_only_what_is_there_is_restored(client):
    log_in(client)
    article, other = story_with("One", "Two"), story_with("A", "B", "C")

    for number, field in [(3, ""), (99999999999999, ""), (1, "created_by"), (1, "__class__")]:
        response = client.post(
            restoring(article, number), {"on": newest_of(article), "field": field}
        )
        assert response.status_code == 404
    assert client.get(restoring(article, 1)).status_code == 405
    assert (article.revisions.count(), other.revisions.count()) == (2, 3)


# Naming


def test_a_version_is_named_and_stays(client):
    log_in(client)
    article = story_with("One")
    article.revisions.update(is_autosave=True)

    response = client.post(naming(article, 1), {"note": " before  legal "}, follow=True)

    revision = article.revisions.get()
    assert (revision.note, revision.is_sealed) == ("before legal", True)
    assert said(response) == ["Revision 1 is called “before legal” now."]


def test_a_name_is_taken_off(client):
    log_in(client)
    article = story_with("One")
    article.revisions.update(note="before legal")

    client.post(naming(article, 1), {"note": ""})

    assert article.revisions.get().note == ""


@pytest.mark.parametrize("note", ["x" * 201, "a\0b"])
def test_an_impossible_name_is_refused(client, note):
    log_in(client)
    article = story_with("One")

    response = client.post(naming(article, 1), {"note": note}, follow=True)

    assert article.revisions.get().note == ""
    assert len(said(response)) == 1
    assert client.post(naming(article, 2), {"note": "x"}).status_code == 404


# Doors

DESK = {"Writer", "Editor", "Publisher"}
ROLES = ["Writer", "Editor", "Picture editor", "Bio editor", "Publisher", None]


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize(
    ("address", "method"),
    [
        (history, "get"),
        (lambda article: comparison(article, 1, 2), "get"),
        (lambda article: restoring(article, 1), "post"),
        (lambda article: naming(article, 1), "post"),
    ],
    ids=["history", "compare", "restore", "name"],
)
def test_door(client, address, method, is_own, role):
    user = None if role == "stranger" else make_user(role)
    article = story_with("One", "Two", by=(is_own and user) or make_user())
    if user:
        client.force_login(user)

    sent = {"on": newest_of(article), "note": "x"} if method == "post" else None
    response = getattr(client, method)(address(article), sent)

    if user is None:
        assert response.url.startswith("/admin/login/")
    else:
        opens = role in (DESK if is_own else DESK - {"Writer"})
        assert response.status_code == ((302 if method == "post" else 200) if opens else 403)
    changed = article.revisions.count() > 2 or article.revisions.exclude(note="").exists()
    assert changed == (method == "post" and response.status_code == 302 and user is not None)


def test_a_story_that_is_not_there_has_no_history(client):
    log_in(client)
    nothing = Article(pk=99999999999999999999)

    for address in (history(nothing), comparison(nothing, 1, 2)):
        assert client.get(address).status_code == 404
    for address in (restoring(nothing, 1), naming(nothing, 1)):
        assert client.post(address).status_code == 404
