"""Credits and rights of pictures, from the library to the page."""

import datetime as dt
import json
import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import timezone

from articles import checklist, mailing, publishing, rights_watch
from articles.document import Credit
from articles.models import Notice
from authors.models import Deed
from media.credit_lines import credit_line
from media.models import Image
from media.rights import Licence
from newsroom import env, working
from tests.articles.article_pages import structured_data
from tests.authors.bio_forms import form_of, typed
from tests.builders import make_article, make_author, make_image, make_publication, make_user

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def ended(**facts):
    return make_image(rights_until=timezone.now() - DAY, **facts)


def page_of(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def image_of(html):
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1]
    return json.loads(data)["image"]


# The credit line


@pytest.mark.parametrize(
    ("rule", "facts", "line"),
    [
        (
            "{creator} / {credit}",
            {"creator": "Ana Pérez", "credit": "Reuters"},
            "Ana Pérez / Reuters",
        ),
        ("{creator} / {credit}", {"creator": "", "credit": "Reuters"}, "Reuters"),
        ("{creator} / {credit}", {"creator": "Ana", "credit": ""}, "Ana"),
        ("{creator} / {credit}", {"creator": "Ana", "credit": "ANA"}, "Ana"),
        ("{creator} / {credit}", {"creator": "Ana", "credit": "Ana / Reuters"}, "Ana / Reuters"),
        (
            "{creator} / {credit}",
            {"creator": "Ana", "credit": "Banana Press"},
            "Ana / Banana Press",
        ),
        ("({credit}, {source})", {"credit": "Reuters", "source": "Pool"}, "(Reuters, Pool)"),
        ("({credit}, {source})", {"credit": "", "source": ""}, ""),
        ("Photo: {credit}", {"credit": "Reuters"}, "Photo: Reuters"),
    ],
)
def test_the_credit_line_follows_the_rule_of_the_publication(settings, rule, facts, line):
    settings.CREDIT_LINE = rule

    assert credit_line(Image(**facts)) == line


@pytest.mark.parametrize("rule", ["Photo", "{caption}", "{credit", "{}", "{credit.real}"])
def test_a_rule_that_names_nothing_stops_the_start(monkeypatch, rule):
    monkeypatch.setenv("CREDIT_LINE", rule)

    with pytest.raises(ImproperlyConfigured, match="CREDIT_LINE"):
        env.credit_line("CREDIT_LINE", "{credit}")


def test_the_line_stands_at_each_picture_of_a_story_with_and_without_a_caption(client):
    make_publication()
    facts = {"creator": "Ana Pérez", "credit": "Reuters"}
    lead, bare = make_image(**facts), make_image(**facts)
    author = make_author(portrait=make_image(**facts), bio="<p>Writes.</p>")
    article = make_article(
        lead_image=lead.pk,
        body=f'<p>Text.</p><figure data-image="{bare.pk}"></figure>',
        bylines=(Credit(author.pk),),
    )

    html = page_of(client, article)

    assert html.count("Image Credit: Ana Pérez / Reuters") == 3
    assert "Ana Pérez / Reuters" in client.get("/feed/").content.decode()


def test_machines_are_told_whose_it_is_and_where_to_license_it(client):
    make_publication()
    image = make_image(
        creator="Ana Pérez",
        credit="Reuters",
        copyright_notice="© 2026 Reuters",
        licence=Licence.CC_BY,
        licensor_url="https://licences.example/",
    )

    told = image_of(page_of(client, make_article(lead_image=image.pk)))

    assert told["creator"]["name"] == "Ana Pérez"
    assert told["creditText"] == "Ana Pérez / Reuters"
    assert told["copyrightNotice"] == "© 2026 Reuters"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["acquireLicensePage"] == "https://licences.example/"
    assert told["contentUrl"] == told["url"]


def test_machines_are_told_it_of_pictures_in_the_body_and_of_portraits_too(client):
    make_publication()
    first, second = make_image(credit="Bo Lund"), make_image(credit="Kim Ito")
    figures = f'<figure data-image="{second.pk}"></figure><figure data-image="{first.pk}"></figure>'
    author = make_author(portrait=make_image(credit="Ana Pérez"))
    article = make_article(body=f"<p>Text.</p>{figures}", bylines=(Credit(author.pk),))

    told = structured_data(page_of(client, article))

    assert [image["creditText"] for image in told["associatedMedia"]] == ["Kim Ito", "Bo Lund"]
    assert [person["image"]["creditText"] for person in told["author"]] == ["Ana Pérez"]


