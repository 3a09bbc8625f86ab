from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Tag
from articles.models.tag import clean_tag_name, split_names, tidy


@pytest.mark.django_db
def test_a_tag_is_one_in_any_case():
    first = Tag.objects.named("Éducation")

    assert Tag.objects.named(" éDUCATION ") == first
    assert first.slug == "education"


@pytest.mark.django_db
def test_a_letter_is_one_however_it_is_composed():
    assert Tag.objects.named("cafe\u0301") == Tag.objects.named("caf\u00e9")


@pytest.mark.django_db
def test_several_are_made_at_once_in_the_order_that_was_asked():
    there = Tag.objects.named("Roads")

    tags = Tag.objects.all_named(["Zoo", "roads", "Ants", "zoo"])

    assert [tag.name for tag in tags] == ["Zoo", "Roads", "Ants"]
    assert tags[1] == there


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "queries"), [(1, 7), (3, 7)])
def test_making_takes_the_same_number_of_queries_whatever_is_made(
    django_assert_num_queries, rows, queries
):
    with django_assert_num_queries(queries):
        Tag.objects.all_named([f"Tag {number}" for number in range(rows)])


@pytest.mark.django_db
def test_names_with_the_same_slug_are_told_apart():
    tags = Tag.objects.all_named(["C", "c!", "C++", "C#"])

    assert [tag.slug for tag in tags] == ["c", "c-2", "c-plus-plus", "c-sharp"]
    assert Tag.objects.named("C?").slug == "c-3"


@pytest.mark.django_db
def test_the_database_refuses_a_second_tag_of_a_name():
    Tag.objects.create(name="War", slug="war")

    with pytest.raises(IntegrityError, match="tag_one_name_in_any_case"), transaction.atomic():
        Tag.objects.create(name="WAR", slug="other")


@pytest.mark.django_db
def test_the_form_of_a_tag_says_that_there_is_one():
    Tag.objects.named("War")

    with pytest.raises(ValidationError, match="There is a tag of this name already"):
        Tag(name=" WAR ", slug="war-2").full_clean()


def in_threads(count, deed):
    """Run `deed(number)` in all threads at the same moment; give back what each returned."""
    together, outcomes = Barrier(count), [None] * count

    def run(number):
        try:
            together.wait()
            outcomes[number] = deed(number)
        except Exception as error:  # noqa: BLE001  The test looks at whatever went wrong.
            outcomes[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_twelve_people_at_once_make_one_tag():
    outcomes = in_threads(12, lambda n: Tag.objects.named("CaSe" if n % 2 else "cAsE"))

    assert Tag.objects.count() == 1
    assert set(outcomes) == {Tag.objects.get()}


@pytest.mark.django_db(transaction=True)
def test_people_who_make_the_same_tags_in_other_orders_do_not_wait_in_a_circle():
    names = ["Ants", "Bees", "Cats", "Dogs"]

    def save(number):
        with transaction.atomic():
            ordered = names if number % 2 else names[::-1]
            return [tag.name for tag in Tag.objects.all_named(ordered)]

    outcomes = in_threads(12, save)

    assert sorted(map(sorted, outcomes)) == [names] * 12
    assert Tag.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_people_who_want_the_same_slug_at_once_get_one_each():
    outcomes = in_threads(6, lambda n: Tag.objects.named("Q" + "!" * n).slug)

    assert len(set(outcomes)) == 6
    assert "q" in outcomes


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x" * 61, "a tag has 60 at most"),
        ("!?", "no letter or digit"),
        ("a, b", "a comma, which separates tags"),
    ],
)
def test_a_name_that_cannot_be_is_explained(name, message):
    with pytest.raises(ValidationError, match=message):
        clean_tag_name(name)


@given(st.text())
def test_tidying_twice_changes_nothing(name):
    assert tidy(tidy(name)) == tidy(name)
    assert "\0" not in tidy(name)


@given(st.text())
def test_a_list_comes_apart_into_what_it_was_put_together_from(text):
    names = split_names(text)

    assert split_names(", ".join(names)) == names
    assert all(name and "," not in name and name == tidy(name) for name in names)
