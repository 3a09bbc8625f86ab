"""The gate: each rule at each door, each deed by each role."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from articles import publishing, revising
from articles.models import Article, Revision
from authors import deeds
from authors.models import Deed
from tests.articles.typing_in import as_typed, ask, change, on_the_desks_clock
from tests.builders import make_article, make_document, make_image, make_user

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LIST = "/admin/articles/article/"


def figure(image):
    return {"body": f'<p>Text</p>\n<figure data-image="{image}"></figure>', "lead_image": None}


def lead(**rights):
    return {"lead_image": make_image(**rights).pk}


def long_ago():
    return timezone.now() - 400 * DAY


def in_a_year():
    return timezone.now() + 366 * DAY


def in_two_days():
    return timezone.now().replace(microsecond=0) + 2 * DAY


# What is broken in the text, what is told of it, and whether a reason passes it.
RULES = {
    "headline": (lambda: {"headline": "", "slug": "a-slug"}, r"Write (the|a) headline", False),
    "slug": (lambda: {"headline": "!!!", "slug": ""}, "Write a slug", False),
    "body": (lambda: {"body": ""}, "Write the body", True),
    "section": (lambda: {"section": None}, "Choose a section", True),
    "byline": (lambda: {"bylines": ()}, "Say who wrote", True),
    "embargo": (lambda: {"embargo_until": in_two_days()}, "embargo has not ended", False),
    "picture": (lambda: figure(999_999), "no longer in the library", False),
    "credit": (lambda: {"lead_image": make_image(credit="").pk}, "has no credit", False),
    "credit in the body": (lambda: figure(make_image(credit="").pk), "has no credit", False),
    "alt": (lambda: {"lead_image": make_image(alt_text="").pk}, "Describe the lead image", True),
    "alt in the body": (lambda: figure(make_image(alt_text="").pk), "not described", True),
    "rights ended": (lambda: lead(rights_until=long_ago()), "could be shown until", False),
    "rights not begun": (lambda: lead(rights_from=in_a_year()), "may be shown from", False),
    "no rights": (lambda: figure(lead(allowed_uses="none")["lead_image"]), "may not be", False),
    "uses spent": (lambda: lead(uses_bought=0), "as often as was bought", False),
    "editorial": (
        lambda: lead(allowed_uses="editorial") | {"kind": "sponsored"},
        "for editorial use only",
        False,
    ),
    "four eyes": (None, "Nobody but you has read", True),
}


@pytest.fixture
def break_rule(settings):
    """`break_rule(rule, revision)`: the text does not keep this rule any more."""

    def break_it(rule, revision):
        parts = RULES[rule][0]
        if parts is None:
            settings.FOUR_EYES = True
            return
        revision.content = replace(revision.document, **parts()).to_json()
        revision.save()

    return break_it


def refused_draft(rule, break_rule, by):
    article = make_article(by=by, published_at=None)
    break_rule(rule, article.revisions.first())
    return article


def told_in_form(response):
    assert response.status_code == 422
    errors = {**response.context["form"].errors, **response.context["panel"].errors}
    return " ".join(message for messages in errors.values() for message in messages)


def button(client, user, rule, break_rule):
    article = refused_draft(rule, break_rule, user)
    response, _ = ask(client, article, "_publish")
    return told_in_form(response)


def schedule_button(client, user, rule, break_rule):
    article = refused_draft(rule, break_rule, user)
    moment = on_the_desks_clock(timezone.now() + DAY)
    response, _ = ask(client, article, "_schedule", publish_at=moment)
    return told_in_form(response)


def bulk_action(client, user, rule, break_rule):
    article = refused_draft(rule, break_rule, user)
    sent = {"action": "publish_chosen", "_selected_action": [article.pk], "index": 0}
    page = client.post(LIST, sent, follow=True)
    return " ".join(str(message) for message in page.context["messages"])


def imported(client, user, rule, break_rule):
    with deeds.through(Deed.Door.IMPORT):
        return shell(client, user, rule, break_rule)


def shell(client, user, rule, break_rule):
    article = refused_draft(rule, break_rule, user)
    with pytest.raises(ValidationError) as refusal:
        publishing.publish(article, by=user)
    return " ".join(refusal.value.messages)


def clock(client, user, rule, break_rule):
    """A change that kept the rule when it was scheduled, and does not at its moment."""
    article = make_article(headline="What readers see")
    revising.save(article, make_document(), by=user)
    publishing.publish(article, by=user, at=timezone.now() + DAY)
    article.refresh_from_db()
    break_rule(rule, article.scheduled_revision)
    past = timezone.now() - dt.timedelta(seconds=1)
    Article.objects.filter(pk=article.pk).update(scheduled_at=past, due_at=past)
    publishing.apply_due()
    article.refresh_from_db()
    return article.held_back


@pytest.mark.parametrize("door", [button, schedule_button, bulk_action, imported, shell, clock])
@pytest.mark.parametrize("rule", RULES)
def test_no_door_lets_a_text_out_that_breaks_a_rule(client, break_rule, rule, door):
    editor = make_user("Editor")
    client.force_login(editor)

    told = door(client, editor, rule, break_rule)

    assert re.search(RULES[rule][1], told)
    seen = Article.objects.published(timezone.now() + 9 * DAY)
    assert {article.headline for article in seen} <= {"What readers see"}


@pytest.mark.parametrize("rule", RULES)
def test_a_reason_passes_only_the_rules_that_may_be_overridden(client, break_rule, rule):
    publisher = make_user("Publisher")
    client.force_login(publisher)
    article = refused_draft(rule, break_rule, publisher)

    response, article = ask(client, article, "_publish", override="It is urgent.")

    passed = RULES[rule][2]
    assert article.is_public == passed
    assert response.status_code == (302 if passed else 422)
    overrode = deeds.about(article).filter(kind=Deed.Kind.OVERRODE, by=publisher)
    assert [deed.words.endswith(": It is urgent.") for deed in overrode] == [True] * passed


@pytest.mark.parametrize("door", [button, shell])
def test_a_text_that_keeps_all_rules_passes(client, break_rule, door):
    """Else the refusals above would prove nothing."""
    editor = make_user("Editor")
    client.force_login(editor)
    article = make_article(by=editor, published_at=None)

    if door is button:
        ask(client, article, "_publish")
    else:
        publishing.publish(article, by=editor)

    assert list(Article.objects.published()) == [article]


# Each deed by each role

HOUR = dt.timedelta(hours=1)
WRITER, EDITOR, PUBLISHER = "Writer", "Editor", "Publisher"
PICTURES, BIOS = "Picture editor", "Bio editor"
ROLES = [WRITER, EDITOR, PICTURES, BIOS, PUBLISHER]


def draft(user):
    return make_article(by=user, published_at=None)


def submitted(user):
    return publishing.submit(draft(user), by=user)


def of_somebody_else(user):
    """The user's story, which another saved last."""
    article = draft(user)
    revising.save(article, make_document(headline="Read this"), by=make_user())
    return article


