"""Keyset paging, on public lists and in the admin."""

import base64
import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import Http404, QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from authors.models import Author
from media.models import Image
from media.paging import Keyset, UnknownPlace, page_of

# Hypothesis gives every example of a test one database; the examples clean up themselves.
in_one_database = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
BY_UPLOAD = ("-uploaded_at", "-pk")


def request_to(link=""):
    return RequestFactory().get("/latest/" + link)


def make_images(minutes):
    """Rows without files, uploaded so many minutes after noon."""
    Image.objects.all().delete()
    return Image.objects.bulk_create(
        Image(
            file_hash=f"{number:064}",
            width=1,
            height=1,
            uploaded_at=NOON + dt.timedelta(minutes=minute),
        )
        for number, minute in enumerate(minutes)
    )


def walk(queryset, order, size):
    """Every page on the way down, then every page on the way back up."""
    page = page_of(queryset, request_to(), order=order, size=size)
    down = [page.items]
    while page.next:
        page = page_of(queryset, request_to(page.next), order=order, size=size)
        down.append(page.items)
    up = [page.items]
    while page.previous:
        page = page_of(queryset, request_to(page.previous), order=order, size=size)
        up.append(page.items)
    return down, up


@pytest.mark.django_db
@in_one_database
@given(minutes=st.lists(st.integers(0, 5), max_size=12), size=st.integers(1, 5))
def test_a_walk_down_and_up_sees_every_row_once(minutes, size):
    make_images(minutes)

    down, up = walk(Image.objects.all(), BY_UPLOAD, size)

    expected = list(Image.objects.order_by(*BY_UPLOAD))
    assert [row for page in down for row in page] == expected
    assert [row for page in reversed(up) for row in page] == expected


@pytest.mark.django_db
@in_one_database
@given(names=st.lists(st.sampled_from(["Ana", "Ána", "Bo", "b\\'", "“"]), max_size=9))
def test_a_list_by_name_is_walked_likewise(names):
    Author.objects.all().delete()
    Author.objects.bulk_create(Author(name=n, slug=str(i)) for i, n in enumerate(names))

    down, up = walk(Author.objects.all(), ("name", "pk"), 2)

    expected = list(Author.objects.order_by("name", "pk"))
    assert [row for page in down for row in page] == expected
    assert [row for page in reversed(up) for row in page] == expected


@pytest.mark.django_db
def test_links_say_before_and_after_in_the_sense_of_the_values():
    make_images(range(5))
    Author.objects.bulk_create(Author(name=name, slug=name) for name in "abc")

    newest_first = page_of(Image.objects.all(), request_to(), order=BY_UPLOAD, size=2)
    by_name = page_of(Author.objects.all(), request_to(), order=("name", "pk"), size=2)

    assert newest_first.next.startswith("?before=")
    assert by_name.next.startswith("?after=")


@pytest.mark.django_db
def test_links_keep_what_they_are_told_to_keep():
    make_images(range(3))
    request = request_to("?q=a+b&utm_source=x")

    page = page_of(Image.objects.all(), request, order=BY_UPLOAD, size=2, keep=("q", "kind"))

    assert page.next.startswith("?q=a+b&before=")


@pytest.mark.django_db
def test_a_row_that_arrives_moves_nobody():
    make_images(range(4))
    first = page_of(Image.objects.all(), request_to(), order=BY_UPLOAD, size=2)

    Image.objects.create(file_hash="1" * 64, width=1, height=1, uploaded_at=timezone.now())
    second = page_of(Image.objects.all(), request_to(first.next), order=BY_UPLOAD, size=2)

    assert [image.uploaded_at.minute for image in second] == [1, 0]


@pytest.mark.django_db
def test_back_at_the_top_the_page_is_whole():
    make_images(range(4))
    first = page_of(Image.objects.all(), request_to(), order=BY_UPLOAD, size=2)
    second = page_of(Image.objects.all(), request_to(first.next), order=BY_UPLOAD, size=2)

    first.items[0].delete()
    top = page_of(Image.objects.all(), request_to(second.previous), order=BY_UPLOAD, size=2)

    assert [image.uploaded_at.minute for image in top] == [2, 1]
    assert not top.previous


@pytest.mark.django_db
def test_a_page_is_one_query_and_uses_the_index():
    make_images(range(30))
    first = page_of(Image.objects.all(), request_to(), order=BY_UPLOAD, size=2)

    with CaptureQueriesContext(connection) as queries:
        page_of(Image.objects.all(), request_to(first.next), order=BY_UPLOAD, size=2)

    assert len(queries) == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("EXPLAIN " + queries[0]["sql"])
        plan = "\n".join(line for (line,) in cursor)
    assert "Index Scan using image_newest" in plan
    assert "Index Cond: (ROW(uploaded_at, id) < ROW(" in plan
    assert "Sort" not in plan


@pytest.mark.django_db
@in_one_database
@given(cursor=st.text(max_size=30) | st.from_regex(r"[A-Za-z0-9_-]{0,40}", fullmatch=True))
def test_a_cursor_nobody_made_is_not_found(cursor):
    query = QueryDict(mutable=True)
    query["before"] = cursor or "-"

    with pytest.raises(UnknownPlace):
        Keyset(Image, *BY_UPLOAD).stretch(Image.objects.all(), query, 5)


@pytest.mark.parametrize(
    "place",
    [
        "[]",
        "{}",
        '"2026-05-01T12:00:00+00:00"',
        '["2026-05-01T12:00:00+00:00"]',
        '["2026-05-01T12:00:00", "1"]',
        '["2026-05-01", "1"]',
        '["2026-05-01T12:00:00+00:00", "x"]',
        '["2026-05-01T12:00:00+00:00", 1]',
        '["2026-05-01T12:00:00+00:00", ""]',
        '["", "1"]',
        '["2026-05-01T12:00:00+00:00", "1\\u0000"]',
        '["2026-05-01T12:00:00+00:00", "\\ud800"]',
        "[" * 500,
    ],
)
def test_a_forged_cursor_is_not_found(place):
    forged = base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")

    with pytest.raises(Http404):
        page_of(Image.objects.all(), request_to(f"?before={forged}"), order=BY_UPLOAD)


@pytest.mark.django_db
def test_a_place_beyond_all_numbers_is_an_empty_page():
    place = '["0001-01-01T00:00:00+00:00", "-99999999999999999999999999"]'
    forged = base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")

    page = page_of(Image.objects.all(), request_to(f"?before={forged}"), order=BY_UPLOAD)

    assert (page.items, page.next) == ([], "")


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-01-01T00:00:00"]
)
def test_a_moment_that_no_cursor_says_is_no_place(moment):
    forged = base64.urlsafe_b64encode(f'["{moment}", "1"]'.encode()).decode().rstrip("=")

    with pytest.raises(Http404):
        page_of(Image.objects.all(), request_to(f"?before={forged}"), order=BY_UPLOAD)


def test_a_page_begins_at_one_place():
    with pytest.raises(Http404):
        page_of(Image.objects.all(), request_to("?before=a&after=b"), order=BY_UPLOAD)


def test_an_order_in_two_directions_is_refused():
    with pytest.raises(ImproperlyConfigured):
        Keyset(Image, "-uploaded_at", "pk")
