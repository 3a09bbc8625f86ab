"""Addresses that stories and sections had before: each leads on in one step, or says why not."""

import datetime as dt
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import inner_links, publishing, revising
from articles.document import Credit
from articles.models import Article, FormerSectionSlug, Section
from authors import deeds
from tests.articles.article_pages import MAY, meta
from tests.builders import make_article, make_author, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db

SECTION_ADD = reverse("admin:articles_section_add")


def rename(article, slug):
    ana = make_user()
    revising.save(article, replace(article.revisions.first().document, slug=slug), by=ana)
    return publishing.publish(article, by=ana)


def make_renamed(**overrides):
    """A story that was at `/2026/05/old/` and is at `/2026/05/new/`."""
    return rename(make_article(slug="old", published_at=MAY, **overrides), "new")


@pytest.mark.parametrize(
    "address",
    [
        "/2026/05/old/",
        "/2026/5/old/",
        "/2026/05/old/?utm_source=mail",
        "/2026/05/%6Fld/",
        "/2026/05/old",
    ],
)
def test_a_former_address_leads_to_the_story_in_one_step(client, address):
    story = make_renamed()

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (301, "/2026/05/new/")
    assert client.get(response["Location"]).context["article"] == story


def test_a_former_address_in_another_script_leads_on_as_browsers_write_it(client):
    rename(make_article(slug="кораблі", published_at=MAY), "ships")

    for address in ("/2026/05/кораблі/", f"/2026/5/{quote('кораблі')}/"):
        assert client.get(address)["Location"] == "/2026/05/ships/"


@pytest.mark.parametrize("address", ["/2026/05/new", "/2026/5/new", "/2026/5/new/"])
def test_another_spelling_of_the_address_leads_to_it_in_one_step_too(client, address):
    make_renamed()

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (301, "/2026/05/new/")


def test_whoever_keeps_the_answer_has_to_ask_again(client):
    """A story may return to its old address: an answer kept for ever would then lead in a loop."""
    make_renamed()

    response = client.get("/2026/05/old/")

    assert response["Cache-Control"] == "max-age=0, must-revalidate"
    assert "ETag" not in response


def test_every_earlier_address_leads_to_the_last(client):
    story = make_renamed()
    rename(story, "newest")

    for slug in ("old", "new"):
        assert client.get(f"/2026/05/{slug}/")["Location"] == "/2026/05/newest/"


def test_a_story_returns_to_its_old_address(client):
    story = make_renamed()
    rename(story, "old")

    assert client.get("/2026/05/old/").status_code == 200
    assert client.get("/2026/05/new/")["Location"] == "/2026/05/old/"


@pytest.mark.parametrize("address", ["/2026/05/old/", "/2026/5/old/", "/2026/05/new/"])
def test_the_addresses_of_a_withdrawn_story_say_why(client, address):
    publishing.withdraw(make_renamed(headline="Not so"), by=make_user(), reason="It was false.")

    response = client.get(address)

    page = response.content.decode()
    assert response.status_code == 410
    assert "It was false." in page
    assert "Not so" not in page
    assert meta(page, "robots") == "noindex"


@pytest.mark.parametrize(
    "facts",
    [
        {"embargo_until": timezone.now() + dt.timedelta(days=1)},
        {"published_at": timezone.now() + dt.timedelta(days=1)},
    ],
    ids=["embargoed", "scheduled"],
)
def test_a_former_address_tells_nothing_of_a_story_that_is_not_public(client, facts):
    make_renamed()
    Article.objects.update(slug="a-secret", **facts)

    response = client.get("/2026/05/old/")

    assert response.status_code == 404
    assert "secret" not in response.content.decode()


@pytest.mark.parametrize("slug", ["old", "new"])
def test_no_other_story_takes_an_address_that_leads_to_one(slug):
    make_renamed()
    other = make_article(slug="another", published_at=MAY)

    with pytest.raises(ValidationError) as refusal:
        rename(other, slug)

    assert list(refusal.value.message_dict) == ["slug"]


def test_the_same_slug_in_another_month_is_free(client):
    make_renamed()
    june = make_article(slug="another", published_at=MAY + dt.timedelta(days=31))

    rename(june, "old")

    assert client.get("/2026/06/old/").context["article"] == june
    assert client.get("/2026/05/old/")["Location"] == "/2026/05/new/"


def test_a_former_address_costs_one_query_more_and_a_story_none(client, django_assert_num_queries):
    make_publication()
    make_renamed()

    with django_assert_num_queries(3):
        client.get("/2026/05/old/")
    with django_assert_num_queries(3):
        client.get("/2026/05/unknown/")
    with django_assert_num_queries(6):
        client.get("/2026/05/new/")


STORIES = 4
SLUGS = ["a", "b", "c", "d", "e"]
whats = st.sampled_from([*SLUGS, "withdraw", "restore"])
days_at_the_desk = st.lists(st.tuples(st.integers(0, STORIES - 1), whats), max_size=14)