def test_machines_are_told_nothing_of_a_picture_that_is_withheld(client, settings):
    settings.HIDE_ENDED_PICTURES = True
    make_publication()
    image = make_image(credit="Kim Ito")
    author = make_author(portrait=image)
    figure = f'<figure data-image="{image.pk}"></figure>'
    article = make_article(
        lead_image=image.pk, body=f"<p>Text.</p>{figure}", bylines=(Credit(author.pk),)
    )
    Image.objects.update(rights_until=timezone.now() - DAY)

    told = structured_data(page_of(client, article))

    assert "image" not in told
    assert "associatedMedia" not in told
    assert "image" not in told["author"][0]


# Rights


def test_uses_of_other_public_stories_count_and_nothing_else():
    image, editor = make_image(uses_bought=2), make_user("Editor")
    first = make_article(lead_image=image.pk, by=editor)
    make_article(lead_image=image.pk, published_at=None)
    gone = make_article(lead_image=image.pk, by=editor)
    publishing.withdraw(gone, by=editor, reason="Wrong.")

    second = make_article(lead_image=image.pk, published_at=None)
    third = make_article(lead_image=image.pk, published_at=None)

    def blocked(article):
        document = article.revisions.first().document
        found = checklist.blocking(document, at=timezone.now(), article=article)
        return [finding.rule for finding in found]

    assert blocked(first) == blocked(second) == blocked(third) == []
    publishing.publish(second, by=editor)
    assert (blocked(second), blocked(third)) == ([], ["rights"])


def test_rights_that_end_soon_after_are_told_as_advice():
    soon, later = (make_image(rights_until=timezone.now() + days * DAY) for days in (3, 20))
    told = [
        [
            finding.message
            for finding in checklist.findings(
                make_article(lead_image=image.pk).revisions.first().document, at=timezone.now()
            )
            if finding.rule == "rights end"
        ]
        for image in (soon, later)
    ]

    assert [len(messages) for messages in told] == [1, 0]
    assert "may be shown until" in told[0][0]


def test_readers_get_words_in_place_of_a_picture_whose_rights_have_ended(client, settings):
    make_publication()
    facts = {"creator": "Ana Pérez", "credit": "Reuters"}
    lead, inside, portrait = ended(**facts), ended(**facts), ended(**facts)
    author = make_author(portrait=portrait, bio="<p>Writes.</p>")
    article = make_article(
        lead_image=lead.pk,
        body=f'<p>Text.</p><figure data-image="{inside.pk}"></figure>',
        bylines=(Credit(author.pk),),
    )
    pages = [article.get_absolute_url(), "/", "/feed/", author.get_absolute_url(), "/latest/"]

    def shown():
        return [page for page in pages if "/pictures/" in client.get(page).content.decode()]

    settings.HIDE_ENDED_PICTURES = False
    assert shown() == pages
    settings.HIDE_ENDED_PICTURES = True
    assert shown() == []
    html = page_of(client, article)
    assert html.count("This picture may no longer be shown.") == 2
    assert html.count("Image Credit: Ana Pérez / Reuters") == 2
    assert "og:image" not in html


def test_a_picture_is_withheld_from_its_second_on(settings, monkeypatch):
    settings.HIDE_ENDED_PICTURES = True
    moment = timezone.now()
    image = Image(rights_until=moment)

    monkeypatch.setattr(timezone, "now", lambda: moment - dt.timedelta(microseconds=1))
    before = image.is_withheld
    monkeypatch.setattr(timezone, "now", lambda: moment)

    assert (before, image.is_withheld) == (False, True)


# Rights that end


def showing(**rights):
    return make_article(lead_image=make_image(**rights).pk)


def told():
    return list(Deed.objects.filter(kind=Deed.Kind.RIGHTS).values_list("about_id", flat=True))


