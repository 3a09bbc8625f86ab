"""The stylesheet that the publication's settings make, and colours that can be read."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Section
from newsroom import colours
from newsroom.look import DARK, LIGHT, READY_MADE, Look, tokens
from newsroom.models import Publication
from tests.builders import make_article, make_publication, make_section

HEX = st.from_regex(r"\A#[0-9a-f]{6}\Z")
SITE = Path(settings.BASE_DIR) / "newsroom/static/site"


def test_contrast_is_the_standards():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(HEX)
def test_whatever_the_accent_is_its_words_can_be_read(accent):
    for ground in (LIGHT, DARK):
        made = tokens(accent, ground)

        for paper in (made["paper"], made["paper-sunk"]):
            assert colours.contrast(made["house"], paper) >= colours.READABLE
            assert colours.contrast(made["ink"], paper) >= 7
        assert colours.contrast(made["on-band"], made["band"]) >= colours.READABLE


def named_colours():
    """The colours of `tokens.css`: by day, by night."""
    text = (SITE / "tokens.css").read_text()
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in text.split("@media")]


@pytest.mark.parametrize("name", [*Section.Accent.values, "ink-soft"])
@pytest.mark.parametrize("look", READY_MADE.values())
def test_a_sections_colour_can_be_read_by_day_and_by_night(look, name):
    by_day, by_night = named_colours()

    for made, named in ((look.dress.light, by_day), (look.dress.dark, by_night)):
        for paper in (made["paper"], made["paper-sunk"]):
            assert colours.contrast(named[name], paper) >= colours.READABLE


@pytest.mark.parametrize("name", ["field"])
def test_the_edge_of_a_field_is_seen(name):
    by_day, by_night = named_colours()

    assert colours.contrast(by_day[name], Look().dress.light["paper"]) >= 3
    assert colours.contrast(by_night[name], Look().dress.dark["paper"]) >= 3


def test_each_choice_of_the_publication_changes_the_address():
    addresses = {
        look.dress.address
        for look in [
            *(Look(), Look(accent="#123456")),
            *(Look(type_pair=pair) for pair in ("review", "signal")),
            *(Look(masthead=style) for style in ("band", "line")),
        ]
    }

    assert len(addresses) == 6


@pytest.mark.parametrize("pair", Publication.TypePair.values)
@pytest.mark.parametrize("masthead", Publication.Masthead.values)
def test_every_choice_has_its_files(pair, masthead):
    sheet = Look(type_pair=pair, masthead=masthead).dress.stylesheet.decode()

    for face in re.findall(r"url\(/static/(.+?)\)", sheet):
        assert (settings.BASE_DIR / "newsroom/static" / face).exists()
    assert sheet.count("@font-face") >= 4
    assert sheet.count("{") == sheet.count("}")
    assert "/*" not in sheet


@pytest.mark.django_db
def test_the_page_is_dressed_in_the_publications_look(client):
    publication = make_publication(accent="#0f4c75", type_pair="signal", masthead="band")
    look = Look(publication.accent, publication.type_pair, publication.masthead)

    page = client.get("/").content.decode()
    sheet = client.get(look.dress.address)

    assert f'<link rel="stylesheet" href="{look.dress.address}">' in page
    assert sheet.content == look.dress.stylesheet
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet["Cache-Control"]


@pytest.mark.django_db
def test_a_page_of_the_former_look_gets_todays_and_does_not_keep_it(client):
    publication = make_publication(accent="#0f4c75")
    today = Look(publication.accent, publication.type_pair, publication.masthead)

    response = client.get("/look-0123456789ab.css")

    assert response.content == today.dress.stylesheet
    assert response["Cache-Control"] == "max-age=0, must-revalidate"


@pytest.mark.django_db
def test_a_story_wears_its_sections_colour(client):
    story = make_article(section=make_section(accent="moss"))

    page = client.get(story.get_absolute_url()).content.decode()

    assert '<body class="tone-moss"' in page
