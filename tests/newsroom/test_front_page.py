import pytest

from newsroom.models import AdSlot, Page
from tests.builders import make_article, make_image, make_publication

pytestmark = pytest.mark.django_db


def test_an_empty_site_has_a_front_page(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "Nothing has been published yet" in response.content.decode()


def test_the_front_page_bears_the_name_and_the_tagline(client):
    make_publication(name="The Paper", tagline="All of it")

    page = client.get("/").content.decode()

    assert "<title>The Paper</title>" in page
    assert page.count("<h1") == 1
    assert '<p class="masthead-tagline">All of it</p>' in page


def test_a_house_ad_at_the_end_of_the_page_stands_on_every_page(client):
    AdSlot.objects.create(
        publication=make_publication(), place="end", image=make_image(), url="https://example.com/"
    )

    for address in ("/", "/latest/", make_article().get_absolute_url()):
        assert client.get(address).content.decode().count('<div class="ad"') == 1


def test_a_pages_words_stay_inside_its_description(client):
    body = '<p>0;url=https://evil.example/" http-equiv="refresh</p>'
    Page.objects.create(title="About", slug="about", body=body)
    Page.objects.create(title="Empty", slug="empty")

    page = client.get("/about/").content.decode()

    assert 'content="0;url=https://evil.example/&quot; http-equiv=&quot;refresh"' in page
    assert 'name="description"' not in client.get("/empty/").content.decode()


def test_a_page_prints_its_text_without_its_dangers(client):
    Page.objects.create(
        title="About <us>", slug="about", body="<p>We write.</p><script>alert(1)</script>"
    )

    page = client.get("/about/").content.decode()

    assert "<h1>About &lt;us&gt;</h1>" in page
    assert "<p>We write.</p>" in page
    assert "alert(1)" not in page


def test_a_page_costs_two_queries_and_leaves_no_cookie(client, django_assert_num_queries):
    make_publication()
    Page.objects.create(title="About", slug="about", body="<p>We write.</p>")

    with django_assert_num_queries(2):
        response = client.get("/about/")

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ["/", "/about/", "/latest/", "/authors/"])
def test_a_page_names_the_address_it_is_known_by(client, settings, address):
    settings.SITE_URL = "https://paper.example"
    Page.objects.create(title="About", slug="about")

    page = client.get(address).content.decode()

    assert f'<link rel="canonical" href="https://paper.example{address}">' in page


def test_an_unknown_page_is_not_found(client):
    assert client.get("/unknown/").status_code == 404