def test_each_is_told_when_its_end_is_near_and_when_it_has_come(monkeypatch):
    soon = showing(rights_until=timezone.now() + 3 * DAY)
    showing(rights_until=timezone.now() + 20 * DAY)
    showing()
    draft = {"published_at": None, "lead_image": ended().pk}
    make_article(**draft)

    assert [rights_watch.tell(), rights_watch.tell()] == [1, 0]
    later = timezone.now() + 4 * DAY
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert [rights_watch.tell(), rights_watch.tell()] == [1, 0]

    words = list(Deed.objects.filter(kind=Deed.Kind.RIGHTS).values_list("words", flat=True))
    assert told() == [soon.pk, soon.pk]
    assert "could be shown until" in words[0]
    assert "may be shown until" in words[1]


def test_those_who_keep_pictures_and_publish_are_mailed_once(mailoutbox):
    pia = make_user("Picture editor", email="pia@paper.example")
    ed = make_user("Editor", email="ed@paper.example")
    make_user("Writer", email="wren@paper.example")
    article = showing(allowed_uses="none")

    rights_watch.tell()
    rights_watch.tell()
    for notice in Notice.objects.all():
        mailing.send(notice.pk)

    assert sorted(mail.to[0] for mail in mailoutbox) == [ed.email, pia.email]
    assert article.headline in mailoutbox[0].body
    assert "may not be shown" in mailoutbox[0].body


def test_the_first_page_of_the_picture_desk_tells_of_them(client):
    client.force_login(make_user("Picture editor"))
    first = showing(rights_until=timezone.now() - DAY, credit="Reuters")
    second = showing(rights_until=timezone.now() + DAY)
    showing(rights_until=timezone.now() + 20 * DAY)

    page = client.get("/admin/")

    (panel,) = [panel for panel in page.context["complaints"] if panel.name == "rights"]
    assert [row.notes[-1] for row in panel.rows] == [f"in “{first}”", f"in “{second}”"]
    assert [row.verb for row in panel.rows] == ["ended", "end"]
    assert "Reuters" in page.content.decode()


def test_a_round_that_fails_stops_no_worker(monkeypatch, caplog):
    def fail():
        raise DatabaseError

    monkeypatch.setattr(rights_watch, "tell", fail)
    monkeypatch.setattr(working, "leave_database", lambda: None)

    working.tell_of_rights()

    assert "could not be told" in caplog.text


# Keywords


def test_the_keywords_of_the_pictures_are_suggested_as_tags(client):
    client.force_login(make_user("Editor"))
    lead = make_image(keywords=["Harbour", "storm", *map(str, range(9))])
    inside = make_image(keywords=["harbour", "Sea"])
    body = f'<p>Text.</p><figure data-image="{inside.pk}"></figure>'
    article = make_article(lead_image=lead.pk, body=body, tags=("Storm",), published_at=None)

    page = client.get(f"/admin/articles/article/{article.pk}/change/")

    assert page.context["suggested_tags"] == ["Harbour", *map(str, range(7))]
    assert 'data-add-tag="Harbour"' in page.content.decode()


# What is to come, and may no longer be shown


def scheduled_with(image, **moments):
    story = make_article(published_at=None, lead_image=image)
    at = timezone.now() + DAY
    return publishing.publish(story, by=make_user("Editor"), at=at, override="Test")


@pytest.fixture
def desk(client):
    client.force_login(make_user("Picture editor"))
    return client


def ban(desk, image, django_capture_on_commit_callbacks, **facts):
    chosen = {"action": "edit_many", "_selected_action": image.pk, "edit_them": "1"}
    facts = facts or {"allowed_uses": "none"}
    ticks = {f"set_{name}": "on" for name in facts}
    with django_capture_on_commit_callbacks(execute=True):
        desk.post("/admin/media/image/", chosen | facts | ticks)


def test_a_ban_takes_a_scheduled_story_off_the_schedule(desk, django_capture_on_commit_callbacks):
    image = make_image()
    story, other = scheduled_with(image), scheduled_with(make_image())

    ban(desk, image, django_capture_on_commit_callbacks)

    story.refresh_from_db()
    other.refresh_from_db()
    assert (story.state, other.state) == ("draft", "scheduled")
    deed = Deed.objects.filter(kind=Deed.Kind.HELD_BACK).get()
    assert deed.words.startswith("Taken off the schedule. The lead image may not be shown.")


