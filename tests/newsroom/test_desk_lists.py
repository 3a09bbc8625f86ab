"""What all lists of the desk have in common: their way back, and how they write a moment."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.builders import make_article, make_author, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    make_publication()
    client.force_login(make_user("Publisher"))
    return client


def crumbs(page):
    (way,) = re.findall(r'<ol class="breadcrumbs">(.*?)</ol>', page.text, re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", "", one).split()) for one in way.split("</li>")[:-1]]


@pytest.mark.parametrize(
    ("door", "way"),
    [
        ("articles_article_changelist", ["Desk", "Stories"]),
        ("articles_section_changelist", ["Desk", "Sections"]),
        ("articles_section_add", ["Desk", "Sections", "Add section"]),
        ("authors_user_changelist", ["Desk", "Logins"]),
        ("authors_deed_changelist", ["Desk", "The log"]),
        ("board", ["Desk", "The board"]),
    ],
)
def test_the_way_back_names_each_place_once(desk, door, way):
    assert crumbs(desk.get(reverse(f"admin:{door}"))) == way


@pytest.mark.parametrize(
    ("deed", "words"), [("change", []), ("history", ["History"]), ("delete", ["Delete"])]
)
def test_the_way_back_from_a_record_leads_over_its_list(desk, deed, words):
    section = make_section(name="Town")

    page = desk.get(reverse(f"admin:articles_section_{deed}", args=[section.pk]))

    assert crumbs(page) == ["Desk", "Sections", "Town", *words]


def test_the_way_back_from_a_password_leads_over_the_login(desk):
    login = make_user(username="wren")

    page = desk.get(reverse("admin:auth_user_password_change", args=[login.pk]))

    assert crumbs(page) == ["Desk", "Logins", "wren", "Password"]


def test_the_way_back_from_a_choice_of_records_leads_to_the_list(desk):
    chosen = {"action": "delete_selected", "_selected_action": [make_author().pk]}

    page = desk.post(reverse("admin:authors_author_changelist"), chosen)

    assert crumbs(page) == ["Desk", "Authors", "Delete the selected"]


def test_a_list_writes_a_moment_as_the_desk_does(desk):
    make_article(saved_at=dt.datetime(2026, 11, 23, 6, 31, tzinfo=dt.UTC))

    page = desk.get(reverse("admin:articles_article_changelist")).text

    assert '<td class="field-saved_at nowrap">23 November 2026, 06:31</td>' in page
