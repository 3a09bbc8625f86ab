"""What came from the file is marked as such until somebody writes it anew; what is typed wins."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from media import xmp
from media.facts import Facts
from media.facts_form import FactsForm
from media.forms import ImageForm
from media.intake import fill_from_file, take_in
from media.models import Image
from tests.builders import make_user
from tests.media.test_facts import FULL, jpeg, packet
from tests.media.test_intake import as_file, gradient

pytestmark = pytest.mark.django_db
SAID = {
    *("credit", "creator", "copyright_notice", "source", "title", "caption", "alt_text", "city"),
    *("country", "date_created", "keywords", "usage_terms", "restrictions", "rights_url"),
    "licensor_url",
}


def as_typed(image, **changes):
    """What a browser sends back of the form, its ends of lines included."""
    form = FactsForm(instance=image)
    typed = {name: form[name].value() for name in form.fields}
    typed |= {"keywords": ",".join(image.keywords)} | changes
    return {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in typed.items()
        if value is not None
    }


def test_every_fact_of_the_file_fills_its_field_and_is_marked():
    image = take_in(ContentFile(jpeg(FULL)))

    image.refresh_from_db()
    assert set(image.from_file) == SAID
    assert (image.title, image.city, image.country) == ("Snow", "Bern", "Switzerland")
    assert (image.date_created, image.keywords) == (dt.date(2026, 1, 31), ["snow", "lakes"])
    assert image.licensor_url == "https://wire.example/buy?id=1&n=2"


def test_what_is_typed_wins_and_is_not_marked():
    image = take_in(ContentFile(jpeg(FULL)), credit="Typed", keywords=["typed"])

    assert (image.credit, image.keywords) == ("Typed", ["typed"])
    assert set(image.from_file) == SAID - {"credit", "keywords"}


def test_the_form_of_an_upload_keeps_the_marks():
    file = SimpleUploadedFile("snow.jpg", jpeg(FULL))
    form = ImageForm({"title": "Typed", "allowed_uses": "any"}, {"file": file})

    assert form.is_valid(), form.errors
    image = form.take_in(uploaded_by=make_user())

    image.refresh_from_db()
    assert set(image.from_file) == SAID - {"title"}


def test_a_fact_that_somebody_writes_anew_is_no_longer_the_files():
    image = take_in(ContentFile(jpeg(FULL.replace("above the lake.", "above\nthe lake."))))

    form = FactsForm(as_typed(image, credit="Somebody else", country=""), instance=image)
    assert form.is_valid(), form.errors
    form.save()

    image = Image.objects.get()
    assert set(image.from_file) == SAID - {"credit", "country"}


def test_a_form_that_is_saved_as_it_was_changes_no_mark():
    image = take_in(ContentFile(jpeg(FULL)))

    form = FactsForm(as_typed(image), instance=image)
    assert form.is_valid(), form.errors
    form.save()

    assert set(Image.objects.get().from_file) == SAID


CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def test_the_licence_comes_with_its_address():
    image = Image()

    fill_from_file(image, Facts(rights_url=CC_BY, licence="cc-by"))

    assert (image.licence, image.rights_url, image.from_file) == (
        *("cc-by", CC_BY),
        ["licence", "rights_url"],
    )


@pytest.mark.parametrize("typed", [{"licence": "agency"}, {"rights_url": "https://a.example/"}])
def test_a_typed_licence_or_address_is_not_joined_by_another_of_the_file(typed):
    image = Image(**typed)

    fill_from_file(image, Facts(rights_url=CC_BY, licence="cc-by"))

    assert image.from_file == []


def test_each_new_fact_that_is_too_long_is_cut_to_its_field():
    image = Image()

    fill_from_file(image, Facts(title="t" * 900, city="c" * 900, source="s" * 900))

    assert [len(text) for text in (image.title, image.city, image.source)] == [200, 100, 200]


def test_a_caption_of_a_megabyte_is_cut_and_can_be_found():
    many = " ".join(f"word{number}" for number in range(90_000))
    assert len(many) < xmp.LONGEST
    content = as_file(
        gradient(), "WEBP", xmp=packet(attributes=f'dc:description="{many}"').encode()
    )

    image = take_in(ContentFile(content), credit="C")

    assert len(image.caption) == 5_000
    assert Image.objects.found("word77").get() == image


@pytest.mark.parametrize("name", ["caption", "restrictions"])
def test_a_text_that_is_too_long_is_refused_at_its_field(name):
    image = take_in(ContentFile(jpeg(FULL)))

    form = FactsForm(as_typed(image, **{name: "word " * 1_001}), instance=image)

    assert list(form.errors) == [name]
