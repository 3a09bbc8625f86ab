"""The cookie that tells public pages' scripts that this browser works at the desk."""

import pytest
from django.contrib.sessions.models import Session

from tests.builders import PASSWORD, make_article, make_user

pytestmark = pytest.mark.django_db


def log_in(client, user):
    return client.post("/admin/login/", {"username": user.username, "password": PASSWORD})


def test_it_comes_with_the_login_and_lives_as_long_as_the_session(client):
    response = log_in(client, make_user("Writer"))

    cookie, session = response.cookies["desk"], response.cookies["sessionid"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == ("1", "/", "Lax")
    assert cookie["max-age"] == session["max-age"] > 0
    assert not cookie["httponly"]
    assert not cookie["secure"]


def test_it_is_secure_where_the_site_is_encrypted(client, settings):
    settings.ENCRYPTED = True

    response = log_in(client, make_user("Writer"))

    assert response.cookies["desk"]["secure"]


def test_it_is_sent_once(client):
    log_in(client, make_user("Writer"))

    assert "desk" not in client.get("/admin/").cookies


def test_a_login_that_fails_brings_none(client):
    response = client.post("/admin/login/", {"username": "wren", "password": "wrong"})

    assert "desk" not in response.cookies


def test_it_goes_with_the_logout(client):
    log_in(client, make_user("Writer"))

    response = client.post("/admin/logout/")

    assert response.cookies["desk"].value == ""
    assert response.cookies["desk"]["max-age"] == 0


def test_it_goes_when_the_session_has_ended(client):
    log_in(client, make_user("Writer"))
    Session.objects.all().delete()

    response = client.get("/admin/")

    assert response.status_code == 302
    assert response.cookies["desk"]["max-age"] == 0


def test_a_public_page_neither_sets_nor_minds_it(client):
    address = make_article().get_absolute_url()
    stranger = client.get(address)
    log_in(client, make_user("Writer"))

    page = client.get(address)

    assert page.content == stranger.content
    assert not page.cookies
    assert "Cookie" not in page.headers.get("Vary", "")
