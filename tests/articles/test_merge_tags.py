"""Several tags become one, and nothing that led to them leads nowhere."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import jobs, publishing, renaming, revising, tag_merging
from articles.models import Article, FormerTagSlug, Synonym, Tag
from authors.models import Deed
from tests.builders import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/tag/"


def tag(name):
    return Tag.objects.named(name)


def names_of(story):
    return sorted(story.tags.names())


def merge(into, *others, by=None):
    return tag_merging.merge(tag(into), [tag(name) for name in others], by=by or make_user())


def test_the_stories_of_all_bear_the_one_that_stays_once():
    both = make_article(tags=("Tides", "Tide"))
    one = make_article(tags=("Ebb", "Boats"))
    draft = make_article(tags=("Tide",), published_at=None)

    merged = merge("Tides", "Tide", "Ebb")

    assert sorted(one.name for one in merged) == ["Ebb", "Tide"]
    assert names_of(both) == ["Tides"]
    assert names_of(one) == ["Boats", "Tides"]
    assert names_of(draft) == ["Tides"]
    assert not Tag.objects.filter(name__in=["Tide", "Ebb"]).exists()


def test_a_story_with_two_that_go_bears_the_one_that_stays_once():
    story = make_article(tags=("Tide", "Ebb"))
    make_article(tags=("Tides",))

    merge("Tides", "Tide", "Ebb")

    assert names_of(story) == ["Tides"]


def test_names_that_went_are_other_names_and_so_are_theirs():
    tag("Tide").call_also(["Flow"])
    merge("Tides", "Tide")

    assert [str(name) for name in tag("Tides").synonyms.all()] == ["Flow", "Tide"]
    assert tag("tide") == tag("FLOW") == tag("Tides")
    assert names_of(make_article(tags=("tide", "Flow"))) == ["Tides"]


def test_an_older_text_brings_back_no_merged_tag():
    editor = make_user("Editor")
    story = make_article(tags=("Tide",), by=editor)
    older = story.revisions.first().document
    merge("Tides", "Tide")

    revising.save(story, older, by=editor)
    publishing.publish(story, by=editor, override="Test")

    assert names_of(Article.objects.get()) == ["Tides"]
    assert not Tag.objects.filter(name="Tide").exists()


def test_addresses_lead_to_the_one_that_stays_in_one_step(client):
    make_publication()
    make_article(tags=("Tide", "Ebb", "Tides"))
    merge("Ebb", "Tide")
    merge("Tides", "Ebb")

    for slug in ("tide", "ebb"):
        assert client.get(f"/tags/{slug}/").status_code == 301
        assert client.get(f"/tags/{slug}/")["Location"] == "/tags/tides/"
        assert client.get(f"/tags/{slug}/feed/")["Location"] == "/tags/tides/feed/"
    assert client.get("/tags/tides/").status_code == 200


def test_the_former_address_of_a_tag_of_drafts_alone_tells_nothing(client):
    make_publication()
    make_article(tags=("Tide", "Tides"), published_at=None)
    merge("Tides", "Tide")

    assert client.get("/tags/tide/").status_code == 404
    assert client.get("/tags/tide/feed/").status_code == 404


def test_stories_are_found_by_the_name_that_stays(client):
    make_publication()
    make_article(headline="Zander", tags=("Tide",))
    merge("Ebb", "Tide")

    assert len(client.get("/search/?q=ebb").context["page"]) == 1


def test_it_is_in_the_log_of_each():
    editor = make_user("Editor")
    make_article(tags=("Tide",))

    merge("Tides", "Tide", by=editor)

    told = Deed.objects.filter(kind=Deed.Kind.MERGED, by=editor).order_by("pk")
    assert [deed.words for deed in told] == [
        "“Tide” became “Tides”.",
        "Took the place of “Tide”, in 1 story.",
    ]


def test_done_twice_it_is_done_once():
    tide, tides = tag("Tide"), tag("Tides")
    editor = make_user("Editor")
    tag_merging.merge(tides, [tide], by=editor)

    assert tag_merging.merge(tides, [tide, tides], by=editor) == []
    assert Deed.objects.filter(kind=Deed.Kind.MERGED).count() == 2


def test_into_one_that_is_gone_nothing_is_merged():
    tide, tides = tag("Tide"), tag("Tides")
    tides.delete()
    tides.pk = 99

    with pytest.raises(ValidationError, match="nothing was merged"):
        tag_merging.merge(tides, [tide], by=make_user("Editor"))
    assert Tag.objects.filter(name="Tide").exists()


def test_the_names_of_many_stories_are_left_to_the_worker(monkeypatch):
    monkeypatch.setattr(renaming, "AT_ONCE", 2)
    stories = [make_article(tags=("Tide",)).pk for _ in range(5)]

    merge("Ebb", "Tide")

    left = ProcrastinateJob.objects.filter(task_name="articles.jobs.write_names").order_by("pk")
    assert [job.args["stories"] for job in left] == [stories[:2], stories[2:4], stories[4:]]
    for job in left:
        jobs.write_names(**job.args)
    assert all("'ebb'" in words for words in Article.objects.values_list("search", flat=True))


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_is_fixed(number, django_assert_num_queries):
    others = [tag(f"Tide {place}") for place in range(number)]
    for place in range(number):
        make_article(tags=(f"Tide {place}",))
    into, editor = tag("Tides"), make_user("Editor")

    # Each tag that goes has an entry of its own in the log.
    with django_assert_num_queries(19 + number):
        tag_merging.merge(into, others, by=editor)


@pytest.mark.django_db(transaction=True)
def test_who_publishes_meanwhile_gets_the_tag_that_stays():
    editor = make_user("Editor")
    make_article(tags=("Tides", "Tide"))
    drafts = [make_article(tags=("Tide",), published_at=None, by=editor) for _ in range(4)]
    tide, tides, start, failed = tag("Tide"), tag("Tides"), Barrier(5), []

    def together(do):
        start.wait()
        try:
            do()
        except Exception as error:  # noqa: BLE001  Whatever it is, the test tells of it.
            failed.append(error)
        finally:
            connection.close()

    deeds = [
        lambda: tag_merging.merge(tides, [tide], by=editor),
        *(
            lambda draft=draft: publishing.publish(draft, by=editor, override="Test")
            for draft in drafts
        ),
    ]
    threads = [Thread(target=together, args=[do]) for do in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert all(names_of(story) == ["Tides"] for story in Article.objects.all())
    assert not Tag.objects.filter(name="Tide").exists()


# The desk


def choose(client, *names, **further):
    chosen = {"action": "merge_chosen", "_selected_action": [tag(name).pk for name in names]}
    return client.post(LIST, chosen | further)


def test_a_page_says_what_will_happen_before_it_does(client):
    make_article(tags=("Tide",))
    make_article(tags=("Tides", "Tide"))
    make_article(tags=("Tides",), published_at=None)
    client.force_login(make_user("Editor"))

    page = choose(client, "Tide", "Tides")

    weights = {w.tag.name: (w.public, w.others) for w in page.context["weights"]}
    assert weights == {"Tide": (2, 0), "Tides": (1, 1)}
    assert Tag.objects.count() == 2


def test_the_desk_merges_what_was_chosen(client):
    story = make_article(tags=("Tide",))
    client.force_login(make_user("Editor"))

    answer = choose(client, "Tide", "Tides", merge_them="1", into=tag("Tides").pk)

    assert answer.status_code == 302
    assert names_of(story) == ["Tides"]
    told = Deed.objects.filter(kind=Deed.Kind.MERGED).first()
    assert told.door == Deed.Door.DESK


def test_without_an_answer_nothing_is_merged(client):
    client.force_login(make_user("Editor"))

    answer = choose(client, "Tide", "Tides", merge_them="1", into="x")

    assert answer.status_code == 422
    assert "Choose the tag that stays." in answer.content.decode()
    assert Tag.objects.count() == 2


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["Tide"], "Choose at least two tags"),
        ([f"Tide {n}" for n in range(21)], "Choose 20 tags at most"),
    ],
)
def test_too_few_and_too_many_are_refused(client, names, message):
    client.force_login(make_user("Editor"))

    answer = choose(client, *names, follow=True)

    assert message in client.get(answer["Location"]).content.decode()
    assert Tag.objects.count() == len(names)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Writer", False),
        ("Editor", True),
        ("Publisher", True),
        ("Picture editor", False),
        ("Bio editor", False),
    ],
)
def test_who_may_merge(client, role, may):
    make_article(tags=("Tide", "Tides"))
    client.force_login(make_user(role))

    choose(client, "Tide", "Tides", merge_them="1", into=tag("Tides").pk)

    assert Tag.objects.filter(name="Tide").exists() != may


# Other names


def save(client, one, **fields):
    values = {"name": one.name, "slug": one.slug, "synonyms": ""} | fields
    return client.post(f"{LIST}{one.pk}/change/", values)


def test_other_names_are_written_on_the_form(client):
    client.force_login(make_user("Editor"))

    save(client, tag("Estuary"), synonyms="river mouth, Firth, firth, Estuary")

    assert [str(name) for name in tag("Estuary").synonyms.all()] == ["Firth", "river mouth"]
    assert tag("River Mouth") == tag("Estuary")
    assert "river mouth" in client.get(LIST + "?q=river").content.decode()
    found = client.get("/admin/articles/article/pick/tags/?q=firth").json()
    assert found["results"] == ["Estuary"]


def test_a_form_with_another_name_gets_the_tag(client):
    client.force_login(make_user("Editor"))
    tag("Estuary").call_also(["Firth"])

    form = {"headline": "One", "kind": "news", "tags": "firth, Estuary, New", "_save": "1"}
    client.post("/admin/articles/article/add/", form)

    assert Article.objects.get().revisions.first().document.tags == ("Estuary", "New")


@pytest.mark.parametrize(
    ("synonyms", "message"),
    [
        ("Sea", "“Sea” is a tag of its own; merge the two instead."),
        ("brine", "“Sea” is also called “Brine”."),
        ("!!", "no letter or digit"),
        ("x" * 61, "61 characters"),
        (", ".join(f"n{n}" for n in range(21)), "20 at most"),
    ],
)
def test_a_name_that_is_another_tags_is_refused_at_the_field(client, synonyms, message):
    client.force_login(make_user("Editor"))
    tag("Sea").call_also(["Brine"])

    answer = save(client, tag("Estuary"), synonyms=synonyms)

    assert message in str(answer.context["adminform"].form.errors["synonyms"][0])
    assert not tag("Estuary").synonyms.exists()


def test_no_tag_takes_another_name_or_a_former_address(client):
    client.force_login(make_user("Editor"))
    tag("Sea").call_also(["Brine"])
    tag("Sea").leave("ocean")

    answer = client.post(LIST + "add/", {"name": "brine", "slug": "ocean", "synonyms": ""})

    errors = answer.context["adminform"].form.errors
    assert "“Sea” is also called “Brine”." in errors["name"]
    assert "still leads there" in errors["slug"][0]
    assert tag("Ocean").slug == "ocean-2"


def test_a_renamed_tag_is_found_at_its_old_address_and_comes_back_to_it(client):
    make_publication()
    make_article(tags=("Tides",))
    client.force_login(make_user("Editor"))

    save(client, tag("Tides"), slug="ebb-and-flow")
    assert client.get("/tags/tides/")["Location"] == "/tags/ebb-and-flow/"

    save(client, tag("Tides"), slug="tides")
    assert client.get("/tags/tides/").status_code == 200
    assert client.get("/tags/ebb-and-flow/")["Location"] == "/tags/tides/"
    assert FormerTagSlug.objects.count() == 1


def test_a_reader_is_shown_the_tag_by_its_other_name(client):
    make_publication()
    make_article(tags=("Estuary",))
    tag("Estuary").call_also(["Firth"])

    ways = client.get("/search/?q=firth").context["suggestions"]

    assert [way.name for way in ways] == ["Estuary"]


def test_which_tags_are_hardly_used_is_told(client):
    make_article(tags=("Once", "Twice"))
    make_article(tags=("Twice",))
    tag("Never")
    client.force_login(make_user("Editor"))

    def listed(used):
        return [one.name for one in client.get(f"{LIST}?used={used}").context["cl"].result_list]

    assert (listed("once"), listed("never")) == (["Once"], ["Never"])


def test_a_deleted_tag_takes_its_other_names_along():
    tag("Sea").call_also(["Brine"])
    tag("Sea").delete()

    assert not Synonym.objects.exists()
