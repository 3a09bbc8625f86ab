import datetime as dt
import re

import pytest
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone

from articles.document import Credit
from articles.models import Article, Tag
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

LISTS = ["/", "/latest/", "/sections/world/", "/tags/ships/", "/authors/ana/", "/search/?q=ships"]


@pytest.fixture
def ana():
    return make_author(name="Ana Pérez", slug="ana")


@pytest.fixture
def world():
    return make_section(name="World", slug="world")


@pytest.fixture
def make_listed(ana, world):
    """A story that stands on every list."""

    def make(**overrides):
        fields = {
            "headline": "Ships at sea",
            "section": world,
            "bylines": (Credit(ana.pk),),
            "tags": ("Ships",),
        } | overrides
        return make_article(**fields)

    return make


@pytest.mark.parametrize("address", LISTS)
def test_a_published_story_is_on_every_list(client, make_listed, address):
    story = make_listed()

    response = client.get(address)

    page = response.content.decode()
    assert response.status_code == 200
    assert f'<a href="{story.get_absolute_url()}">Ships at sea</a>' in page
    assert "By Ana Pérez" in page


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"published_at": None}, id="draft"),
        pytest.param({"published_at": timezone.now() + dt.timedelta(days=1)}, id="scheduled"),
        pytest.param({"embargo_until": timezone.now() + dt.timedelta(days=1)}, id="embargoed"),
        pytest.param(
            {"withdrawn_at": timezone.now(), "withdrawn_reason": "Wrong."}, id="withdrawn"
        ),
    ],
)
def test_what_is_not_public_is_on_no_list(client, make_listed, address, facts):
    story = make_listed()
    Article.objects.filter(pk=story.pk).update(**facts)

    response = client.get(address)

    page = response.content.decode()
    # A tag of nothing public is not there at all: its name may tell too much.
    assert response.status_code == (404 if address.startswith("/tags/") else 200)
    assert "Ships at sea" not in page
    assert story.slug not in page


@pytest.mark.parametrize("address", LISTS)
def test_the_newest_stands_first(client, make_listed, address):
    now = timezone.now()
    make_listed(headline="Ships, older", published_at=now - dt.timedelta(days=2))
    make_listed(headline="Ships, newer", published_at=now - dt.timedelta(days=1))

    page = client.get(address).content.decode()

    assert page.index("Ships, newer") < page.index("Ships, older")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 4),
        ("/latest/", 3),
        ("/sections/world/", 4),
        ("/tags/ships/", 4),
        ("/authors/ana/", 5),
        ("/search/?q=ships", 13),
    ],
)
def test_a_list_costs_the_same_whatever_its_length(
    client, make_listed, django_assert_num_queries, address, queries, number
):
    make_publication()
    for _ in range(number):
        make_listed()

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("address", [*LISTS, "/authors/"])
def test_a_list_is_the_same_for_everybody(client, make_listed, address):
    make_listed()
    stranger = client.get(address)

    client.force_login(make_user("Publisher"))
    editor = client.get(address)

    assert editor.content == stranger.content
    for response in (stranger, editor):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["Cache-Control"] == "max-age=0, must-revalidate"
    again = client.get(address, headers={"If-None-Match": stranger["ETag"]})
    assert again.status_code == 304


def test_a_card_fetches_nothing_by_itself(make_listed):
    make_listed(lead_image=make_image(), kind="opinion")

    card = Article.objects.for_cards().fetch_mode(models.FETCH_RAISE).get()
    markup = render_to_string("articles/_card.html", {"article": card})

    assert "Ships at sea" in markup
    assert "By Ana Pérez" in markup
    assert "Opinion" in markup


def test_a_story_stands_once_on_the_page_of_an_author_in_two_roles(client, make_listed, ana):
    make_listed(bylines=(Credit(ana.pk), Credit(ana.pk, role="photographs")))

    page = client.get("/authors/ana/").content.decode()

    assert page.count("Ships at sea</a>") == 1


def test_the_page_of_an_author_who_did_not_write_a_story_says_what_they_did(client, ana):
    ben = make_author(name="Benedikt Aro")
    make_article(bylines=(Credit(ben.pk), Credit(ana.pk, role="reporting")))
    make_article(bylines=(Credit(ana.pk), Credit(ana.pk, role="photographs")))
    make_article(bylines=(Credit(ana.pk, role="graphics"),))

    page = client.get("/authors/ana/").content.decode()

    assert re.findall(r'<span class="card-byline">(.*?)</span>', page) == [
        "Graphics by Ana Pérez",
        "By Ana Pérez",
        "By Benedikt Aro",
        "Additional reporting by Ana Pérez",
    ]
    assert "Additional reporting" not in client.get("/latest/").content.decode()


def test_the_stories_of_an_author_stand_under_a_heading_of_their_own(client, make_listed, ana):
    make_listed(bylines=(Credit(ana.pk), Credit(ana.pk, role="photographs")))

    page = client.get("/authors/ana/").content.decode()

    assert '<h2 class="visually-hidden">Stories</h2>' in page
    assert '<h3 class="card-headline">' in page
    assert '<nav class="roles" aria-label="Stories by role">' in page


def test_lists_page_on_without_a_number(client, make_listed):
    now = timezone.now()
    for hours in range(1, 42):
        make_listed(headline=f"Ships {hours}", published_at=now - dt.timedelta(hours=hours))

    first = client.get("/sections/world/")
    second = client.get("/sections/world/" + first.context["page"].next)
    third = client.get("/sections/world/" + second.context["page"].next)
    back = client.get("/sections/world/" + second.context["page"].previous)

    shown = [
        [story.headline for story in response.context["page"]]
        for response in (first, second, third, back)
    ]
    assert shown[0] == [f"Ships {hours}" for hours in range(1, 21)]
    assert shown[1] == [f"Ships {hours}" for hours in range(21, 41)]
    assert shown[2] == ["Ships 41"]
    assert shown[3] == shown[0]
    assert 'rel="next"' not in third.content.decode()


