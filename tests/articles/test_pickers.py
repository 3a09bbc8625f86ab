"""The fields that pick several things in order, as one field each of a plain form."""

import pytest
from django import forms
from django.http import QueryDict

from articles import revising
from articles.document import Credit, Related
from articles.models import Tag
from articles.pickers import BylinesField, RelatedField, StoryChoiceField, TagsField
from tests import builders
from tests.builders import make_author, make_document, make_user

pytestmark = pytest.mark.django_db


def make_article(**overrides):
    return builders.make_article(**{"lead_image": None} | overrides)


def sent(*pairs):
    """What a browser sends: pairs of name and value, in the order of the page."""
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, str(value))
    return data


class BylinesForm(forms.Form):
    bylines = BylinesField(required=False)


class RelatedForm(forms.Form):
    related = RelatedField(required=False)


class TagsForm(forms.Form):
    tags = TagsField(required=False)


class StoryForm(forms.Form):
    story = StoryChoiceField()


def bylines(*rows):
    pairs = [(("bylines", author), ("bylines_role", role)) for author, role in rows]
    return BylinesForm(sent(*(pair for row in pairs for pair in row)))


def related(*rows, user=None, article=None):
    names = ("related_story", "related_url", "related_title")
    pairs = [pair for row in rows for pair in zip(names, row, strict=True)]
    form = RelatedForm(sent(*pairs))
    form.fields["related"].asked_by(user, article)
    return form


def errors(form):
    [found] = form.errors.values()
    return found


# Bylines


def test_a_byline_is_read_in_the_order_of_the_page():
    ana, bo = make_author(), make_author()

    form = bylines((bo.pk, "words"), (ana.pk, "photographs"), (bo.pk, "editing"))

    assert form.is_valid()
    assert form.cleaned_data["bylines"] == (
        Credit(bo.pk, "words"),
        Credit(ana.pk, "photographs"),
        Credit(bo.pk, "editing"),
    )


def test_no_byline_is_an_empty_one_unless_it_is_required():
    class StrictForm(forms.Form):
        bylines = BylinesField()

    assert bylines().is_valid()
    assert bylines().fields["bylines"].clean([("", "words")]) == ()
    assert errors(StrictForm({})) == ["Choose at least one author."]


@pytest.mark.parametrize("number", ["999999", "x", "-1", "²", "9" * 30, "1 "])
def test_an_author_who_is_no_longer_there_is_told_of_once_and_comes_back(number):
    ana = make_author(name="Ana Pérez")

    form = bylines((number, "words"), (ana.pk, "words"), (number, "editing"))

    assert errors(form) == ["An author of this list is no longer there. Remove that row."]
    page = str(form["bylines"])
    assert page.count("picked-gone") == 2
    assert page.index("Author no longer there") < page.index("Ana Pérez")
    assert f'value="{number}"' in page


def test_an_author_stands_once_in_a_role():
    ana = make_author(name="Ana Pérez")

    form = bylines((ana.pk, "words"), (ana.pk, "words"))

    assert errors(form) == [
        "Ana Pérez stands here twice for “Words”. Remove one, or choose another role."
    ]


@pytest.mark.parametrize("role", ["", "owner"])
def test_an_unknown_role_is_asked_for(role):
    assert errors(bylines((make_author(name="Ana").pk, role))) == ["Choose what Ana did."]


def test_a_byline_has_twenty_names_at_most():
    ana = make_author()

    assert errors(bylines(*[(ana.pk, "words")] * 21)) == [
        "These are 21 names; 20 at most. Remove some."
    ]


def test_a_saved_byline_is_shown_with_what_is_known_of_everybody():
    ana = make_author(name="Ana <b>Pérez", title="Editor", standing="former")
    form = BylinesForm(initial={"bylines": (Credit(ana.pk, "photographs"),)})

    page = str(form["bylines"])

    assert "Ana &lt;b&gt;Pérez" in page
    assert "Editor · Former" in page
    assert '<option value="photographs" selected>' in page
    assert f'name="bylines" value="{ana.pk}"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_a_byline_takes_one_query_to_check_and_one_to_show(django_assert_num_queries, rows):
    authors = [make_author() for _ in range(rows)]
    form = bylines(*[(author.pk, "words") for author in authors])

    with django_assert_num_queries(1):
        assert form.is_valid()
    with django_assert_num_queries(1):
        str(form["bylines"])