def with_change(user):
    article = make_article(by=user, headline="Old")
    document = article.revisions.first().document
    revising.save(article, replace(document, headline="New"), by=user)
    return article


def scheduled(user):
    return publishing.publish(draft(user), by=user, at=timezone.now() + HOUR)


def change_scheduled(user):
    return publishing.publish(with_change(user), by=user, at=timezone.now() + HOUR)


def incomplete(user):
    return make_article(by=user, published_at=None, section=None)


def public(user):
    return make_article(by=user)


def to_be_withdrawn(user):
    return publishing.withdraw(public(user), by=user, reason="Over.", at=timezone.now() + HOUR)


def withdrawn(user):
    return publishing.withdraw(public(user), by=user, reason="Wrong.")


def withdrawn_without_alt(user):
    image = make_image(alt_text="Seen")
    article = make_article(by=user, lead_image=image)
    image.alt_text = ""
    image.save()
    return publishing.withdraw(article, by=user, reason="Wrong.")


def on_the_form(deed, **sent):
    return lambda client, article: client.post(
        change(article), as_typed(article, **{deed: "1"} | sent)
    )


def at_hour(client, article):
    moment = on_the_desks_clock(timezone.now() + 2 * HOUR)
    return on_the_form("_schedule", publish_at=moment)(client, article)


def at_page(door, **sent):
    return lambda client, article: client.post(reverse(f"admin:{door}", args=[article.pk]), sent)


def in_the_list(action, **sent):
    return lambda client, article: client.post(
        LIST, {"action": action, "_selected_action": [article.pk], **sent}
    )


def is_noted(kind):
    return lambda article: deeds.about(article).filter(kind=kind).exists()


WHOEVER_WRITES = {WRITER, EDITOR, PUBLISHER}
EDITORS = {EDITOR, PUBLISHER}
CORRECTION = {"correction_kind": "correction", "correction_words": "It was nine."}

