"""What a reader's browser makes of the public pages."""

import time

import pytest

from articles.document import Credit
from articles.models import Article, Correction
from newsroom.models import AdSlot, Page, PromoLine
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
TABLE = (
    "<table><caption>Ships</caption><thead><tr>"
    + "".join(f"<th>Column {number}</th>" for number in range(12))
    + "</tr></thead><tbody><tr>"
    + "".join("<td>Something</td>" for _ in range(12))
    + "</tr></tbody></table>"
)
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

# The texts of a page whose contrast with what lies behind them is too low.
FAINT_TEXTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const light = (color) => {
    const [r, g, b] = color.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const faint = [];
  let seen = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), element = walker.currentNode.parentElement;
    if (!text || !element.checkVisibility() || element.closest("script")) continue;
    seen += 1;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const ratio = contrast(rgba(style.color), behind(element));
    if (ratio < (isLarge ? 3 : 4.5)) faint.push(`${text.slice(0, 40)}: ${ratio.toFixed(2)}`);
  }
  return {faint, seen};
}"""

# The links and fields, apart from those within a sentence, that a finger can hardly hit.
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input")]
  .filter((element) => element.checkVisibility() && !element.matches(".skip"))
  .filter((element) => !element.closest(".prose p, .notice p, .nothing, .footer-text"))
  .map((element) => [element.textContent.trim().slice(0, 40), element.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([text, box]) => `${text}: ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`)"""

WATCH_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      window.shifts.push([entry.value, ...entry.sources.map((source) => String(
        source.node?.outerHTML || source.node?.textContent).slice(0, 80))]);
    }
  }).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture
def site():
    """A story with everything, and every other kind of page, by name."""
    publication = make_publication(
        promo_after=1,
        footer_text="Printed daily.",
        social_links=[{"label": "Mastodon", "url": "https://example.social/@test"}],
    )
    PromoLine.objects.create(
        publication=publication, text="Write to us", url="https://example.org/write"
    )
    for place, paragraph, width, height in [
        ("paragraph", 1, 300, 250),
        ("paragraph", 2, 970, 250),
        ("authors", None, 728, 90),
        ("end", None, 300, 600),
    ]:
        AdSlot.objects.create(
            publication=publication,
            place=place,
            paragraph=paragraph,
            width=width,
            height=height,
            image=make_image(width * 2, height * 2),
            url="https://example.com/offer",
        )
    Page.objects.create(title="Ethics", slug="ethics", body="<p>We are fair.</p>")
    section = make_section(name="World", slug="world", line=f"The World: {LONG_WORD}")
    for number in range(22):
        make_article(section=section, headline=f"Ships {number}", lead_image=None)
    author = make_author(
        name="Ana Pérez",
        slug="ana",
        title="Editor",
        bio="Ana has been at sea.",
        sign_off="Ana signs.",
        contact="ana.maria.perez.garcia@a-very-long-domain-name.example.org",
        portrait=make_image(800, 1000),
        links=[{"label": "Website", "url": "https://ana.example"}],
    )
    article = make_article(
        headline=f"A ship called {LONG_WORD}",
        standfirst="What it carried",
        section=section,
        kind="opinion",
        lead_image=make_image(place_line="Kyiv, Ukraine", caption="A ship"),
        body="<p>One, with <a href='https://example.org'>a link</a>.</p><h2>Subhead</h2>"
        f"<p>Two.</p><figure data-image='{make_image().pk}'></figure>{TABLE}"
        f"<blockquote><p>Said.</p></blockquote><pre><code>{LONG_WORD * 2}</code></pre>"
        f"<figure data-embed='{VIDEO}'></figure><p>{LONG_WORD}</p>",
        bylines=(Credit(author.pk), Credit(make_author(name=LONG_WORD).pk)),
        tags=("Ships", LONG_WORD[:60]),
    )
    Correction.objects.create(article=article, text="It was Tuesday.", made_by=make_user())
    gone = make_article()
    Article.objects.filter(pk=gone.pk).update(
        withdrawn_at=gone.published_at, withdrawn_reason="The source was wrong."
    )
    return {
        "article": article.get_absolute_url(),
        "front page": "/",
        "section": "/sections/world/",
        "tag": "/tags/ships/",
        "author": "/authors/ana/",
        "authors": "/authors/",
        "latest": "/latest/",
        "search": "/search/?q=ships",
        "page": "/ethics/",
        "gone": gone.get_absolute_url(),
        "not found": "/no/such/place/",
    }