@pytest.mark.parametrize("query", ["before=nonsense", "after=%00", "before=a&after=b"])
def test_a_place_that_this_list_did_not_name_is_not_found(client, query):
    assert client.get(f"/latest/?{query}").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/sections/unknown/", "/tags/unknown/", "/tags/%00/", "/authors/unknown/", "/sections/ü/"],
)
def test_an_unknown_list_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [*LISTS, "/authors/"])
def test_nothing_can_be_posted_to_a_list(client, make_listed, address):
    make_listed()

    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/", "/latest/", "/sections/world/", "/search/?q=x"])
def test_an_empty_list_says_so_kindly(client, world, address):
    page = client.get(address).content.decode()

    assert 'class="nothing">' in page


def test_a_section_tells_its_line_and_description(client):
    make_section(name="Bombs", slug="bombs", line="Smart Bombs: Defense", description="On <arms>.")

    page = client.get("/sections/bombs/").content.decode()

    assert "<h1>Smart Bombs: Defense</h1>" in page
    assert "On &lt;arms&gt;." in page
    assert '<a href="/sections/bombs/" aria-current="page">Bombs</a>' in page


def test_a_tag_may_be_in_any_script(client):
    make_article(headline="Ships", tags=("Кораблі",))

    response = client.get(Tag.objects.get().get_absolute_url())

    assert "<h1>Кораблі</h1>" in response.content.decode()


def test_an_author_is_introduced(client):
    make_author(
        name="Ana",
        slug="ana",
        title="Defense editor",
        bio="One.\n\nTwo.",
        contact="ana@example.org",
        links=[{"label": "Website", "url": "https://ana.example"}],
        portrait=make_image(credit="Studio Nine"),
    )

    page = client.get("/authors/ana/").content.decode()

    assert "<h1>Ana</h1>" in page
    assert "Defense editor" in page
    assert "<p>One.</p>\n\n<p>Two.</p>" in page
    assert '<a href="mailto:ana@example.org">' in page
    assert '<a href="https://ana.example" rel="me noopener">Website</a>' in page
    assert "Image Credit: Studio Nine" in page


@pytest.mark.parametrize("number", [1, 3])
def test_authors_are_listed_by_name_without_those_who_left(
    client, django_assert_num_queries, number
):
    make_publication()
    make_author(name="Gone", standing="former")
    names = [f"Author {letter}" for letter in "ABC"[:number]]
    for name in reversed(names):
        make_author(name=name, portrait=make_image())

    with django_assert_num_queries(2):
        response = client.get("/authors/")

    assert [author.name for author in response.context["page"]] == names


# Search


def test_search_finds_words_of_headlines_in_any_case_and_without_accents(client):
    story = make_article(headline="Élan of the fleet")
    make_article(headline="Rain")

    response = client.get("/search/?q=FLEET+elan")

    page = response.content.decode()
    assert list(response.context["page"]) == [story]
    assert '<ol class="results">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'value="FLEET elan"' in page


def test_each_result_begins_with_its_link(client):
    story = make_article(headline="Ships")

    page = client.get("/search/?q=ships").content.decode()

    result = page.split('<ol class="results">')[1].split("</ol>")[0]
    assert result.index(f'<a href="{story.get_absolute_url()}">Ships</a>') == result.index("<a ")


def test_search_without_a_question_shows_the_form_alone(client):
    make_article()

    response = client.get("/search/")

    assert list(response.context["page"]) == []
    assert "<ol" not in response.content.decode()


def test_further_results_keep_the_question(client):
    for number in range(21):
        make_article(headline=f"Ships {number}")

    following = client.get("/search/?q=ships").context["page"].next

    assert len(client.get(f"/search/{following}").context["page"]) == 1


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE articles_article; --",
        "%00",
        "& | ! ( ) : * <->",
        "a:*&b",
        "\\",
        "%ED%A0%80",
        "x" * 5000,
        " ".join("word" for _ in range(500)),
        "🙂",
    ],
)
def test_a_hostile_question_gets_a_page(client, question):
    make_article()

    response = client.get(f"/search/?q={question}")

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_an_authors_stories_are_shown_by_role(client, ana):
    written = make_article(bylines=(Credit(ana.pk),))
    drawn = make_article(bylines=(Credit(make_author().pk), Credit(ana.pk, "graphics")))

    everything = client.get("/authors/ana/")
    graphics = client.get("/authors/ana/?role=graphics")

    assert set(everything.context["page"]) == {written, drawn}
    assert everything.context["roles"] == {"words": "Words", "graphics": "Graphics"}
    assert list(graphics.context["page"]) == [drawn]
    assert '<a href="?role=graphics" aria-current="page">' in graphics.content.decode()


@pytest.mark.parametrize("role", ["editing", "nonsense", "%00"])
def test_a_role_without_stories_is_not_found(client, ana, role):
    make_article(bylines=(Credit(ana.pk),))

    assert client.get(f"/authors/ana/?role={role}").status_code == 404


def test_a_section_begins_with_a_large_story_on_its_first_page_alone(client, world):
    for _ in range(21):
        make_article(section=world)

    first = client.get("/sections/world/")
    second = client.get(f"/sections/world/{first.context['page'].next}")

    assert first.content.decode().count("card-hero") == 1
    assert "card-hero" not in second.content.decode()
