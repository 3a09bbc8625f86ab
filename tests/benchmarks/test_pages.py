"""What each page costs over an archive of 100,000 stories.

    uv run pytest -n 0 tests/benchmarks/test_pages.py --benchmark-columns=min,median,max

`ARCHIVE=1000000` measures a million.
"""

import pytest
from django.db.models import Count
from django.test import Client

from articles.models import Article, Section, Tag
from authors.models import Author

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(archive):
    return Client()


@pytest.fixture(scope="module")
def places(archive):
    """Addresses by what they are called here: the tag that most stories bear, and so on."""
    tags = list(Tag.objects.annotate(stories=Count("taggings")).order_by("-stories"))
    middle = Article.objects.published().newest_first()[1000]
    return {
        "{section}": Section.objects.first().get_absolute_url(),
        "{common tag}": tags[0].get_absolute_url(),
        "{rare tag}": tags[len(tags) // 2].get_absolute_url(),
        "{author}": Author.objects.first().get_absolute_url(),
        "{year}": f"/{middle.address_year}/",
        "{month}": f"/{middle.address_year}/{middle.address_month:02}/",
        "{sitemap}": f"/sitemap-{middle.address_year}-{middle.address_month:02}-"
        f"{middle.pk // 50_000}.xml",
    }


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/latest/", "{section}", "{common tag}", "{rare tag}", "{author}"),
        *("{author}?role=words", "/authors/", "{year}", "{month}", "/corrections/"),
        # A word of most stories, of some; a phrase of common words; all but a few; misspelt.
        *("/search/?q=said", "/search/?q=barbach", "/search/?q=%22the+night+train%22"),
        *("/search/?q=-barbach+after:2020", "/search/?q=council+library", "/search/?q=museumm"),
        *("/feed/", "{section}feed/", "{common tag}feed/", "{rare tag}feed/", "{author}feed/"),
        *("/sitemap.xml", "{sitemap}", "/sitemap-authors-0.xml", "/news-sitemap.xml"),
    ],
)
def test_list(benchmark, reader, places, address):
    name = address[: address.find("}") + 1]
    address = places[name] + address.removeprefix(name) if name else address

    response = benchmark(reader.get, address)

    assert response.status_code == 200


def test_article(benchmark, reader):
    article = Article.objects.published().newest_first()[1000]

    response = benchmark(reader.get, article.get_absolute_url())

    assert response.status_code == 200