def test_rights_that_end_after_its_moment_leave_it(desk, django_capture_on_commit_callbacks):
    image = make_image()
    story = scheduled_with(image)

    until = f"{timezone.localtime() + 2 * DAY:%Y-%m-%dT%H:%M}"
    ban(desk, image, django_capture_on_commit_callbacks, rights_until=until)

    story.refresh_from_db()
    assert story.state == "scheduled"


def test_other_facts_leave_it(desk, django_capture_on_commit_callbacks):
    image = make_image()
    story = scheduled_with(image)
    Image.objects.update(allowed_uses="none")

    ban(desk, image, django_capture_on_commit_callbacks, city="Kyiv")

    story.refresh_from_db()
    assert story.state == "scheduled"


def test_the_page_of_a_picture_holds_back_too(desk, django_capture_on_commit_callbacks):
    image = make_image()
    story = scheduled_with(image)

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(
            f"/admin/media/image/{image.pk}/change/",
            {"credit": image.credit, "allowed_uses": "none", "focal_x": 50, "focal_y": 50},
        )

    story.refresh_from_db()
    assert story.state == "draft"


def test_no_portrait_is_chosen_that_may_not_be_shown(client):
    author, image = make_author(), make_image(allowed_uses="none")
    client.force_login(make_user("Bio editor"))
    address, chosen = form_of(author), typed(author, portrait=image.pk)

    refused = client.post(address, chosen)
    type(author).objects.update(portrait=image)
    kept = client.post(address, chosen | {"title": "Editor"})

    assert refused.context["adminform"].form.errors["portrait"] == [
        "This picture may not be shown. Choose another."
    ]
    assert kept.status_code == 302


def test_the_desk_names_portraits_that_may_no_longer_be_shown(desk):
    make_author(name="Ana Pérez", portrait=ended())

    assert "portrait of Ana Pérez" in desk.get("/admin/").content.decode()


# Credits of signs that nobody sees


UNSEEN_CREDITS = ["\u200b", "\u202e", "\u2800", "\u3164", "\u00ad\u2060", "\ufe0f"]


@pytest.mark.parametrize("credit", UNSEEN_CREDITS)
def test_a_credit_that_nobody_sees_is_none(client, credit):
    assert credit_line(Image(credit=credit)) == ""

    client.force_login(make_user("Picture editor"))
    image = make_image()
    answer = client.post(f"/admin/media/image/{image.pk}/facts/", {"credit": credit})

    assert list(answer.json()["errors"]) == ["credit"]


def test_a_credit_turns_no_words_round():
    assert credit_line(Image(credit="Ana \u202egro.live\u202c")) == "Ana gro.live"


def test_a_name_keeps_the_joiner_that_it_is_written_with():
    name = "علی\u200cرضا"

    assert credit_line(Image(credit=name)) == name


# Told once, and everybody in the end


def test_the_rest_is_told_in_the_next_round(monkeypatch):
    monkeypatch.setattr(rights_watch, "MOST", 1)
    for _ in range(3):
        make_article(lead_image=ended())

    assert [rights_watch.tell() for _ in range(4)] == [1, 1, 1, 0]


def test_another_title_is_no_other_end():
    image = ended()
    make_article(lead_image=image)
    rights_watch.tell()

    Image.objects.update(title="Another")

    assert rights_watch.tell() == 0


def test_another_end_is_told_again():
    make_article(lead_image=ended())
    rights_watch.tell()
    Image.objects.update(rights_until=timezone.now() + DAY)

    near = rights_watch.tell()
    Image.objects.update(allowed_uses="none")

    assert [near, rights_watch.tell(), rights_watch.tell()] == [1, 1, 0]


def test_fewer_bought_uses_hold_back_what_is_to_come(desk, django_capture_on_commit_callbacks):
    image = make_image(uses_bought=2)
    make_article(lead_image=image)
    story = scheduled_with(image)

    ban(desk, image, django_capture_on_commit_callbacks, uses_bought="1")

    story.refresh_from_db()
    assert story.state == "draft"
