import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import publishing, revising
from articles.document import Credit, Related
from articles.models import Article
from authors import deeds
from media.models import Image
from tests.builders import make_article, make_author, make_document, make_image, make_user

pytestmark = pytest.mark.django_db


def make_draft(**overrides):
    return make_article(published_at=None, **overrides)


def refused_field(article, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        publishing.publish(article, by=make_user(), **kwargs)
    assert Article.objects.published().filter(pk=article.pk).count() == 0
    return list(refusal.value.message_dict)


def test_publish_shows_the_story_to_readers():
    draft = make_draft(headline="At last")

    article = publishing.publish(draft, by=make_user())

    assert list(Article.objects.published()) == [article]
    assert article.slug == "at-last"
    assert (article.address_year, article.address_month) == (
        timezone.localtime().year,
        timezone.localtime().month,
    )


def test_publishing_twice_changes_nothing():
    once = publishing.publish(make_draft(), by=make_user())

    twice = publishing.publish(once, by=make_user())

    assert twice.published_at == once.published_at
    assert twice.updated_at is None


def test_saving_a_published_story_changes_nothing_for_readers():
    article = make_article(headline="What readers see")

    revising.save(article, make_document(headline="What the desk wrote"), by=make_user())

    assert Article.objects.published().get().headline == "What readers see"


def test_publishing_a_change_puts_the_whole_document_before_readers():
    article = make_article(tags=("old",))
    ana, bo = make_author(), make_author()
    other = make_article()
    image = make_image()
    document = make_document(
        headline="New",
        bylines=(Credit(bo.pk), Credit(ana.pk, "photographs")),
        tags=("new",),
        related=(Related(story=other.pk), Related(url="https://example.org/", title="Away")),
        lead_image=image.pk,
    )
    revising.save(article, document, by=make_user())

    publishing.publish(article, by=make_user())

    row = Article.objects.get(pk=article.pk)
    assert row.headline == "New"
    assert [(b.author, b.role) for b in row.bylines.all()] == [(bo, "words"), (ana, "photographs")]
    assert [tag.name for tag in row.tags.all()] == ["new"]
    assert [link.story or link.url for link in row.related_links.all()] == [
        other,
        "https://example.org/",
    ]
    assert row.lead_image == image
    assert row.updated_at is not None


def test_a_changed_story_keeps_its_moment_and_its_address():
    article = make_article(
        headline="First words", published_at=dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
    )
    revising.save(article, make_document(headline="Other words"), by=make_user())

    changed = publishing.publish(article, by=make_user())

    assert changed.published_at == article.published_at
    assert changed.get_absolute_url() == article.get_absolute_url()


@pytest.mark.parametrize(
    ("field", "document"),
    [
        ("headline", {"headline": "", "slug": "a-slug"}),
        ("slug", {"headline": "!!!"}),
        ("slug", {"slug": "Not a slug!"}),
        ("slug", {"slug": "-"}),
        ("body", {"body": ""}),
        ("body", {"body": "<p> </p><script>x()</script>"}),
        ("section", {"section": None}),
        ("section", {"section": 999_999}),
        ("bylines", {"bylines": ()}),
        ("bylines", {"bylines": (Credit(999_999),)}),
        ("lead_image", {"lead_image": 999_999}),
        ("body", {"body": '<p>Text</p>\n<figure data-image="999999"></figure>'}),
    ],
)
def test_a_rule_that_is_not_kept_is_said_at_its_field(field, document):
    draft = make_draft()
    revising.save(draft, make_document(**document), by=make_user())

    assert refused_field(draft) == [field]


def test_a_lead_image_without_credit_is_refused():
    assert refused_field(make_draft(lead_image=make_image(credit=" "))) == ["lead_image"]


def test_a_picture_in_the_body_without_credit_is_refused():
    image = make_image(credit="")
    draft = make_draft(body=f'<p>Text</p>\n<figure data-image="{image.pk}"></figure>')

    assert refused_field(draft) == ["body"]


def test_a_lead_image_without_words_for_the_blind_is_refused():
    assert refused_field(make_draft(lead_image=make_image(alt_text=""))) == ["lead_alt"]


@pytest.mark.parametrize("words", [{"lead_alt": "A bridge"}, {"lead_decorative": True}])
def test_words_of_the_story_or_the_mark_decorative_stand_for_the_librarys(words):
    draft = make_draft(lead_image=make_image(alt_text=""), **words)

    assert publishing.publish(draft, by=make_user()).is_public


def test_a_story_without_a_lead_image_may_go_out():
    assert publishing.publish(make_draft(lead_image=None), by=make_user()).is_public


def test_an_embargo_holds_whoever_publishes():
    embargo = timezone.now() + dt.timedelta(hours=2)

    assert refused_field(make_draft(embargo_until=embargo)) == ["embargo_until"]


def test_a_story_may_be_scheduled_for_the_end_of_its_embargo():
    embargo = timezone.now() + dt.timedelta(hours=2)
    draft = make_draft(embargo_until=embargo)

    article = publishing.publish(draft, by=make_user(), at=embargo)

    assert article.state == "scheduled"
    assert not Article.objects.published().exists()


def test_a_scheduled_story_is_addressed_by_its_moment_in_the_sites_zone(settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    midnight_there = dt.datetime(2030, 12, 31, 11, 0, tzinfo=dt.UTC)

    with timezone.override("Pacific/Auckland"):
        article = publishing.publish(make_draft(), by=make_user(), at=midnight_there)

    assert (article.address_year, article.address_month) == (2031, 1)


def test_two_stories_of_a_month_have_two_slugs():
    publishing.publish(make_draft(slug="storm"), by=make_user())
    second = make_draft(slug="storm")

    with pytest.raises(ValidationError, match="change it"):
        publishing.publish(second, by=make_user())

    assert Article.objects.published().count() == 1


def test_a_public_story_is_renamed_and_its_old_address_leads_to_it():
    article = make_article(slug="old")
    old = article.get_absolute_url()
    revising.save(article, make_document(slug="new"), by=make_user())

    article = publishing.publish(article, by=make_user())

    assert article.slug == "new"
    assert [f"{former}" for former in article.former_addresses.all()] == [old]


def test_a_withdrawn_story_leaves_with_its_reason_and_comes_back():
    article = make_article()

    withdrawn = publishing.withdraw(article, by=make_user(), reason="It was not true.")

    assert not Article.objects.published().exists()
    assert withdrawn.withdrawn_reason == "It was not true."

    publishing.restore(article, by=make_user())

    assert list(Article.objects.published()) == [article]


def test_withdrawing_asks_for_a_reason():
    article = make_article()

    with pytest.raises(ValidationError, match="Say why"):
        publishing.withdraw(article, by=make_user(), reason="  ")

    assert list(Article.objects.published()) == [article]


def test_a_draft_cannot_be_withdrawn():
    with pytest.raises(ValidationError, match="never published"):
        publishing.withdraw(make_draft(), by=make_user(), reason="Because.")


def test_a_withdrawn_story_is_restored_before_it_is_published():
    article = make_article()
    publishing.withdraw(article, by=make_user(), reason="It was not true.")
    revising.save(article, make_document(), by=make_user())

    with pytest.raises(ValidationError, match="Restore"):
        publishing.publish(article, by=make_user())


def test_submitting_twice_keeps_the_first_moment():
    once = publishing.submit(make_draft(), by=make_user())

    twice = publishing.submit(once, by=make_user())

    assert once.state == "in review"
    assert twice.submitted_at == once.submitted_at


def test_a_withdrawn_story_comes_back_only_if_it_may_be_shown():
    image = make_image()
    article = make_article(lead_image=image)
    publishing.withdraw(article, by=make_user(), reason="It was not true.")
    Image.objects.filter(pk=image.pk).update(credit="")

    with pytest.raises(ValidationError, match="no credit"):
        publishing.restore(article, by=make_user())

    assert not Article.objects.published().exists()


def test_a_story_to_be_withdrawn_can_be_corrected_and_withdrawn_at_once():
    tomorrow = timezone.now() + dt.timedelta(days=1)
    article = make_article(withdrawn_at=tomorrow, withdrawn_reason="The offer ends")
    revising.save(article, make_document(headline="Mended"), by=make_user())

    assert publishing.publish(article, by=make_user()).headline == "Mended"
    assert publishing.withdraw(article, by=make_user(), reason="Now").is_withdrawn


def test_each_deed_leaves_who_did_it():
    ana = make_user(username="ana")
    article = publishing.publish(make_draft(by=ana), by=ana)
    publishing.withdraw(article, by=ana, reason="Wrong.")
    publishing.restore(article, by=ana)

    done = deeds.about(article).filter(by=ana).order_by("pk")

    assert [deed.words for deed in done] == [
        "Begun.",
        "Published revision 1.",
        "Withdrawn: Wrong.",
        "Restored.",
    ]
