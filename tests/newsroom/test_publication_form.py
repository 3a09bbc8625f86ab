"""The publication's form at the desk."""

import pytest
from django.urls import reverse

from newsroom.look import READY_MADE, Look
from newsroom.models import Publication
from tests.builders import make_image, make_publication, make_user

pytestmark = pytest.mark.django_db
NO_INLINES = {
    f"{prefix}-{count}_FORMS": 0
    for prefix in ("promo_lines", "ad_slots")
    for count in ("TOTAL", "INITIAL")
}


@pytest.fixture
def save(client):
    client.force_login(make_user("Publisher"))
    make_publication(accent="#123456")

    def post(**changed):
        fields = {
            "name": "The Paper",
            "promo_after": 3,
            "ready_made": "",
            "accent": "#123456",
            "type_pair": "broadsheet",
            "masthead": "nameplate",
        }
        address = reverse("admin:newsroom_publication_change", args=[1])
        return client.post(address, fields | NO_INLINES | changed)

    return post


def look_now():
    publication = Publication.objects.get()
    return Look(publication.accent, publication.type_pair, publication.masthead)


@pytest.mark.parametrize("name", READY_MADE)
def test_a_ready_made_look_sets_accent_type_and_masthead(save, name):
    save(ready_made=name)

    assert look_now() == READY_MADE[name]


def test_an_accent_chosen_beside_it_is_kept(save):
    save(ready_made="ledger", accent="#008800")

    assert look_now() == Look("#008800", "broadsheet", "line")


def test_without_one_the_look_is_what_was_chosen(save):
    save(accent="#0f4c75", type_pair="signal", masthead="line")

    assert look_now() == Look("#0f4c75", "signal", "line")


@pytest.mark.parametrize("accent", ["red", "#12345", "#12345g", "", "#123456;}"])
def test_what_is_no_colour_is_refused_at_the_field(save, accent):
    response = save(accent=accent)

    assert response.context["adminform"].form.errors.keys() == {"accent"}
    assert look_now().accent == "#123456"


@pytest.mark.parametrize("field", ["logo", "icon"])
def test_a_picture_for_stories_alone_is_no_look(save, field):
    picture = make_image(allowed_uses="editorial")

    refused = save(**{field: picture.pk})

    assert list(refused.context["adminform"].form.errors) == [field]
    assert save(**{field: make_image().pk}).status_code == 302


def test_a_picture_for_stories_alone_is_no_house_ad(save):
    slot = {"place": "end", "width": 300, "height": 250, "url": "https://example.org/"}
    slot |= {"image": make_image(allowed_uses="editorial").pk}
    slots = {f"ad_slots-0-{name}": value for name, value in slot.items()}

    refused = save(**slots, **{"ad_slots-TOTAL_FORMS": 1})

    assert refused.status_code == 200
    assert "for stories alone" in refused.content.decode()
