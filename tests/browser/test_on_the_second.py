"""What was scheduled is read at its second in a browser, with no worker running."""

import datetime as dt
import time
from dataclasses import replace

import pytest
from django.utils import timezone

from articles import publishing, revising
from articles.document import Credit
from authors import deeds
from authors.models import Deed
from tests.builders import make_article, make_author, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

# The issue says sixty; that nothing comes earlier is seen as well in fewer.
AHEAD = dt.timedelta(seconds=8)
# A page that is asked for within so long before the moment may be made after it.
NEARLY = dt.timedelta(seconds=1.5)
HEADLINE = "The harbour opens"


@pytest.fixture
def world():
    make_publication()
    return make_section(name="World", slug="world")


@pytest.fixture
def make_story(world):
    author = make_author(name="Ana Pérez", slug="ana")

    def make(**overrides):
        fields = {"headline": HEADLINE, "section": world, "bylines": (Credit(author.pk),)}
        return make_article(**fields | overrides)

    return make


def lists():
    """Every list that a reader or a machine may find the story by."""
    now = timezone.localtime()
    return {
        *("/", "/latest/", "/sections/world/", "/authors/ana/", f"/{now:%Y}/", f"/{now:%Y/%m}/"),
        *("/feed/", "/sections/world/feed/", "/search/?q=harbour"),
        *(f"/sitemap-{now:%Y-%m}-0.xml", "/news-sitemap.xml"),
    }


def where(page, text):
    """The lists that say this; a browser shows some only as a file, so their text is asked for."""
    return {address for address in lists() if text in page.request.get(address).text()}


def read(page, address):
    """The status of a page and its headline, as a reader sees them."""
    response = page.goto(address)
    return response.status, page.get_by_role("heading", level=1).inner_text()


def wait_until(moment):
    while timezone.now() < moment:
        time.sleep(0.01)


def test_a_story_is_everywhere_at_its_second_and_nowhere_before(open_page, make_story):
    draft, reader = make_story(published_at=None), open_page()
    moment = timezone.now() + AHEAD
    story = publishing.publish(draft, by=make_user(), at=moment)
    address = story.get_absolute_url()

    assert where(reader, address) == set()
    assert read(reader, address) == (404, "There is no page here")
    assert timezone.now() < moment - NEARLY, "This machine is too slow to see what is not there."

    wait_until(moment)
    assert read(reader, address) == (200, HEADLINE)
    assert where(reader, address) == lists()
    reader.goto("/")
    reader.get_by_role("link", name=HEADLINE).first.click()
    reader.wait_for_url(f"**{address}")


def test_a_change_of_a_public_story_is_there_at_its_second(open_page, make_story):
    make_story(headline="The harbour sleeps")
    story, reader, ana = make_story(slug="gates"), open_page(), make_user()
    old = story.get_absolute_url()
    document = replace(
        story.revisions.first().document, headline="The harbour is open", slug="gates-open"
    )
    revising.save(story, document, by=ana)
    moment = timezone.now() + AHEAD
    publishing.publish(
        story, by=ana, at=moment, change=publishing.Change(kind="update", words="It is open.")
    )

    assert read(reader, old) == (200, HEADLINE)
    assert where(reader, "gates-open") == set()
    assert timezone.now() < moment - NEARLY, "This machine is too slow to see what is not there."

    wait_until(moment)
    assert read(reader, old) == (200, "The harbour is open")
    assert reader.url.endswith("/gates-open/")
    assert reader.get_by_text("It is open.").is_visible()
    assert where(reader, "/gates-open/") == lists()
    assert where(reader, old) == set()
    entry = deeds.about(story).filter(kind=Deed.Kind.PUBLISHED).first()
    assert (entry.by, entry.door) == (ana, Deed.Door.CLOCK)
    assert entry.late_by < 1


def test_a_story_leaves_everything_at_the_second_of_its_withdrawal(open_page, make_story):
    make_story(headline="The harbour sleeps")
    story, reader = make_story(slug="gates"), open_page()
    address = story.get_absolute_url()
    moment = timezone.now() + AHEAD
    publishing.withdraw(story, by=make_user(), reason="The rights have ended.", at=moment)

    assert read(reader, address) == (200, HEADLINE)
    assert where(reader, address) == lists()
    assert timezone.now() < moment - NEARLY, "This machine is too slow to see what is not there."

    wait_until(moment)
    assert read(reader, address) == (410, "This story has been withdrawn")
    assert reader.get_by_text("The rights have ended.").is_visible()
    assert where(reader, address) == set()
