import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import path

from newsroom import urls, views
from newsroom.look import Look
from tests.builders import make_publication


def broken(request):
    raise RuntimeError("A secret detail")


urlpatterns = [path("broken/", broken), *urls.urlpatterns]
handler404 = urls.handler404
handler500 = urls.handler500


@pytest.mark.django_db
def test_an_unknown_address_offers_search_and_ways_on(client):
    make_publication(name="The Paper")

    response = client.get("/no/such/place/")

    page = response.content.decode()
    assert response.status_code == 404
    assert "<h1>There is no page here</h1>" in page
    assert page.count('<form class="search" role="search" aria-label="Search"') == 1
    assert 'href="/latest/"' in page
    assert "The Paper" in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.django_db
def test_an_unknown_address_costs_one_query_and_leaves_no_cookie(client, django_assert_num_queries):
    make_publication()

    with django_assert_num_queries(1):
        response = client.get("/no/such/place/")

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
def test_what_was_typed_as_an_address_is_not_repeated_as_markup(client):
    response = client.get("/<script>alert(1)</script>/")

    assert "<script>alert" not in response.content.decode()


def test_a_fault_gets_a_page_that_needs_no_database():
    # No database is open to this test, and none may be asked for.
    response = views.server_error(RequestFactory().get("/"))

    page = response.content.decode()
    assert response.status_code == 500
    assert "<h1>Something went wrong on our side</h1>" in page
    assert f'<link rel="stylesheet" href="{Look().dress.address}">' in page


@pytest.mark.urls(__name__)
def test_a_fault_tells_no_secret():
    response = Client(raise_request_exception=False).get("/broken/")

    page = response.content.decode()
    assert response.status_code == 500
    assert "Something went wrong on our side" in page
    assert "secret" not in page


@pytest.mark.django_db
def test_a_database_that_breaks_gives_the_same_page():
    def fails(*args):
        raise RuntimeError("the database went away")

    with connection.execute_wrapper(fails):
        response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()
