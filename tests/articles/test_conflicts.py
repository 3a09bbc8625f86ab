"""The words in which a writer sees two texts for one place."""

import datetime as dt
from dataclasses import replace

import pytest

from articles import conflicts, revising
from articles.document import Credit, Related
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db


def asked(to, theirs, mine):
    """What a writer is shown when both began with the same story."""
    article = make_article(published_at=None)
    began = article.revisions.get().document
    revising.save(article, replace(began, **theirs), by=make_user())
    with pytest.raises(revising.ConflictError) as caught:
        revising.save(article, replace(began, **mine), by=to, on=1)
    return conflicts.shown(caught.value, str.capitalize, to=to)


def test_every_field_is_told_in_words():
    ana, bo = make_author(name="Ana"), make_author(name="Bo")
    world, town = make_section(name="World"), make_section(name="Town")
    image = make_image()
    theirs = {
        "headline": "Theirs <b>",
        "kind": "opinion",
        "section": world.pk,
        "bylines": (Credit(ana.pk), Credit(bo.pk, "photographs")),
        "tags": ("a", "b"),
        "lead_image": image.pk,
        "related": (Related(url="https://example.org/", title="Elsewhere"),),
        "embargo_until": dt.datetime(2030, 5, 1, 9, tzinfo=dt.UTC),
    }
    mine = {
        "headline": "Mine",
        "kind": "review",
        "section": town.pk,
        "bylines": (),
        "tags": ("c",),
        "lead_image": None,
        "related": (Related(url="https://example.net/", title="There"),),
        "embargo_until": dt.datetime(2030, 5, 2, 9, tzinfo=dt.UTC),
    }

    shown = {one.key: (one.theirs, one.mine) for one in asked(make_user("Editor"), theirs, mine)}

    assert shown == {
        "headline": ("<mark>Theirs &lt;b&gt;</mark>", "<mark>Mine</mark>"),
        "kind": ("Opinion", "Review"),
        "section": ("World", "Town"),
        "bylines": ("Ana (Words); Bo (Photographs)", "(empty)"),
        "tags": ("a; b", "c"),
        "lead_image": (str(image), "(empty)"),
        "related": ("Elsewhere (https://example.org/)", "There (https://example.net/)"),
        "embargo_until": ("1 May 2030, 09:00 UTC", "2 May 2030, 09:00 UTC"),
    }


def test_two_paragraphs_can_both_be_kept_and_nothing_in_them_runs():
    bodies = "<p>Rain fell &lt;i&gt;twice.</p>", '<p>Rain fell <a href="/a/">once</a>.</p>'
    theirs, mine = ({"body": body} for body in bodies)

    (one,) = asked(make_user("Editor"), theirs, mine)

    assert one.label == "Body, at “Rain fell <i>twice.”"
    assert one.theirs == "<p>Rain fell <mark>&lt;i&gt;twice</mark>.</p>"
    assert one.mine == "<p>Rain fell <mark>once</mark>.</p>"
    assert [value for value, _ in one.choices] == ["theirs", "mine", "both"]
    assert one.choices[0][1].startswith("Take user")


def test_ones_own_other_tab_is_called_so():
    user = make_user("Editor")
    article = make_article(published_at=None)
    began = article.revisions.get().document
    revising.save(article, replace(began, headline="There"), by=user)
    with pytest.raises(revising.ConflictError) as caught:
        revising.save(article, replace(began, headline="Here"), by=user, on=1)

    (one,) = conflicts.shown(caught.value, str.capitalize, to=user)

    assert one.choices == [("theirs", "Take the other tab’s"), ("mine", "Keep mine")]
    assert conflicts.who(caught.value.other, user) == "You, in another tab,"


def test_a_draft_that_is_not_open_to_the_writer_keeps_its_headline():
    secret = make_article(headline="The secret", published_at=None)
    theirs = {"related": (Related(story=secret.pk),)}
    mine = {"related": (Related(url="https://example.net/", title="There"),)}

    (one,) = asked(make_user("Writer"), theirs, mine)

    assert "secret" not in one.theirs