def test_a_byline_has_changed_when_its_order_has():
    ana, bo = make_author(), make_author()
    form = bylines((bo.pk, "words"), (ana.pk, "words"))
    field, typed = form.fields["bylines"], form["bylines"].data

    assert not field.has_changed((Credit(bo.pk), Credit(ana.pk)), typed)
    assert field.has_changed((Credit(ana.pk), Credit(bo.pk)), typed)


def test_a_form_with_a_prefix_has_names_of_its_own():
    ana = make_author()

    form = BylinesForm(sent(("a-bylines", ana.pk), ("a-bylines_role", "words")), prefix="a")

    assert form.is_valid()
    assert form.cleaned_data["bylines"] == (Credit(ana.pk),)
    assert 'name="a-bylines_role"' in str(form["bylines"])


# Related links


def test_links_are_read_in_the_order_of_the_page():
    one, two = make_article(), make_article()

    form = related(
        (two.pk, "", ""), ("", " example.org/a ", " Else  where "), ("", "", ""), (one.pk, "", "")
    )

    assert form.is_valid()
    assert form.cleaned_data["related"] == (
        Related(story=two.pk),
        Related(url="https://example.org/a", title="Else where"),
        Related(story=one.pk),
    )


OUT_OF_REACH = "A story of this list is no longer there, or not open to you. Remove that row."


def test_a_number_does_not_reveal_somebody_elses_draft():
    secret = make_article(headline="Secret merger", published_at=None)

    form = related((secret.pk, "", ""), user=make_user("Writer"))
    gone = related(("999999", "", ""), user=make_user("Writer"))

    assert errors(form) == errors(gone) == [OUT_OF_REACH]
    assert "Secret" not in str(form["related"])
    assert "Story no longer there" in str(form["related"])


def test_a_draft_of_ones_own_and_for_an_editor_any_draft_may_be_picked():
    writer = make_user("Writer")
    story = make_article(published_at=None, by=writer)

    assert related((story.pk, "", ""), user=writer).is_valid()
    assert related((story.pk, "", ""), user=make_user("Editor")).is_valid()
    assert not related((story.pk, "", "")).is_valid()


def test_what_stands_in_the_saved_document_stays_whoever_saves():
    secret = make_article(headline="Linked by an editor", published_at=None)
    writer = make_user("Writer")
    article = make_article(published_at=None, by=writer)
    document = make_document(lead_image=None, related=(Related(story=secret.pk),))
    revising.save(article, document, by=make_user("Editor"))

    form = related((secret.pk, "", ""), user=writer, article=article)

    assert form.is_valid()
    assert "Linked by an editor" not in str(form["related"])
    assert "a story that is not open to you" in str(form["related"])
    twice = related((secret.pk, "", ""), (secret.pk, "", ""), user=writer, article=article)
    assert errors(twice) == ["“a story that is not open to you” stands here twice. Remove one."]


def test_a_story_is_not_related_to_itself():
    story = make_article()

    assert errors(related((story.pk, "", ""), article=story)) == [
        "A story cannot be related to itself. Remove that row."
    ]


def test_nothing_stands_twice():
    story = make_article(headline="Bridge opens")
    link = ("", "https://example.org/", "Else")

    form = related((story.pk, "", ""), link, (story.pk, "", ""), link)

    assert errors(form) == [
        "“Bridge opens” stands here twice. Remove one.",
        "“https://example.org/” stands here twice. Remove one.",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://example.org/",
        "nowhere at all",
        "http://",
        "x" * 600,
        "a\0b.org",
    ],
)
def test_an_address_is_one_of_the_web_and_comes_back_as_it_was_typed(address):
    form = related(("", address, "A title"))

    [message] = errors(form)
    assert message.startswith(f"“{address[:80]}” is no address; write one such as https://")
    assert 'value="A title"' in str(form["related"])


def test_an_address_has_a_title_and_a_title_an_address():
    form = related(("", "https://example.org/page", " "), ("", "", "Alone"))

    assert errors(form) == [
        "Write a title for the address at example.org; readers see it.",
        "“Alone” has no address; write one such as https://example.org.",
    ]
    page = str(form["related"])
    assert 'value="https://example.org/page"' in page
    assert 'value="Alone"' in page


def test_a_title_has_its_length():
    assert errors(related(("", "https://example.org/", "x" * 201))) == [
        "This title has 201 characters; 200 at most."
    ]