# The story, what is asked of it, who may, and what is so afterwards.
DEEDS = {
    "submit": (draft, on_the_form("_submit"), WHOEVER_WRITES, lambda a: a.submitted_at),
    "return": (
        submitted,
        on_the_form("_return", returned_note="Ask the mayor."),
        EDITORS,
        lambda a: a.returned_note == "Ask the mayor.",
    ),
    "approve": (
        of_somebody_else,
        on_the_form("_approve"),
        EDITORS,
        lambda a: a.revisions.first().approved_by_id,
    ),
    "publish": (draft, on_the_form("_publish"), EDITORS, lambda a: a.is_public),
    "publish a change": (
        with_change,
        on_the_form("_publish"),
        EDITORS,
        lambda a: a.headline == "New" and a.updated_at,
    ),
    "publish a small fix": (
        with_change,
        on_the_form("_publish", change="small fix"),
        EDITORS,
        lambda a: a.headline == "New" and not a.updated_at,
    ),
    "correct": (
        with_change,
        on_the_form("_publish", **CORRECTION),
        EDITORS,
        lambda a: a.corrections.filter(text="It was nine.").exists(),
    ),
    "schedule": (draft, at_hour, EDITORS, lambda a: a.is_scheduled),
    "reschedule": (
        scheduled,
        at_hour,
        EDITORS,
        lambda a: a.published_at > timezone.now() + 1.5 * HOUR,
    ),
    "schedule a change": (with_change, at_hour, EDITORS, lambda a: a.scheduled_at),
    "unschedule": (scheduled, on_the_form("_unschedule"), EDITORS, lambda a: a.state == "draft"),
    "unschedule a change": (
        change_scheduled,
        on_the_form("_unschedule"),
        EDITORS,
        lambda a: a.scheduled_at is None,
    ),
    "override": (
        incomplete,
        on_the_form("_publish", override="It is urgent."),
        {PUBLISHER},
        lambda a: a.is_public,
    ),
    "withdraw": (
        public,
        at_page("article_withdraw", reason="Wrong."),
        EDITORS,
        lambda a: a.is_withdrawn,
    ),
    "call a withdrawal off": (
        to_be_withdrawn,
        at_page("article_restore"),
        EDITORS,
        lambda a: a.withdrawn_at is None,
    ),
    "restore": (withdrawn, at_page("article_restore"), EDITORS, lambda a: a.is_public),
    "restore with a reason": (
        withdrawn_without_alt,
        at_page("article_restore", override="It is urgent."),
        {PUBLISHER},
        lambda a: a.is_public,
    ),
    "submit in the list": (
        draft,
        in_the_list("submit_chosen"),
        WHOEVER_WRITES,
        lambda a: a.submitted_at,
    ),
    "publish in the list": (
        draft,
        in_the_list("publish_chosen"),
        EDITORS,
        lambda a: a.is_public and is_noted(Deed.Kind.PUBLISHED)(a),
    ),
    "unschedule in the list": (
        scheduled,
        in_the_list("unschedule_chosen"),
        EDITORS,
        lambda a: a.state == "draft",
    ),
    "withdraw in the list": (
        public,
        in_the_list("withdraw_chosen", withdraw_them="1", reason="Wrong."),
        EDITORS,
        lambda a: a.is_withdrawn,
    ),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_is_done_by_those_who_may_and_by_nobody_else(client, settings, deed, role):
    settings.FOUR_EYES = deed == "approve"
    story, ask_for, who_may, is_done = DEEDS[deed]
    user = make_user(role)
    article = story(user)
    revisions = Revision.objects.count()
    client.force_login(user)

    response = ask_for(client, article)

    article = Article.objects.get(pk=article.pk)
    assert bool(is_done(article)) == (role in who_may)
    if role not in who_may:
        # The list answers that it has no such action.
        assert response.status_code == 403 or "in the list" in deed
        assert Revision.objects.count() == revisions
    else:
        assert response.status_code == 302


def test_what_the_list_does_is_noted_as_done_there(client):
    editor = make_user(EDITOR)
    client.force_login(editor)
    article = draft(editor)

    in_the_list("publish_chosen")(client, article)

    noted = deeds.about(article).get(kind=Deed.Kind.PUBLISHED)
    assert (noted.by, noted.door) == (editor, Deed.Door.LIST)


def test_a_scheduled_change_goes_out_with_what_was_asked_of_it(client):
    """The button only sets the clock; the clock passes the same gate."""
    editor = make_user(EDITOR)
    client.force_login(editor)
    article = with_change(editor)
    moment = on_the_desks_clock(timezone.now() + HOUR)

    ask(client, article, "_schedule", publish_at=moment, change="small fix", **CORRECTION)
    past = timezone.now() - dt.timedelta(seconds=1)
    Article.objects.filter(pk=article.pk).update(scheduled_at=past, due_at=past)
    publishing.apply_due()

    article.refresh_from_db()
    assert (article.headline, article.updated_at) == ("New", None)
    assert article.corrections.get().text == "It was nine."
