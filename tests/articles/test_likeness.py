"""The stories that say much the same: found, blended, without copies and without secrets."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import embedding, jobs, likeness, publishing, revising
from articles.models import Article, Likeness, Term
from articles.related import onward_from
from tests.builders import make_article, make_section, make_user

pytestmark = pytest.mark.django_db

HARBOUR = (
    "The harbour master closed the quay on Monday after the storm broke two of its piles. "
    "Fishing boats now land their catch at the old pier, and the ferry waits outside the bar."
)
FERRY = (
    "The ferry to the island could not berth at the quay, because the storm had broken its piles. "
    "Passengers were landed from fishing boats, and the harbour master promised repairs."
)
SOUP = (
    "Put the onions into butter, add the leeks and two litres of stock, and let the soup cook "
    "slowly for an hour. Serve it with bread, cream and a little nutmeg."
)
CHESS = (
    "The young grandmaster gave up a rook for two pawns, and the endgame lasted ninety moves. "
    "Her opponent offered a draw twice before the clock decided the tournament."
)
TEXTS = {"Harbour": HARBOUR, "Ferry": FERRY, "Soup": SOUP, "Chess": CHESS}


def make(headline, text="", **facts):
    return make_article(headline=headline, body=f"<p>{text or TEXTS[headline]}</p>", **facts)


def embed_all():
    embedding.embed(embedding.missing())


def more(article):
    return [link.title for link in onward_from(article, list(article.tags.all())).more]


def nearest(article, wanted=3):
    found = likeness.nearest(article.pk, timezone.now(), wanted, leave_out={article.pk})
    return [facts["headline"] for facts in found]


@pytest.fixture
def stories():
    made = {name: make(name, section=make_section()) for name in TEXTS}
    embed_all()
    return made


def test_the_story_about_the_same_comes_first(stories):
    assert nearest(stories["Harbour"])[0] == "Ferry"
    assert more(stories["Ferry"])[0] == "Harbour"


def test_a_copy_of_the_story_is_no_story_to_go_on_to(stories):
    make("Harbour closed", HARBOUR.replace("Monday", "Tuesday"))
    embed_all()

    assert "Harbour closed" not in nearest(stories["Harbour"])


def test_of_two_copies_one_is_linked(stories):
    make("Ferry again", FERRY.replace("promised", "announced"))
    embed_all()

    found = nearest(stories["Harbour"])

    assert len({"Ferry", "Ferry again"} & set(found)) == 1


def test_shared_tags_and_newer_dates_count_a_little():
    story = make("Harbour", tags=("Quay",))
    old = timezone.now() - dt.timedelta(days=3000)
    plain = make("Soup one", SOUP + " One.", published_at=old)
    make("Soup two", CHESS, tags=("Quay",))
    embed_all()
    Likeness.objects.exclude(article=story).update(
        meaning=Likeness.objects.get(article=plain).meaning,
        words=Likeness.objects.get(article=plain).words,
    )

    assert nearest(story, 1) == ["Soup two"]


@pytest.mark.parametrize(
    "secret",
    [
        {"published_at": None},
        {"published_at": timezone.now() + dt.timedelta(days=1)},
        {"embargo_until": timezone.now() + dt.timedelta(days=1)},
        {"withdrawn_at": timezone.now() - dt.timedelta(days=1), "withdrawn_reason": "Wrong."},
    ],
)
def test_what_readers_may_not_see_is_not_linked(stories, secret):
    hidden = make("Ferry secret", FERRY + " More of it.")
    Article.objects.filter(pk=hidden.pk).update(published_at=timezone.now())
    embed_all()
    Article.objects.filter(pk=hidden.pk).update(**secret)

    assert "Ferry secret" not in nearest(stories["Harbour"])


def test_a_story_can_be_left_out(stories):
    Article.objects.filter(pk=stories["Ferry"].pk).update(never_more=True)

    assert "Ferry" not in more(stories["Harbour"])


def test_one_that_is_left_out_is_not_linked_by_tags_and_section_either():
    section = make_section()
    story, other = make("Harbour", section=section), make("Soup", section=section)
    Article.objects.filter(pk=other.pk).update(never_more=True)

    onward = onward_from(story, [])

    assert onward.more == []
    assert [found.headline for found in onward.next_stories] == [other.headline]


def test_leaving_out_goes_the_way_of_every_text(client):
    story, ed = make("Ferry"), make_user("Editor")
    revising.save(story, replace(newest(story), never_more=True), by=ed)
    assert not Article.objects.get().never_more

    publishing.publish(story, by=ed)

    assert Article.objects.get().never_more


def newest(story):
    return story.revisions.first().document


def in_words(article, wanted=3):
    found = likeness.nearest_in_words(article, timezone.now(), wanted, leave_out=set())
    return [facts["headline"] for facts in found]


def test_until_it_is_read_full_text_serves(stories):
    late = make("Storm", "The storm broke two piles of the quay before the ferry could berth.")

    assert nearest(late) == []
    assert set(in_words(late, 2)) == {"Harbour", "Ferry"}
    assert set(more(late)[:2]) == {"Harbour", "Ferry"}


def test_full_text_links_no_copy_either(stories):
    late = make("Ferry again", FERRY.replace("promised", "announced"))

    assert in_words(late)[0] == "Harbour"
    assert "Ferry" not in in_words(late)


def test_words_of_all_stories_find_nothing(stories, monkeypatch):
    monkeypatch.setattr(likeness, "MOST_HOLDING", 0)

    assert in_words(make("Ferry again", FERRY)) == []


@pytest.mark.parametrize(
    "secret",
    [
        {"published_at": timezone.now() + dt.timedelta(days=1)},
        {"embargo_until": timezone.now() + dt.timedelta(days=1)},
        {"withdrawn_at": timezone.now() - dt.timedelta(days=1), "withdrawn_reason": "Wrong."},
        {"never_more": True},
    ],
)
def test_full_text_links_only_what_may_be_linked(stories, secret):
    late = make("Storm", "The storm broke two piles of the quay before the ferry could berth.")
    Article.objects.filter(pk=stories["Ferry"].pk).update(**secret)

    assert "Ferry" not in in_words(late)


@pytest.mark.parametrize("others", [1, 3])
def test_the_number_of_queries_by_full_text_is_fixed(others, django_assert_num_queries):
    for number in range(others):
        make(f"Ferry {number}", FERRY + f" Number {number}." * (number + 1))
    embed_all()
    late = make("Harbour")

    # Two to begin and end, so that only this one asks the index.
    with django_assert_num_queries(5):
        in_words(late)


def test_until_it_is_read_tags_and_section_serve_where_words_do_not():
    section = make_section()
    story, other = make("Harbour", section=section), make("Soup", section=section)

    assert nearest(story) == []
    assert more(story) == [other.headline]


def test_hand_picked_ones_stay_first_and_stand_once(stories):
    story = stories["Harbour"]
    links = onward_from(story, [], picked=[])
    assert links.more[0].title == "Ferry"

    found = likeness.nearest(story.pk, timezone.now(), 3, leave_out={story.pk, stories["Ferry"].pk})

    assert "Ferry" not in [facts["headline"] for facts in found]


@pytest.mark.parametrize("others", [1, 3])
def test_the_number_of_queries_is_fixed(others, django_assert_num_queries):
    story = make("Harbour")
    for number in range(others):
        make(f"Ferry {number}", FERRY + f" Number {number}." * (number + 1))
    embed_all()
    onward_from(story, [])

    with django_assert_num_queries(3):
        onward_from(story, [])


# When they are read


def left():
    task = "articles.jobs.embed_story"
    return [job.args["story"] for job in ProcrastinateJob.objects.filter(task_name=task)]


def test_a_publication_leaves_a_job_and_is_right_without_it():
    story = make("Harbour", published_at=None)

    publishing.publish(story, by=make_user("Editor"), override="Test")

    assert left() == [story.pk]
    assert not Likeness.objects.exists()


def test_the_job_is_safe_to_repeat():
    story = make("Harbour")

    jobs.embed_story(story=story.pk)
    before = Likeness.objects.get(), set(Term.objects.values_list("word", "stories"))
    jobs.embed_story(story=story.pk)

    assert Likeness.objects.get().made_at == before[0].made_at
    assert set(Term.objects.values_list("word", "stories")) == before[1]


def test_a_changed_text_is_read_anew():
    story = make("Harbour")
    jobs.embed_story(story=story.pk)
    before = Likeness.objects.get().prints
    Article.objects.update(body=f"<p>{SOUP}</p>")

    jobs.embed_story(story=story.pk)

    assert Likeness.objects.get().prints != before


@pytest.mark.parametrize("gone", [True, False])
def test_nothing_is_read_of_what_is_gone_or_a_draft(gone):
    story = make("Harbour", published_at=None)
    number = story.pk
    if gone:
        Article.objects.filter(pk=number).delete()

    jobs.embed_story(story=number)

    assert not Likeness.objects.exists()


def test_the_command_catches_up_and_says_how_far_it_is(capsys):
    make("Harbour"), make("Soup"), make("Chess", published_at=None)

    call_command("embed", "--missing")
    call_command("embed", "--missing")

    assert capsys.readouterr().out == "2 of 2 stories\nDone.\nDone.\n"
    assert Likeness.objects.count() == 2


def test_all_are_weighed_by_what_the_archive_holds_today():
    make("Harbour")
    call_command("embed", "--missing")
    alone = Likeness.objects.get().words
    make("Soup")
    call_command("embed", "--missing")

    call_command("embed", "--all")

    assert Likeness.objects.get(article__headline="Harbour").words != alone
    assert Term.objects.get(word="the").stories == 2


def test_words_are_counted_once_a_story_in_any_writing():
    make("Harbour", "García, GARCIA and garcía in Straße; 東京 was not there.")
    embed_all()

    counted = dict(Term.objects.values_list("word", "stories"))
    assert counted["garcia"] == 1
    assert counted["strasse"] == 1


@pytest.mark.parametrize("text", ["", "€ ¤ …", "a", "😀" * 50, "\u200b", "word " * 60_000])
def test_any_text_is_read(text):
    story = make_article(headline="?", standfirst="", body=f"<p>{text}</p>")
    embed_all()

    assert Likeness.objects.get().article == story
    assert nearest(story) == []


def test_copies_are_told_from_stories_of_one_kind():
    prints = embedding.prints_of
    changed = HARBOUR.replace("Monday", "Tuesday").replace("Fishing", "Small")

    assert likeness.is_copy(prints(changed), [prints(HARBOUR)])
    assert not likeness.is_copy(prints(FERRY), [prints(HARBOUR)])
