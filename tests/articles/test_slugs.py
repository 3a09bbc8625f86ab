import re

import pytest
from django.core.validators import validate_unicode_slug
from hypothesis import example, given
from hypothesis import strategies as st

from articles.slugs import slug_for


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("éducation", "education"),
        ("Éducation", "education"),
        ("R&B", "r-and-b"),
        ("Smart Bombs: Military, Defense", "smart-bombs-military-defense"),
        ("The mayor’s “plan”", "the-mayors-plan"),
        ("Łódź, Straße, Ærø", "lodz-strasse-aero"),
        ("İstanbul", "istanbul"),
        ("Oﬃce № ½", "office-no-1-2"),
        ("Київ", "київ"),
        ("हिन्दी समाचार", "हनद-समचर"),
        ("東京 タワー", "東京-タワー"),
        ("a_b", "a-b"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_a_name_gives_its_slug(name, slug):
    assert slug_for(name) == slug


def test_a_long_name_ends_with_a_whole_word():
    assert slug_for("one two three", length=9) == "one-two"
    assert slug_for("one two three", length=7) == "one-two"
    assert slug_for("unseparated", length=5) == "unsep"


@given(st.text(), st.integers(1, 120))
@example("İ", 100)
@example("aﬁx", 100)
@example("ǅ", 100)
@example("℠", 100)
@example("㈎", 100)
def test_a_slug_is_one_whatever_the_name(name, length):
    slug = slug_for(name, length=length)

    assert len(slug) <= length
    assert slug_for(slug, length=length) == slug
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    # The address of a tag takes these.
    assert re.fullmatch(r"[-\w]*", slug)
    if slug:
        validate_unicode_slug(slug)


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1))
def test_a_name_with_a_letter_always_gives_a_slug(name):
    assert slug_for(name)


@given(st.text())
def test_a_slug_is_the_same_in_capitals_of_plain_letters(name):
    plain = name.encode("ascii", "ignore").decode()

    assert slug_for(plain.upper()) == slug_for(plain)
