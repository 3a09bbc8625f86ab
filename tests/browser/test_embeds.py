"""A film in a story, from the editor's dialog to the reader's click."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.builders import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db(transaction=True)

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
PLAYER_HOST = "www.youtube-nocookie.com"
PLAYER = f"https://{PLAYER_HOST}/embed/dQw4w9WgXcQ"
FIGURE = f'<figure data-embed="{VIDEO}"><figcaption>A song of the harbour</figcaption></figure>'
BODY = f"<p>Before</p>{FIGURE}<p>After</p>"

WATCH_SHIFTS = """new PerformanceObserver((list) => {
  window.shifts = (window.shifts ?? 0) + list.getEntries().reduce((sum, one) => sum + one.value, 0);
}).observe({ type: "layout-shift", buffered: true });"""


def answer_as_provider(page):
    """What the browser asks of the provider, which a page of ours answers in its place."""
    asked = []

    def answer(route):
        asked.append(route.request)
        route.fulfill(content_type="text/html", body="<button>Play</button>")

    page.route(f"https://{PLAYER_HOST}/**", answer)
    return asked


def load_button(page):
    return page.get_by_role("button", name="Load the player from YouTube")


def test_an_editor_embeds_a_film_and_a_reader_plays_it(open_desk, open_page):
    make_publication()
    story = make_article(published_at=None, body="<p>Before</p>")
    page = open_desk(make_user("Publisher"))
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    text = page.get_by_role("textbox", name="Body")
    text.get_by_text("Before").click()
    page.keyboard.press("End")

    page.keyboard.press("Enter")
    page.keyboard.press("Alt+F10")
    page.get_by_role("button", name="Embed", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.type(VIDEO)
    page.keyboard.press("Tab")
    page.keyboard.type("A song")
    page.keyboard.press("Enter")
    expect(page.locator("figcaption")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("After")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()

    reader = open_page(guests={PLAYER_HOST})
    asked = answer_as_provider(reader)
    reader.goto(Article.objects.get(pk=story.pk).get_absolute_url())
    expect(reader.locator("figure.embed")).to_contain_text("A song")
    before = list(asked)
    load_button(reader).click()
    expect(reader.frame_locator("iframe").get_by_role("button", name="Play")).to_be_visible()
    assert (before, [request.url for request in asked]) == ([], [PLAYER])


def test_the_player_is_told_the_site_and_not_the_page(open_page, live_server):
    page = open_page(guests={PLAYER_HOST})
    asked = answer_as_provider(page)
    page.goto(make_article(body=BODY).get_absolute_url())

    load_button(page).click()
    expect(page.frame_locator("iframe").get_by_role("button", name="Play")).to_be_visible()

    assert asked[0].headers["referer"] == f"{live_server.url}/"


def test_the_player_is_reached_and_left_by_keyboard(open_page):
    page = open_page(guests={PLAYER_HOST})
    answer_as_provider(page)
    page.goto(make_article(body=BODY).get_absolute_url())

    load_button(page).focus()
    page.keyboard.press("Enter")

    frame = page.get_by_title("YouTube: A song of the harbour")
    expect(frame).to_be_focused()
    expect(page.frame_locator("iframe").get_by_role("button", name="Play")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(frame).not_to_be_focused()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_moves_when_the_button_comes_and_when_the_player_does(open_page, width):
    page = open_page(width=width, guests={PLAYER_HOST})
    answer_as_provider(page)
    page.add_init_script(WATCH_SHIFTS)
    page.goto(make_article(body=BODY + "<p>More</p>" * 20).get_absolute_url())
    load_button(page).scroll_into_view_if_needed()
    poster = page.locator(".embed-poster")
    before = poster.bounding_box()

    load_button(page).click()
    expect(page.frame_locator("iframe").get_by_role("button", name="Play")).to_be_visible()

    assert poster.bounding_box() == before
    assert page.evaluate("window.shifts ?? 0") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_the_poster_has_the_same_height_with_and_without_script(open_page, width):
    story = make_article(body=BODY)
    heights = []

    for scripts in [True, False]:
        page = open_page(width=width, scripts=scripts)
        page.goto(story.get_absolute_url())
        heights.append(page.locator(".embed-poster").bounding_box()["height"])

    assert heights[0] == heights[1]


def test_without_script_the_poster_is_a_plain_link(open_page):
    page = open_page(scripts=False)

    page.goto(make_article(body=BODY).get_absolute_url())

    link = page.get_by_role("link", name="Watch on YouTube")
    expect(link).to_have_attribute("href", VIDEO)
    expect(page.locator("figure.embed button, iframe")).to_have_count(0)


def test_a_story_without_an_embed_loads_no_script_for_one(open_page):
    loaded = []
    page = open_page()
    page.on("request", lambda request: loaded.append(request.url))

    page.goto(make_article().get_absolute_url())

    assert [url for url in loaded if "embed-player" in url] == []
