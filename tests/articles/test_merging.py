"""Three-way merging: nobody's change is lost, and what cannot be decided is asked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.document import Credit, Document
from articles.merging import merge

PARAGRAPHS = [f"<p>{word}</p>" for word in ("One", "Two", "Three", "Four", "Five")]
BASE = Document(headline="Head", standfirst="Stand", body="\n".join(PARAGRAPHS), tags=("a",))
bodies = st.lists(st.sampled_from([*PARAGRAPHS, "<p>Six</p>", "<h2>Seven</h2>"]), max_size=7).map(
    "\n".join
)


def with_blocks(**changes):
    """The body of the base with blocks, counted from 1, changed; several for one are lines."""
    blocks = dict(enumerate(PARAGRAPHS, start=1)) | {int(k[1:]): v for k, v in changes.items()}
    return replace(BASE, body="\n".join(block for block in blocks.values() if block))


def test_different_fields_are_both_kept():
    merged = merge(BASE, replace(BASE, headline="Theirs"), replace(BASE, standfirst="Mine"))

    assert merged.document == replace(BASE, headline="Theirs", standfirst="Mine")
    assert merged.taken == ["headline"]
    assert not merged.conflicts


@pytest.mark.parametrize(
    ("field", "theirs", "mine"),
    [
        ("headline", "Theirs", "Mine"),
        ("tags", ("a", "b"), ("a", "c")),
        ("bylines", (Credit(1),), (Credit(2),)),
        ("lead_image", 1, None),
    ],
)
def test_the_same_field_is_asked_and_the_choice_taken(field, theirs, mine):
    base = replace(BASE, lead_image=7)
    sides = [replace(base, **{field: value}) for value in (theirs, mine)]

    asked = merge(base, *sides)

    (conflict,) = asked.conflicts
    assert (conflict.key, conflict.theirs, conflict.mine) == (field, theirs, mine)
    for choice, value in (("theirs", theirs), ("mine", mine)):
        decided = merge(base, *sides, {field: choice})
        assert not decided.conflicts
        assert getattr(decided.document, field) == value


def test_the_same_change_twice_is_no_conflict():
    theirs = replace(BASE, headline="Same")

    assert merge(BASE, theirs, theirs).document == theirs
    assert not merge(BASE, theirs, theirs).conflicts


def test_different_paragraphs_are_both_kept_even_neighbours():
    theirs = with_blocks(_2="<p>Two theirs</p>", _5="<p>Five</p>\n<p>Six</p>")
    mine = with_blocks(_3="<p>Three mine</p>", _1="<p>Zero</p>\n<p>One</p>")

    merged = merge(BASE, theirs, mine)

    assert not merged.conflicts
    assert merged.document.body.split("\n") == [
        *("<p>Zero</p>", "<p>One</p>", "<p>Two theirs</p>", "<p>Three mine</p>"),
        *("<p>Four</p>", "<p>Five</p>", "<p>Six</p>"),
    ]


def test_the_same_paragraph_is_asked_and_may_be_kept_twice():
    theirs = with_blocks(_2="<p>Two theirs</p>", _4="")
    mine = with_blocks(_2="<p>Two mine</p>", _5="<p>Five mine</p>")

    (conflict,) = merge(BASE, theirs, mine, {"body-2": "mine"}).conflicts[:1]
    decided = merge(BASE, theirs, mine, {"body-1": "both", "body-2": "mine"})

    assert (conflict.key, conflict.theirs) == ("body-1", ["<p>Two theirs</p>"])
    assert not decided.conflicts
    assert decided.document.body.startswith(
        "<p>One</p>\n<p>Two theirs</p>\n<p>Two mine</p>\n<p>Three</p>"
    )


@given(base=bodies, theirs=bodies, mine=bodies)
def test_a_side_that_changed_nothing_is_in_nobodys_way(base, theirs, mine):
    was, other, own = (Document(body=text) for text in (base, theirs, mine))

    assert merge(was, was, own).document == own
    assert merge(was, other, was).document == other
    asked = merge(was, other, own)
    choices = {conflict.key: "theirs" for conflict in asked.conflicts}
    chosen = merge(was, other, own, choices)
    assert not chosen.conflicts
    there = chosen.document.body.split("\n")
    for conflict in asked.conflicts:
        assert set(conflict.theirs) <= set(there)


@given(base=bodies, theirs=bodies, mine=bodies)
def test_a_block_that_only_one_of_them_added_is_in_the_story(base, theirs, mine):
    merged = merge(*(Document(body=text) for text in (base, theirs, mine)))

    there = merged.document.body.split("\n")
    for conflict in merged.conflicts:
        there += conflict.theirs
    for side in (theirs, mine):
        assert set(side.split("\n")) - set(base.split("\n")) - {""} <= set(there)


def test_what_would_take_too_long_to_align_is_one_choice():
    base = "\n".join(f"<p>{number}</p>" for number in range(6000))
    theirs = base.replace("</p>", " theirs</p>")
    mine = "\n".join(f"<p>{number} mine</p>" for number in reversed(range(6000)))

    asked = merge(*(Document(body=body) for body in (base, theirs, mine)))

    assert [conflict.key for conflict in asked.conflicts] == ["body-1"]
    # What both began and end with is found however long it is.
    shared = "\n".join(["<p>Begins</p>", *[f"<p>{n}</p>" for n in range(6000)], "<p>Ends</p>"])
    merged = merge(
        Document(body=shared),
        Document(body=shared.replace("Begins", "Begins so")),
        Document(body=shared.replace("Ends", "Ends so")),
    )
    assert not merged.conflicts
    assert "Begins so" in merged.document.body
    assert "Ends so" in merged.document.body