def test_saved_links_are_shown_with_their_state():
    story = make_article(headline="Coming", published_at=None, section=None)
    rows = (Related(story=story.pk), Related(url="https://example.org/", title="Else"))
    form = RelatedForm(initial={"related": rows})
    form.fields["related"].asked_by(make_user("Editor"))

    page = str(form["related"])

    assert "Coming" in page
    assert "Draft: appears once published" in page
    assert page.index("Coming") < page.index('value="https://example.org/"')


@pytest.mark.parametrize("rows", [1, 3])
def test_links_take_one_query_to_check_and_one_to_show(django_assert_num_queries, rows):
    stories = [make_article() for _ in range(rows)]
    form = related(*[(story.pk, "", "") for story in stories], user=make_user("Editor"))
    form.fields["related"].reach.user.get_all_permissions()

    with django_assert_num_queries(1):
        assert form.is_valid()
    with django_assert_num_queries(1):
        str(form["related"])


def test_the_story_itself_is_left_out_of_the_search():
    story = make_article()

    assert f'exclude="{story.pk}"' in str(related(article=story)["related"])


def test_two_forms_do_not_share_who_asks():
    editor = make_user("Editor")
    related(user=editor)

    assert RelatedForm().fields["related"].reach.user is None
    assert RelatedForm().fields["related"].widget.reach.user is None


# One story


def test_one_story_is_chosen():
    story = make_article(headline="Bridge opens")

    form = StoryForm({"story": str(story.pk)})

    assert form.is_valid()
    assert form.cleaned_data["story"] == story
    assert "Bridge opens" in str(form["story"])


def test_one_story_is_required_and_in_reach():
    secret = make_article(headline="Secret", published_at=None)

    form = StoryForm({"story": str(secret.pk)})

    assert errors(StoryForm({})) == ["Choose a story."]
    assert errors(form) == ["This story is no longer there, or not open to you."]
    assert "Secret" not in str(form["story"])


@pytest.mark.parametrize("wrap", [lambda story: story, lambda story: story.pk])
def test_the_story_that_is_chosen_already_stays(wrap):
    secret = make_article(headline="Secret", published_at=None)
    form = StoryForm({"story": str(secret.pk)}, initial={"story": wrap(secret)})
    form.fields["story"].asked_by(make_user("Writer"), secret)

    assert form.is_valid()
    assert not form.has_changed()


# Tags


def tags(text):
    return TagsForm(sent(("tags", text)))


def test_tags_are_separated_by_commas_alone():
    form = tags(" Climate policy,, C++ ,\tRoads  and bridges, ")

    assert form.is_valid()
    assert form.cleaned_data["tags"] == ("Climate policy", "C++", "Roads and bridges")


@pytest.mark.parametrize("text", ["", " , "])
def test_no_tags_are_none(text):
    form = tags(text)

    assert form.is_valid()
    assert form.cleaned_data["tags"] == ()


def test_a_tag_stands_once_in_any_case_and_takes_the_spelling_that_is_there():
    Tag.objects.named("NATO")

    form = tags("nato, Nato, Éducation, éDUCATION")

    assert form.is_valid()
    assert form.cleaned_data["tags"] == ("NATO", "Éducation")


def test_what_is_wrong_with_each_tag_is_said_and_everything_comes_back():
    form = tags("fine, " + "x" * 61 + ", !!!")

    assert errors(form) == [
        "“" + "x" * 30 + "…” has 61 characters; a tag has 60 at most.",
        "“!!!” has no letter or digit to make an address from.",
    ]
    assert "fine, " + "x" * 61 + ", !!!" in str(form["tags"])


def test_a_story_has_twenty_tags_at_most():
    assert errors(tags(",".join(f"tag {n}" for n in range(21)))) == [
        "These are 21 tags; 20 at most. Remove some."
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_tags_take_two_queries_to_check_and_none_to_show(django_assert_num_queries, rows):
    form = tags(",".join(f"tag {n}" for n in range(rows)))

    with django_assert_num_queries(2):
        assert form.is_valid()
    with django_assert_num_queries(0):
        str(form["tags"])


def test_saved_tags_are_shown_as_one_text():
    form = TagsForm(initial={"tags": ("Roads", "R&B")})

    assert 'value="Roads, R&amp;B"' in str(form["tags"])
    assert not TagsForm(sent(("tags", "Roads, R&B")), initial=form.initial).has_changed()
