"""The admin's lists that page by place, shown on the library."""

import re

import pytest
from django.urls import reverse

from media.admin import ImageAdmin
from media.models import Image
from tests.builders import make_image, make_publication, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/media/image/"


@pytest.fixture
def desk(client, monkeypatch):
    monkeypatch.setattr(ImageAdmin, "list_per_page", 2)
    make_publication()
    client.force_login(make_user("Picture editor"))
    return client


def shown(response):
    return list(response.context["cl"].result_list)


def link(response, rel):
    found = re.search(rf'href="([^"]*)" rel="{rel}"', response.content.decode())
    return LIST + found[1].replace("&amp;", "&") if found else ""


def test_next_and_previous_lead_through_the_list_and_back(desk):
    oldest, middle, newest = make_image(), make_image(), make_image()

    first = desk.get(LIST)
    second = desk.get(link(first, "next"))
    back = desk.get(link(second, "prev"))

    assert (shown(first), shown(second)) == ([newest, middle], [oldest])
    assert shown(back) == [newest, middle]
    assert (link(first, "prev"), link(second, "next")) == ("", "")


def test_search_and_filter_stay_on_the_way_and_begin_at_the_top(desk):
    for number in range(3):
        make_image(caption=f"Harbour {number}", credit="")
    make_image(caption="Harbour with a credit")

    first = desk.get(LIST, {"q": "harb", "missing": "credit"})
    second = desk.get(link(first, "next"))

    assert [image.caption for image in shown(second)] == ["Harbour 0"]
    assert 'name="before"' not in second.content.decode()
    assert "before=" not in second.context["cl"].get_query_string({"missing": "alt_text"})


@pytest.mark.parametrize("query", ["before=x", "before=a&after=b", "o=1.2&p=99&all=", "e=1"])
def test_a_made_up_place_leads_to_the_top(desk, query):
    image = make_image()

    response = desk.get(f"{LIST}?{query}", follow=True)

    assert shown(response) == [image]


def test_what_nobody_has_says_so(desk):
    response = desk.get(LIST, {"q": "nothing of the kind"})

    assert "No images here." in response.content.decode()


def test_no_page_counts_or_offers_rows_of_other_pages(desk, django_assert_max_num_queries):
    for _ in range(3):
        make_image()

    with django_assert_max_num_queries(9) as captured:
        response = desk.get(LIST, {"q": "photographer"})

    assert not any("COUNT(" in query["sql"] for query in captured.captured_queries)
    assert "Select all" not in response.content.decode().replace("Select all objects on", "")


def test_the_selected_are_deleted_from_any_page(desk):
    images = [make_image() for _ in range(3)]
    second = link(desk.get(LIST), "next")
    chosen = {"action": "delete_selected", "_selected_action": [images[0].pk]}

    desk.post(second, chosen | {"index": "0", "post": "yes"})

    assert list(Image.objects.order_by("pk")) == images[1:]


def test_saving_leads_back_to_the_same_place(desk):
    image = make_image()
    change = reverse("admin:media_image_change", args=[image.pk])
    facts = {"credit": "Ana", "focal_x": 50, "focal_y": 50}

    response = desk.post(f"{change}?_changelist_filters=before%3Dxyz", facts)

    assert response.url == f"{LIST}?before=xyz"


@pytest.mark.parametrize("crafted", ["abc", "", "1e5", "x\0", "9" * 30, "-1", "١"])
def test_what_is_no_number_was_not_chosen(desk, crafted):
    image = make_image()

    answers = [
        desk.post(LIST, {"action": action, "_selected_action": crafted, "post": "yes"})
        for action in ("delete_selected", "edit_many")
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert list(Image.objects.all()) == [image]
