"""Before an embargo ends nothing leaves by any door: a walk over every address of the site.

The walk is made of the site's own URL patterns, so a page that is added later is tried as
well. A parameter that `VALUES` does not know has to be taught to it.
"""

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.urls import URLResolver, get_resolver, path, reverse
from django.utils.regex_helper import normalize

from articles import preview_links, publishing, revising
from articles.document import Credit, Related
from articles.models import Article, Correction, FormerAddress, Revision, Section, Tag
from articles.models.article import IDS_A_PART
from authors.models import Author
from media.models import Image
from newsroom import urls
from newsroom.furniture import load_furniture
from newsroom.models import Page
from tests.builders import (
    make_article,
    make_author,
    make_document,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

MORNING = dt.datetime(2026, 5, 3, 9, 0, tzinfo=dt.UTC)
END = dt.datetime(2026, 5, 3, 14, 0, tzinfo=dt.UTC)
A_SECOND = dt.timedelta(seconds=1)

# Words that stand in nothing else: of what is new, and of what is to change.
SECRETS = ["zephyrine", "quartzmarrow", "obsidian", "feldspar", "marblewing"]
# A word that public stories hold too, so that the search has something to answer.
COMMON = "harbour"


@pytest.fixture
def tokens():
    return []


@pytest.fixture
def secret(clock, tokens):
    """A story under embargo that everything on the site would lead to, had it ended."""
    clock(MORNING)
    make_publication()
    Page.objects.create(title="About", slug="about", body="<p>A paper.</p>")
    section = make_section(name="World", slug="world")
    credit = Credit(make_author(name="Ana Pérez", slug="ana").pk)
    plain = {"section": section.pk, "bylines": (credit,), "embargo_until": END}
    draft = make_article(
        published_at=None,
        headline=f"Zephyrine at the {COMMON}",
        standfirst="Feldspar, it is said.",
        body=f'<p>Quartzmarrow.</p><figure data-image="{make_image().pk}"></figure>',
        tags=("Obsidian",),
        **plain,
    )
    editor = make_user("Editor")
    story = publishing.publish(draft, by=editor, at=END)
    told = {"text": "Zephyrine was wrong.", "made_by": editor, "published_at": MORNING}
    Correction.objects.create(article=story, **told)
    FormerAddress.objects.create(article=story, year=2026, month=5, slug="older")
    tokens.append(preview_links.make(story, by=editor, valid_for=dt.timedelta(days=28)))

    public = {"section": section, "bylines": (credit,), "published_at": MORNING, "tags": ("Sea",)}
    make_article(headline=f"The {COMMON}", related=(Related(story=story.pk),), **public)
    changed = make_article(headline=f"Ships in the {COMMON}", **public)
    change = make_document(headline="Marblewing", slug="marblewing", **plain)
    revising.save(changed, change, by=editor)
    publishing.publish(changed, by=editor, at=END)
    tokens.append(preview_links.make(changed, by=editor, valid_for=dt.timedelta(days=28)))
    return story


def slugs():
    named = (Article, FormerAddress, Section, Tag, Author, Page)
    there = {slug for kind in named for slug in kind.objects.values_list("slug", flat=True)}
    # And those that a story is to have.
    return (there | set(Revision.objects.values_list("content__slug", flat=True))) - {""}


def in_pictures(place):
    """One part of the address of a rendition, for each picture: id, hash, shape, width."""
    return {
        image.rendition("16x9", 640)
        .url("jpg")
        .replace("-", "/")
        .replace(".", "/")
        .split("/")[place]
        for image in Image.objects.all()
    }


def values(tokens):
    """What each parameter of an address may be, as the database has it."""
    blocks = {pk // IDS_A_PART for pk in Article.objects.values_list("pk", flat=True)}
    return {
        "year": {2026},
        "month": {"5", "05"},
        "slug": slugs(),
        "block": blocks | {0},
        "token": tokens,
        "side": {192, 512},
        "fingerprint": {load_furniture().look.dress.fingerprint},
        "pk": in_pictures(2),
        "address_hash": in_pictures(3),
        "shape": in_pictures(4),
        "step": in_pictures(5),
        "format": {"jpg"},
    }


def patterns(entries, before=""):
    """The name and the whole regular expression of every address but the desk's."""
    for entry in entries:
        whole = before + entry.pattern.regex.pattern.removeprefix("^")
        if not isinstance(entry, URLResolver):
            yield entry.name, whole
        elif entry.namespace != "admin":
            yield from patterns(entry.url_patterns, whole)


def every_address(tokens):
    known = values(tokens)
    for name, pattern in patterns(get_resolver().url_patterns):
        for address, parameters in normalize(pattern):
            for parameter in parameters:
                if parameter not in known:
                    pytest.fail(
                        f"“{pattern}” has the parameter {parameter}: teach `values` what it may be."
                    )
            for chosen in itertools.product(*(known[parameter] for parameter in parameters)):
                yield name, "/" + address % dict(zip(parameters, chosen, strict=True))


def told(client, address):
    """All that a stranger is sent, in lower case, headers and all."""
    response = client.get(address, {"q": COMMON})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}\n{body.decode(errors='replace')}".lower()


def leaks(client, tokens):
    """Each address that says a secret, with its name."""
    found = set()
    for name, address in every_address(tokens):
        answer = told(client, address)
        if any(word in answer for word in SECRETS):
            found.add((name, address))
    return found


def test_before_its_end_no_address_says_a_word_and_after_it_all_do(client, clock, secret, tokens):
    clock(END - A_SECOND)

    assert leaks(client, tokens) == set()

    clock(END)
    found = leaks(client, tokens)
    assert ("article", secret.get_absolute_url()) in found
    assert ("article", "/2026/05/marblewing/") in found
    assert {name for name, _ in found} >= {
        *("article", "preview", "front_page", "latest", "search", "section", "tag", "author"),
        *("year", "month", "corrections", "feed", "section_feed", "tag_feed", "author_feed"),
        *("sitemap_of_month", "news_sitemap"),
    }


def leaky(request, slug):
    """A page that somebody adds without asking what is public."""
    return HttpResponse(Article.objects.filter(slug=slug).values_list("standfirst"))


urlpatterns = [path("leaky/<str:slug>/", leaky, name="leaky"), *urls.urlpatterns]
handler404 = urls.handler404


@pytest.mark.urls(__name__)
def test_a_page_that_is_added_later_is_walked_too(client, clock, secret, tokens):
    clock(END - A_SECOND)

    assert leaks(client, tokens) == {("leaky", f"/leaky/{secret.slug}/")}


@pytest.mark.urls(__name__)
def test_a_parameter_that_nobody_taught_the_walk_stops_it(secret, tokens, monkeypatch):
    unknown = path("other/<int:edition>/", leaky)
    monkeypatch.setitem(globals(), "urlpatterns", [unknown])

    with pytest.raises(pytest.fail.Exception, match="has the parameter edition: teach `values`"):
        list(every_address(tokens))


@pytest.mark.parametrize("word", SECRETS)
def test_a_search_for_its_very_words_finds_nothing(client, clock, secret, word):
    clock(END - A_SECOND)

    assert list(client.get("/search/", {"q": word}).context["page"]) == []


@pytest.mark.parametrize("things", ["authors", "stories", "tags"])
def test_what_the_desk_suggests_is_for_the_desk(client, secret, things):
    response = client.get(reverse(f"admin:pick_{things}"), {"q": "zephyrine"})

    assert response.status_code == 403
    assert "zephyrine" not in response.content.decode().lower()


def test_an_embargo_that_is_set_later_hides_a_public_story_again(client, clock, secret, tokens):
    """The embargo is a floor: also one that came when the story was out."""
    clock(END + A_SECOND)
    assert leaks(client, tokens)
    Article.objects.filter(pk=secret.pk).update(embargo_until=END + dt.timedelta(hours=1))
    revising.save(
        secret,
        replace(secret.revisions.first().document, embargo_until=END + dt.timedelta(hours=1)),
        by=make_user(),
    )

    found = {address for name, address in leaks(client, tokens)}

    assert secret.get_absolute_url() not in found
    assert f"/preview/{tokens[0]}/" not in found
