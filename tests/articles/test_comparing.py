"""What changed between two documents, told by words, by blocks and in sentences."""

import datetime as dt
import time
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing import LABELS, compare
from articles.comparing_blocks import BlockChange, Fold, compare_bodies
from articles.document import Credit, Document, Related
from articles.naming import Names
from authors.word_diff import DELETED, INSERTED, SAME, Piece, diff

NAMES = Names(
    sections={1: "World", 2: "Sport"},
    authors={1: "Ana", 2: "Ben"},
    images={1: "A bridge", 2: "A river"},
    stories={1: "Old story"},
)
BEFORE = Document(
    headline="Bridge opens",
    section=1,
    bylines=(Credit(1), Credit(2)),
    tags=("bridges", "roads"),
    lead_image=1,
)


def sentences(**changes):
    (change,) = compare(BEFORE, replace(BEFORE, **changes), NAMES)
    return list(change.words)


def bodies(old, new):
    return compare_bodies(old, new, NAMES)


def test_nothing_is_told_of_the_same_document():
    assert compare(BEFORE, replace(BEFORE), NAMES) == []


def test_a_headline_is_compared_by_words():
    (change,) = compare(BEFORE, replace(BEFORE, headline="Bridge closes again"), NAMES)

    assert (change.field, change.label) == ("headline", "Headline")
    assert change.pieces == (
        Piece(SAME, "Bridge "),
        Piece(DELETED, "opens"),
        Piece(INSERTED, "closes again"),
    )


def test_every_field_of_a_document_is_told():
    others = {
        "bylines": (Credit(1),),
        "tags": ("roads",),
        "related": (Related(story=1),),
        "section": 2,
        "lead_image": 2,
        "lead_decorative": True,
        "embargo_until": dt.datetime(2030, 1, 1, tzinfo=dt.UTC),
        "body": "<p>New</p>",
    }
    for field in fields(Document):
        new = replace(BEFORE, **{field.name: others.get(field.name, "something-else")})

        (change,) = compare(BEFORE, new, NAMES)

        assert change.field == field.name
        assert change.pieces or change.blocks or change.words

    assert LABELS.keys() == {field.name for field in fields(Document)}


def test_numbers_are_told_by_name():
    assert sentences(section=2) == ["Section: World → Sport"]
    assert sentences(section=None) == ["Section: World → none"]
    assert sentences(lead_image=2) == ["Lead image: A bridge → A river"]
    assert sentences(lead_image=9) == ["Lead image: A bridge → (deleted)"]
    assert sentences(kind="opinion") == ["Kind of story: News → Opinion"]
    assert sentences(lead_decorative=True) == ["Lead image marked as decorative"]
    assert sentences(slug="bridge") == ["Slug: made from the headline → bridge"]


def test_a_byline_is_told_by_who_came_went_and_moved():
    assert sentences(bylines=(Credit(2), Credit(1))) == ["Byline order changed: Ben, Ana"]
    assert sentences(bylines=(Credit(1),)) == ["Byline removed: Ben (Words)"]
    assert sentences(bylines=(Credit(1), Credit(2), Credit(7, "editing"))) == [
        "Byline added: (deleted) (Editing)"
    ]
    assert sentences(bylines=(Credit(1), Credit(2, "editing"))) == ["Role of Ben: Words → Editing"]


def test_tags_and_related_stories_are_told_one_by_one():
    assert sentences(tags=("bridges", "rivers")) == ["Tag removed: roads", "Tag added: rivers"]
    assert sentences(tags=("roads", "bridges")) == ["Order of the tags changed"]
    assert sentences(related=(Related(story=1), Related(url="https://a.example", title="A"))) == [
        "Related story added: Old story",
        "Related story added: A (https://a.example)",
    ]


def test_an_embargo_is_told_with_its_moment():
    first = replace(BEFORE, embargo_until=dt.datetime(2030, 1, 1, 10, tzinfo=dt.UTC))
    later = replace(BEFORE, embargo_until=dt.datetime(2030, 1, 2, 10, tzinfo=dt.UTC))

    assert [
        compare(*pair, NAMES)[0].words
        for pair in [(BEFORE, first), (first, later), (later, BEFORE)]
    ] == [
        ("Embargo until 1 January 2030, 10:00 UTC",),
        ("Embargo until 1 January 2030, 10:00 UTC → 2 January 2030, 10:00 UTC",),
        ("Embargo lifted; it was until 2 January 2030, 10:00 UTC",),
    ]


def test_a_changed_paragraph_is_marked_by_words_beside_its_neighbours():
    old = "".join(f"<p>Paragraph number {n} stands here.</p>" for n in "abcdefgh")
    new = old.replace("number d stands", "number d stood")

    changes = bodies(old, new)

    assert changes[0] == Fold("2 unchanged paragraphs")
    assert changes[1].is_unchanged
    assert changes[2] == BlockChange(
        "changed",
        "paragraph",
        (
            Piece(SAME, "Paragraph number d "),
            Piece(DELETED, "stands"),
            Piece(INSERTED, "stood"),
            Piece(SAME, " here."),
        ),
    )
    assert changes[3].is_unchanged
    assert changes[4:] == [Fold("3 unchanged paragraphs")]