def test_whatever_is_renamed_every_address_ever_public_answers_in_one_step(client):
    section, author = make_section(), make_author()
    plain = {"section": section, "bylines": (Credit(author.pk),), "lead_image": None}
    ana = make_user()
    stories = [make_article(published_at=None, by=ana, **plain) for _ in range(STORIES)]

    @settings(max_examples=40, deadline=None)
    @given(days_at_the_desk)
    def holds(day):
        with transaction.atomic():
            was_at = {}
            for number, what in day:
                article = do(stories[number].pk, what, ana)
                if article.is_public:
                    # An address that was one story's is never another's.
                    assert was_at.setdefault(article.get_absolute_url(), article.pk) == article.pk
            for address, pk in was_at.items():
                assert_answers(client, address, Article.objects.get(pk=pk))
            transaction.set_rollback(True)

    holds()


def do(pk, what, ana):
    """The deed, or nothing where it is refused; a draft goes out to May 2026 with its slug."""
    article = Article.objects.get(pk=pk)
    try:
        with transaction.atomic():
            match what:
                case "withdraw":
                    publishing.withdraw(article, by=ana, reason="Wrong.")
                case "restore":
                    publishing.restore(article, by=ana)
                case slug:
                    newest = article.revisions.first().document
                    revising.save(article, replace(newest, slug=slug), by=ana)
                    at = None if article.published_at else MAY
                    publishing.publish(article, by=ana, at=at)
    except ValidationError:
        pass
    return Article.objects.get(pk=pk)


def assert_answers(client, address, story):
    response = client.get(address)
    if story.is_withdrawn:
        assert response.status_code == 410
        return
    if address != story.get_absolute_url():
        assert response.status_code == 301
        assert response["Location"] == story.get_absolute_url()
        response = client.get(response["Location"])
    assert response.status_code == 200
    assert response.context["article"] == story


# Sections


@pytest.fixture
def publisher(client):
    ana = make_user("Publisher")
    client.force_login(ana)
    return ana


def save_section(client, section, slug):
    address = reverse("admin:articles_section_change", args=[section.pk])
    typed = {"name": section.name, "slug": slug, "position": 0}
    return client.post(address, typed)


def test_a_renamed_section_and_its_feed_are_found_at_the_old_address(client, publisher):
    world = make_section(name="World", slug="world")

    save_section(client, world, "abroad")

    for old, new in [
        ("/sections/world/", "/sections/abroad/"),
        ("/sections/world/feed/", "/sections/abroad/feed/"),
        ("/sections/world/?after=x", "/sections/abroad/"),
    ]:
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)
        assert client.get(new).status_code == 200
    entry = deeds.about(world).first()
    assert entry.words == "/sections/world/ leads to /sections/abroad/ now."
    assert entry.by == publisher


def test_a_section_renamed_again_and_again_is_one_step_away(client, publisher):
    world = make_section(slug="world")
    for slug in ("abroad", "planet", "world", "abroad", "globe"):
        save_section(client, world, slug)

    for slug in ("world", "abroad", "planet"):
        assert client.get(f"/sections/{slug}/")["Location"] == "/sections/globe/"
    assert client.get("/sections/globe/").context["section"] == world


def test_a_section_takes_its_old_slug_back(client, publisher):
    world = make_section(slug="world")
    save_section(client, world, "abroad")

    response = save_section(client, world, "world")

    assert response.status_code == 302
    assert client.get("/sections/world/").status_code == 200
    assert client.get("/sections/abroad/")["Location"] == "/sections/world/"
    assert [former.slug for former in FormerSectionSlug.objects.all()] == ["abroad"]


def test_a_change_that_keeps_the_slug_leaves_no_trace(client, publisher):
    world = make_section(slug="world")

    save_section(client, world, "world")

    assert not FormerSectionSlug.objects.exists()


def test_no_other_section_takes_a_slug_that_leads_to_one(client, publisher):
    world, other = make_section(name="World", slug="world"), make_section(slug="other")
    save_section(client, world, "abroad")

    changed = save_section(client, other, "world")
    added = client.post(SECTION_ADD, {"name": "New", "slug": "world", "position": 0})

    told = "This was the slug of “World”, and still leads there. Choose a different one."
    for response in (changed, added):
        assert response.context["adminform"].form.errors == {"slug": [told]}
    assert set(Section.objects.values_list("slug", flat=True)) == {"abroad", "other"}


def test_the_slug_of_a_section_that_is_no_more_is_free(client, publisher):
    world = make_section(slug="world")
    save_section(client, world, "abroad")
    world.delete()

    assert client.get("/sections/world/").status_code == 404
    client.post(SECTION_ADD, {"name": "New", "slug": "world", "position": 0})

    assert client.get("/sections/world/").context["section"].name == "New"


def test_a_link_to_a_former_address_is_no_dead_one(client, publisher):
    world = make_section(slug="world")
    save_section(client, world, "abroad")
    make_renamed()
    links = "/sections/world/", "/sections/world/feed/", "/2026/05/old/", "/sections/nowhere/"
    html = "".join(f'<p><a href="{link}">There</a></p>' for link in links)

    assert inner_links.dead(html) == ["/sections/nowhere/"]


def test_a_section_costs_no_query_more(client, django_assert_num_queries):
    make_publication()
    make_section(slug="world")

    with django_assert_num_queries(3):
        client.get("/sections/world/")
