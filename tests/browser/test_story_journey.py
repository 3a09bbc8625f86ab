"""The whole path: written at the desk, read on the site, the bio changed, each refused the rest."""

import json
import re
from pathlib import Path

import pytest

from articles import body
from articles.models import Article
from tests.builders import make_article, make_author, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PHOTO = DATA / "images" / "credited-photo.jpg"
NEWS = DATA / "news" / "digitalgov-300.jsonl"

needs_data = pytest.mark.skipif(
    not (PHOTO.exists() and NEWS.exists()), reason="The shared photographs and news are not here."
)


def story_of_600_words():
    with NEWS.open() as lines:
        stories = (json.loads(line) for line in lines)
        return next(s for s in stories if 600 <= body.word_count(s["body_html"]) <= 900)


def as_word_processor(html):
    """The same story as a word processor puts it on the clipboard."""
    office = "urn:schemas-microsoft-com:office:office"
    paragraph = '<p class="MsoNormal" style="margin:0cm;font-family:Calibri;mso-fareast-lang:EN">'
    html = html.replace("<p>", paragraph)
    return f'<html xmlns:o="{office}"><body lang="EN-GB">{html}<o:p></o:p></body></html>'


def paste_html(page, html):
    """A real paste: the clipboard holds HTML, and the keys say Ctrl+V."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """html => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], {type: "text/html"}),
        })])""",
        html,
    )
    page.keyboard.press("Control+v")
    page.get_by_text(re.compile(r"^[6-9]\d\d words")).first.wait_for()


def pick(page, search_label, typed, name):
    search = page.get_by_label(search_label, exact=True)
    search.click()
    search.press_sequentially(typed)
    page.locator("[aria-busy=false]:focus").wait_for()
    search.press("ArrowDown")
    page.get_by_role("option", name=name, selected=True).wait_for()
    search.press("Enter")


@needs_data
def test_a_story_goes_from_the_desk_to_its_readers(open_page, open_desk):
    make_publication(name="The Harbour Post", promo_after=2)
    politics = make_section(name="Politics", slug="politics", line="Politics and the city")
    ana = make_author(name="Ana Pérez", slug="ana-perez", title="Reporter", bio="Ana writes.")
    bo = make_author(name="Bo Lund", slug="bo-lund", sign_off="Bo Lund takes photographs.")
    related = [make_article(headline=f"Harbour story {n}", section=politics) for n in (1, 2, 3)]
    editor = make_user("Editor")
    source = story_of_600_words()

    desk = open_desk(editor)
    desk.goto("/admin/articles/article/add/")
    desk.get_by_label("Headline").fill("The harbour opens again")
    desk.get_by_label("Standfirst").fill("After nine years the gates are up.")
    desk.get_by_role("textbox", name="Body").click()
    paste_html(desk, as_word_processor(source["body_html"]))
    desk.get_by_label("Section").select_option(label="Politics")
    pick(desk, "Add an author", "perez", "Ana Pérez")
    pick(desk, "Add an author", "bo lu", "Bo Lund")
    desk.get_by_label("What Bo Lund did").select_option(label="Photographs")
    desk.get_by_label("Tags").fill("harbours, City life,")
    upload_lead_image(desk)
    for story in related:
        pick(desk, "Add a story", story.headline, story.headline)
    desk.get_by_role("button", name="Publish", exact=True).click()
    desk.get_by_text("Published. Readers see it now.").wait_for()

    article = Article.objects.published().get(headline="The harbour opens again")
    assert words(article.body) == words(source["body_html"])
    assert [byline.author for byline in article.bylines.all()] == [ana, bo]
    assert [link.story for link in article.related_links.all()] == related

    reader = open_page()
    reader.goto(article.get_absolute_url())
    page = reader.locator("body")
    assert reader.get_by_role("heading", level=1).all_text_contents() == ["The harbour opens again"]
    for part in [
        "Politics and the city",
        "After nine years the gates are up.",
        "Image Credit: ",
        "More: Harbour story 1",
        "Bo Lund takes photographs.",
        "Ana writes.",
        "City life",
    ]:
        assert part in page.inner_text(), part
    assert "Photographs by Bo Lund" in " ".join(page.inner_text().split())
    assert in_order(
        page.inner_text(),
        ["The harbour opens again", "Image Credit: ", "More: Harbour story 1", "Ana writes."],
    )
    picture = reader.locator("main figure img").first
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")

    bio_desk = open_desk(make_user("Bio editor"))
    bio_desk.goto(f"/admin/authors/author/{ana.pk}/change/")
    bio_desk.get_by_label("Title").fill("Harbour correspondent")
    bio_desk.get_by_label("Bio").fill("Ana has covered the harbour for years.")
    bio_desk.get_by_role("button", name="Save", exact=True).click()
    bio_desk.get_by_text("was changed successfully").wait_for()
    assert bio_desk.goto(f"/admin/articles/article/{article.pk}/change/").status == 403
    assert bio_desk.goto("/admin/articles/article/").status == 403

    reader.reload()
    assert "Harbour correspondent" in page.inner_text()
    assert "Ana has covered the harbour for years." in page.inner_text()

    writer_desk = open_desk(make_user("Writer"))
    assert writer_desk.goto(f"/admin/articles/article/{article.pk}/change/").status == 403
    assert writer_desk.goto(f"/admin/authors/author/{ana.pk}/change/").status == 403
    assert desk.goto(f"/admin/authors/author/{ana.pk}/change/").status == 200
    assert desk.get_by_role("button", name="Save", exact=True).count() == 0


def upload_lead_image(desk):
    chooser = desk.locator("image-chooser").first
    chooser.get_by_role("button", name="Upload").click()
    dialog = desk.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(PHOTO)
    dialog.get_by_label("Credit").fill("Ana Pérez / Agencia Sur")
    dialog.get_by_label("Alternative text").fill("Boats at the gates of the harbour")
    dialog.get_by_role("button", name="Upload", exact=True).click()
    chooser.get_by_text("Ana Pérez / Agencia Sur", exact=True).wait_for()


def words(html):
    return body.plain_text(body.clean(html)).split()


def in_order(text, parts):
    places = [text.index(part) for part in parts]
    return places == sorted(places)
