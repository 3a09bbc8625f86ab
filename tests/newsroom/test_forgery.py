import pytest
from django.test import Client

from tests.builders import make_user

pytestmark = pytest.mark.django_db


def test_a_form_of_another_login_is_told_in_words_what_to_do():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("Editor"))

    response = client.post("/admin/articles/article/add/", {"headline": "Typed"})

    assert response.status_code == 403
    assert "nothing you typed is lost" in response.content.decode()
