import threading

import pytest
from django.db import connections, models
from django.db.models.sql.compiler import SQLCompiler

from media.models import Image
from media.prepared import prepared
from tests.builders import make_image, make_user

pytestmark = pytest.mark.django_db


@prepared
def wide_pictures(width, credit):
    return Image.objects.filter(width__gte=width, credit=credit).order_by("width")


@prepared
def pictures(*keys, newest=None):
    return Image.objects.filter(pk__in=keys).order_by("-pk")[:newest]


def test_each_call_brings_its_own_values():
    small, large = make_image(width=600, credit="Ana"), make_image(width=900, credit="Ana")
    other = make_image(width=900, credit="Bo")

    assert wide_pictures(1, "Ana") == [small, large]
    assert wide_pictures(700, "Ana") == [large]
    assert wide_pictures(700, "Bo") == [other]


def test_what_was_added_meanwhile_is_found():
    assert wide_pictures(1, "Ana") == []

    picture = make_image(credit="Ana")

    assert wide_pictures(1, "Ana") == [picture]


def test_a_value_stays_a_value():
    make_image(credit="Ana")

    assert wide_pictures(1, "x' OR 'a' = 'a") == []
    assert wide_pictures(1, "%s") == []


def test_the_number_of_values_and_the_keywords_give_the_query_its_shape():
    one, two, three = make_image(), make_image(), make_image()

    assert pictures(one.pk) == [one]
    assert pictures(one.pk, two.pk) == [two, one]
    assert pictures(one.pk, two.pk, three.pk, newest=2) == [three, two]
    assert pictures(one.pk, two.pk, three.pk, newest=1) == [three]


def test_of_no_keys_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert pictures() == []


def test_the_sql_is_written_once(monkeypatch):
    written = []
    as_sql = SQLCompiler.as_sql

    def watched(compiler, *args, **kwargs):
        written.append(compiler)
        return as_sql(compiler, *args, **kwargs)

    monkeypatch.setattr(SQLCompiler, "as_sql", watched)

    @prepared
    def credited(credit):
        return Image.objects.filter(credit=credit)

    credited("Ana"), credited("Bo")

    assert len(written) == 1


def test_related_records_come_along(django_assert_num_queries):
    @prepared
    def with_uploaders(credit):
        pictures = Image.objects.select_related("uploaded_by").only("credit", "uploaded_by__email")
        return pictures.filter(credit=credit).annotate(twice=models.F("width") * 2)

    make_image(credit="Ana", width=700, uploaded_by=make_user(email="ana@example.org"))

    with django_assert_num_queries(1):
        [picture] = with_uploaders("Ana")
        assert (picture.uploaded_by.email, picture.twice) == ("ana@example.org", 1400)


def test_what_is_prefetched_comes_along(django_assert_num_queries):
    @prepared
    def with_portrayed(credit):
        return Image.objects.filter(credit=credit).prefetch_related("portrait_of")

    make_image(credit="Ana")

    with django_assert_num_queries(2):
        [picture] = with_portrayed("Ana")
        assert list(picture.portrait_of.all()) == []


def test_a_moment_must_be_given():
    picture = make_image()

    @prepared
    def uploaded():
        return Image.objects.filter(uploaded_at__lte=picture.uploaded_at)

    with pytest.raises(TypeError, match="one moment"):
        uploaded()


@pytest.mark.django_db(transaction=True)
def test_threads_ask_at_once_on_connections_of_their_own():
    pictures_of = {name: make_image(credit=name) for name in ("Ana", "Bo")}
    start, found = threading.Barrier(2), {}

    def ask(name):
        start.wait()
        found[name] = [wide_pictures(1, name) for _ in range(50)]
        connections.close_all()

    threads = [threading.Thread(target=ask, args=[name]) for name in pictures_of]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {name: [[picture]] * 50 for name, picture in pictures_of.items()}
