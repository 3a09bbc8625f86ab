"""Two people at the facts of one picture: whoever saves writes what they typed, and no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from media.facts_form import SAVE_AGAIN, FactsForm
from media.rights import Uses
from tests.builders import make_image, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_user("Picture editor"))
    return client


def loaded(image):
    """What a browser sends of a form that was loaded now."""
    form, sent = FactsForm(instance=image), {}
    for field in form:
        value = field.value()
        for name in (field.html_name, field.html_initial_name):
            sent[name] = "" if value is None else field.field.prepare_value(value)
    return sent


def save(desk, image, sent):
    return desk.post(f"/admin/media/image/{image.pk}/change/", sent)


def test_a_tab_that_stood_open_lifts_no_ban(desk):
    image = make_image()
    tab = loaded(image)
    type(image).objects.update(allowed_uses=Uses.NONE, restrictions="Court order")

    save(desk, image, tab | {"caption": "Typed meanwhile"})

    image.refresh_from_db()
    assert (image.allowed_uses, image.restrictions) == (Uses.NONE, "Court order")
    assert image.caption == "Typed meanwhile"


def test_where_both_wrote_the_same_fact_the_form_asks(desk):
    image = make_image(caption="Before")
    tab = loaded(image) | {"caption": "Mine"}
    type(image).objects.update(caption="Theirs", city="Kyiv")

    asked = save(desk, image, tab)
    form = asked.context["adminform"].form

    words = f"Somebody else wrote “Theirs” here meanwhile. {SAVE_AGAIN}"
    assert form.errors == {"caption": [words]}
    assert (form["caption"].value(), form["city"].value()) == ("Mine", "Kyiv")


def test_asked_once_the_second_save_is_written(desk):
    image = make_image(caption="Before")
    tab = loaded(image) | {"caption": "Mine"}
    type(image).objects.update(caption="Theirs", city="Kyiv")
    save(desk, image, tab)

    tab |= {"initial-caption": "Theirs", "initial-city": "Kyiv", "city": "Kyiv"}
    assert save(desk, image, tab).status_code == 302

    image.refresh_from_db()
    assert (image.caption, image.city) == ("Mine", "Kyiv")


def test_both_writing_the_same_words_is_no_question(desk):
    image = make_image(caption="Before")
    tab = loaded(image) | {"caption": "The same"}
    type(image).objects.update(caption="The same")

    assert save(desk, image, tab).status_code == 302


def test_a_picture_is_held_before_it_is_read(desk):
    """Else a file that is replaced between the two would be put back, and it is deleted."""
    image = make_image()

    with CaptureQueriesContext(connection) as asked:
        save(desk, image, loaded(image))

    read = [query["sql"] for query in asked if 'FROM "media_image"' in query["sql"]]
    assert "FOR NO KEY UPDATE" in read[0]
