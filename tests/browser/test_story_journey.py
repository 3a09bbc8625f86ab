"""The whole path: written at the desk, read on the site, the bio changed, each refused the rest."""

import json
import re
from pathlib import Path

import pytest

from articles import body
from articles.models import Article
from newsroom.models import AdSlot, PromoLine
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_section,
    make_user,
)

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
    open_the_paper()
    source = story_of_600_words()
    ana = make_author(name="Ana Pérez", slug="ana-perez", title="Reporter", bio="Ana writes.")
    bo = make_author(name="Bo Lund", slug="bo-lund", sign_off="Bo Lund takes photographs.")
    politics = make_section(name="Politics", slug="politics", line="Politics and the city")
    related = [make_article(headline=f"Harbour story {n}", section=politics) for n in (1, 2, 3)]

    desk = open_desk(make_user("Editor"))
    write_and_publish(desk, source)
    article = Article.objects.published().get(headline="The harbour opens again")
    correct(desk)

    assert words(article.body) == words(source["body_html"])
    assert [byline.author for byline in article.bylines.all()] == [ana, bo]
    assert [link.story for link in article.related_links.all()] == related

    reader = open_page()
    reader.goto(article.get_absolute_url())
    last_words = " ".join(words(article.body)[-6:])
    assert in_order(
        shown(reader),
        [
            "Politics and the city",
            "The harbour opens again",
            "After nine years the gates are up.",
            "By Ana Pérez",
            "Photographs by Bo Lund",
            "Image Credit: Zoë Nováková / Agencia Sur",
            "(Write to us)",
            "Advertisement",
            last_words,
            "It took nine years, not eight.",
            "More: Harbour story 1",
            "More: Harbour story 2",
            "More: Harbour story 3",
            "Bo Lund takes photographs.",
            "Written By",
            "Ana writes.",
            "City life",
        ],
    )
    assert reader.get_by_role("heading", level=1).all_text_contents() == ["The harbour opens again"]
    picture = reader.locator("main figure img").first
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")

    bios = open_desk(make_user("Bio editor"))
    change_bio(bios, ana)
    reader.reload()
    assert "Harbour correspondent" in shown(reader)
    assert "Ana has covered the harbour for years." in shown(reader)

    writer = open_desk(make_user("Writer"))
    story_form = f"/admin/articles/article/{article.pk}/change/"
    bio_form = f"/admin/authors/author/{ana.pk}/change/"
    for page, address in [(bios, story_form), (writer, story_form), (writer, bio_form)]:
        assert page.goto(address).status == 403
    desk.goto(bio_form)
    assert desk.get_by_role("button", name="Save", exact=True).count() == 0


def open_the_paper():
    """A publication with a promo line and a house ad inside its stories."""
    publication = make_publication(name="The Harbour Post", promo_after=2)
    address = "https://example.org/write"
    PromoLine.objects.create(publication=publication, text="Write to us", url=address)
    AdSlot.objects.create(
        publication=publication, place="paragraph", paragraph=3, image=make_image(), url=address
    )


def write_and_publish(desk, source):
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
    for number in (1, 2, 3):
        pick(desk, "Add a story", f"harbour story {number}", f"Harbour story {number}")
    desk.get_by_role("button", name="Publish", exact=True).click()
    desk.get_by_text("Published. Readers see it now.").wait_for()


def correct(desk):
    desk.get_by_role("link", name="Add a correction").click()
    desk.get_by_label("What readers are told").fill("It took nine years, not eight.")
    desk.get_by_role("button", name="Tell readers").click()
    desk.get_by_text("was added successfully").wait_for()


def change_bio(desk, author):
    desk.goto(f"/admin/authors/author/{author.pk}/change/")
    desk.get_by_label("Title").fill("Harbour correspondent")
    desk.get_by_label("Bio").fill("Ana has covered the harbour for years.")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_text("was changed successfully").wait_for()


def upload_lead_image(desk):
    chooser = desk.locator("image-chooser").first
    chooser.get_by_role("button", name="Upload").click()
    dialog = desk.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(PHOTO)
    dialog.get_by_label("Credit").fill("Agencia Sur")
    dialog.get_by_label("Alternative text").fill("Boats at the gates of the harbour")
    dialog.get_by_role("button", name="Upload", exact=True).click()
    chooser.get_by_text("Zoë Nováková / Agencia Sur", exact=True).wait_for()


def words(html):
    return body.plain_text(body.clean(html)).split()


def shown(page):
    return " ".join(page.locator("body").inner_text().split())


def in_order(text, parts):
    """Each part after the one before it; an assertion names the first that is not."""
    place = 0
    for part in parts:
        assert part in text[place:], f"{part} is not where it belongs"
        place = text.index(part, place) + len(part)
    return True