def test_a_new_and_a_lost_paragraph_are_told_as_such():
    changes = bodies("<p>One two</p><p>Lost words</p>", "<p>Quite new</p><p>One two</p>")

    assert [change.kind for change in changes] == [INSERTED, SAME, DELETED]


def test_a_paragraph_that_moved_is_told_where_it_went():
    told = bodies(
        "<p>A first.</p><p>B second.</p><p>C third.</p>",
        "<p>B second.</p><p>C third.</p><p>A first.</p>",
    )

    assert [(change.kind, change.text, change.remarks) for change in told] == [
        (DELETED, "A first.", ("Moved from here",)),
        (SAME, "B second.", ()),
        (SAME, "C third.", ()),
        (INSERTED, "A first.", ("Moved to here",)),
    ]


def test_another_kind_of_block_is_told_in_words():
    (change,) = bodies("<p>Why it matters</p>", "<h2>Why it matters</h2>")

    assert change.kind == SAME
    assert change.remarks == ("Paragraph → subhead",)


@pytest.mark.parametrize(
    ("old", "new", "remarks"),
    [
        ("a", '<a href="https://x.example/">a</a>', ["Link added to “a”: https://x.example/"]),
        ('<a href="/y/">a</a>', "a", ["Link removed from “a”: /y/"]),
        ('<a href="/y/">a</a>', '<a href="/z/">a</a>', ["Link of “a” changed: /y/ → /z/"]),
        ("a", "<strong>a</strong>", ["Bold added to “a”"]),
        ("<em>a</em>", "a", ["Italics removed from “a”"]),
        ("<em>a</em>", "<strong>a</strong>", ["Italics removed from “a”", "Bold added to “a”"]),
    ],
)
def test_a_change_of_markup_alone_is_told_in_words(old, new, remarks):
    (change,) = bodies(f"<p>See {old} now</p>", f"<p>See {new} now</p>")

    assert list(change.remarks) == remarks
    assert change.pieces == (Piece(SAME, "See a now"),)


def test_pictures_lists_and_tables_are_compared_too():
    picture = '<figure data-image="1"><figcaption>Here</figcaption></figure>'
    table = "<table><tbody><tr><td>1</td><td>{}</td></tr></tbody></table>"

    changes = bodies(
        f"{picture}<ul><li>One item</li></ul>{table.format(2)}",
        f"{picture.replace('1', '2')}<ol><li>One item</li></ol>{table.format(3)}",
    )

    told = [
        (change.kind, change.called, "".join(p.text for p in change.pieces), change.remarks)
        for change in changes
    ]
    assert told == [
        ("inserted", "picture", "A river", ()),
        ("deleted", "picture", "A bridge", ()),
        ("same", "caption", "Here", ()),
        ("same", "numbered item", "One item", ("List item → numbered item",)),
        ("changed", "table row", "1 | 23", ()),
    ]


def test_a_change_of_layout_alone_is_said():
    old = "<ol><li>One</li><li>Two</li></ol>"

    assert bodies(old, old.replace("<ol>", '<ol start="3">')) == [
        Fold("Only the layout of a list or table changed; the words are the same.")
    ]


texts = st.text(st.sampled_from("ab .’-\n\xa0é1"), max_size=60)


@given(texts, texts)
def test_no_word_is_lost_between_the_pieces(old, new):
    pieces = diff(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != INSERTED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != DELETED) == new


def seconds(old, new):
    started = time.perf_counter()
    bodies(old, new)
    return time.perf_counter() - started


def long_story(changed=""):
    """20,000 words in 250 paragraphs; every tenth paragraph holds what changed."""
    return "".join(
        f"<p>{' '.join(f'word{(n * 37 + m * m) % 3000}' for m in range(80))}"
        f"{changed if n % 10 == 0 else ''}</p>"
        for n in range(250)
    )


def test_a_story_of_20_000_words_is_compared_at_once():
    assert seconds(long_story(), long_story(" and more")) < 2
    assert seconds(long_story(), long_story().replace("word1", "other2")) < 4


def test_one_paragraph_of_20_000_words_is_compared_by_sentences():
    old = "".join(
        f"Sentence {n} of many has {', '.join(f'word{n * m % 900}' for m in range(12))}. "
        for n in range(1200)
    )
    new = old.replace("word11,", "other,")

    started = time.perf_counter()
    pieces = diff(old, new)

    assert time.perf_counter() - started < 4
    assert Piece(DELETED, "word11") in pieces
    assert "".join(piece.text for piece in pieces if piece.kind != DELETED) == new


def long_text(word):
    return " ".join(f"{word}{n * n % 3000}" for n in range(20_000))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>" + "a b " * 60_000, "<p>" + "b a " * 60_000),
        (f"<p>{'a. b. ' * 30_000}", f"<p>{'b. a. ' * 30_000}"),
        (f"<p>{long_text('word')}</p>", f"<p>{long_text('word').replace('word1', 'x')}</p>"),
        ("<p>a</p>" * 30_000, "<p>b</p><p>a</p>" * 15_000),
        (
            "".join(f"<p>x{n}</p>" for n in range(30_000)),
            "".join(f"<p>y{n}</p>" for n in range(30_000)),
        ),
    ],
)
def test_no_text_keeps_the_desk_waiting(old, new):
    assert seconds(old, new) < 10