def read(page, address):
    """Open a page and see all of it, so that every picture is asked for."""
    page.goto(address)
    height = page.evaluate("document.documentElement.scrollHeight")
    for place in range(0, height, 600):
        page.mouse.wheel(0, 600)
        page.wait_for_function(
            f"() => window.scrollY >= Math.min({place}, document.documentElement.scrollHeight"
            " - window.innerHeight) - 1"
        )
    page.wait_for_load_state("networkidle")


def test_no_page_is_wider_than_a_small_phone(open_page, site):
    page = open_page(width=320)

    for name, address in site.items():
        page.goto(address)
        widths = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        wide, window = page.evaluate(widths)
        assert wide <= window, name


def test_a_wide_table_scrolls_by_keyboard_in_its_own_place(open_page, site):
    page = open_page(width=320)
    page.goto(site["article"])
    region = page.get_by_role("region", name="Table: Ships")

    region.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_function("() => document.querySelector('.table-scroll').scrollLeft > 0")


def test_the_first_key_leads_past_the_masthead(open_page, site):
    page = open_page()
    page.goto(site["article"])

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_focus_can_be_seen_wherever_it_goes(open_page, site):
    page = open_page()
    page.goto(site["article"])

    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")


def test_nothing_moves_while_pictures_and_advertisements_arrive(open_page, site):
    page = open_page(width=390)
    page.add_init_script(WATCH_SHIFTS)
    page.route("**/pictures/**", lambda route: (time.sleep(0.05), route.continue_()))

    for name in ("article", "front page", "section"):
        read(page, site[name])
        assert page.evaluate("window.shifts") == [], name


def test_every_picture_arrives(open_page, site):
    page = open_page()
    missing = "[...document.images].filter(i => i.naturalWidth === 0).map(i => i.currentSrc)"

    for name in ("article", "author", "front page"):
        read(page, site[name])
        assert page.evaluate("document.images.length") > 0
        assert page.evaluate(missing) == [], name


def test_an_advertisement_keeps_its_place_when_nothing_arrives(open_page, site):
    page = open_page()
    page.route("**/pictures/**", lambda route: route.abort())
    page.goto(site["article"])

    box = page.locator(".story-body .ad img").first.bounding_box()

    assert (box["width"], box["height"]) == (300, 250)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_stands_out_from_its_ground(open_page, site, dark):
    page = open_page(dark=dark)

    for name, address in site.items():
        page.goto(address)
        found = page.evaluate(FAINT_TEXTS)
        assert found["seen"] > 10, name
        assert found["faint"] == [], name


@pytest.mark.parametrize("width", [360, 1280])
def test_every_link_is_large_enough_for_a_finger(open_page, site, width):
    page = open_page(width=width)

    for name, address in site.items():
        page.goto(address)
        assert page.evaluate(SMALL_TARGETS) == [], name


def test_the_story_is_whole_without_scripts(open_page, site):
    page = open_page(scripts=False)
    page.goto(site["article"])

    assert page.get_by_role("heading", level=1).is_visible()
    for words in ("One, with", "Advertisement", "It was Tuesday.", "Written By", "Ana signs."):
        assert page.get_by_text(words).first.is_visible()
    assert page.get_by_role("link", name="Watch on YouTube").get_attribute("href") == VIDEO


def test_a_reader_goes_from_front_page_to_story_to_author_to_search(open_page, site):
    page = open_page(scripts=False)
    page.goto("/")

    page.get_by_role("link", name="A ship called").first.click()
    page.get_by_role("link", name="All stories by Ana Pérez").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Ana Pérez"
    page.get_by_placeholder("Hi, what are you looking for?").fill("ships 7")
    page.keyboard.press("Enter")
    page.locator("ol.results").get_by_role("link", name="Ships 7").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Ships 7"


def test_the_address_is_copied_where_a_script_may_run(open_page, site, settings, live_server):
    settings.SITE_URL = live_server.url
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site["article"])

    page.get_by_role("button", name="Copy link").click()

    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == live_server.url + site["article"]


def test_paper_gets_the_story_without_the_furniture(open_page, site):
    page = open_page()
    page.goto(site["article"])

    page.emulate_media(media="print")

    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_text("Image Credit:").first.is_visible()
    for hidden in (".sections", ".search", ".share", ".ad", ".more"):
        assert not page.locator(hidden).first.is_visible()
