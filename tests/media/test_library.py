"""The library as a list and the page of a picture."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from articles import revising
from media.uses import grouped_uses
from tests.builders import (
    make_article,
    make_author,
    make_image,
    make_publication,
    make_user,
    picture_bytes,
)

pytestmark = pytest.mark.django_db

LIBRARY = "/admin/media/image/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def piper(client):
    user = make_user("Picture editor", username="piper")
    client.force_login(user)
    return user


def found(client, **query):
    page = client.get(LIBRARY, query)
    assert page.status_code == 200
    return set(page.context["cl"].result_list)


def change(image):
    return f"{LIBRARY}{image.pk}/change/"


# The list


def test_a_card_says_what_is_wrong_with_its_picture(client, piper):
    make_image(credit="", alt_text="")
    make_image(rights_until=timezone.now() - DAY)
    make_article(lead_image=make_image(rights_until=timezone.now() + DAY, creator="Ana").pk)
    make_article(lead_image=make_image().pk)

    html = client.get(LIBRARY).content.decode()

    assert html.count("<li>No credit</li>") == html.count("<li>No alternative text</li>") == 1
    assert "It could be shown until" in html
    assert "May be shown until" in html
    assert "Ana / Photographer" in html
    assert html.count("<li>Unused</li>") == 2


@pytest.mark.parametrize(
    ("query", "facts"),
    [
        ({"rights": "ending"}, {"rights_until": timezone.now() + 3 * DAY}),
        ({"rights": "ended"}, {"rights_until": timezone.now() - DAY}),
        ({"rights": "none"}, {"rights_from": timezone.now() + DAY}),
        ({"rights": "none"}, {"allowed_uses": "none"}),
        ({"rights": "editorial"}, {"allowed_uses": "editorial"}),
        ({"missing": "credit"}, {"credit": ""}),
        ({"missing": "alt_text"}, {"alt_text": ""}),
        ({"missing": "either"}, {"alt_text": ""}),
        ({"licence": "cc-by"}, {"licence": "cc-by"}),
        ({"shape": "portrait"}, {"width": 300, "height": 400}),
        ({"shape": "square"}, {"width": 300, "height": 300}),
        ({"q": "gannet"}, {"restrictions": "Not in Gannet Cottage"}),
        ({"q": "reuters"}, {"source": "Reuters"}),
    ],
)
def test_each_filter_finds_its_own(client, piper, query, facts):
    wanted = make_image(**facts)
    make_image(licence="own", rights_until=timezone.now() + 30 * DAY)

    assert found(client, **query) == {wanted}


def test_what_nobody_uses_is_found(client, piper):
    draft, portrait, unused = make_image(), make_image(), make_image()
    make_article(lead_image=draft.pk, published_at=None)
    make_author(portrait=portrait)

    assert found(client, use="none") == {unused}
    assert found(client, use="some") == {draft, portrait}


def test_who_brought_a_picture_and_when(client, piper):
    own = make_image(uploaded_by=piper)
    old = make_image(uploaded_by=make_user(), uploaded_at=timezone.now() - 100 * DAY)

    assert found(client, by=piper.pk) == {own}
    assert found(client, since="30") == {own}
    assert found(client, since="365") == {own, old}


@pytest.mark.parametrize("name", ["rights", "missing", "use", "licence", "shape", "since", "by"])
@pytest.mark.parametrize("value", ["nonsense", "-1", "1; DROP", "9" * 30])
def test_a_filter_that_nobody_made_filters_nothing(client, piper, name, value):
    image = make_image()

    assert found(client, **{name: value}) == {image}


# The page of a picture


def test_the_page_says_where_a_picture_is_used_and_how_near_to_readers(client, piper):
    make_publication()
    image = make_image()
    public = make_article(headline="Out", lead_image=image.pk)
    draft = make_article(lead_image=image.pk, published_at=None)
    once = make_article(lead_image=image.pk, published_at=None)
    document = once.revisions.first().document
    revising.save(once, replace(document, lead_image=None), by=make_user())
    author = make_author(portrait=image)

    groups = {group.name: group.users for group in grouped_uses(image)}
    page = client.get(change(image)).content.decode()

    assert groups == {
        "Stories: readers see it": [public],
        "Stories: not public": [draft],
        "Stories: in versions that readers do not see": [once],
        "Authors": [author],
    }
    assert f'<a href="{public.get_absolute_url()}">Out</a>' in page
    assert draft.headline not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_number_of_queries(client, piper, rows, django_assert_num_queries):
    image = make_image()
    for _ in range(rows):
        make_article(lead_image=image.pk)
        make_author(portrait=image)
    client.get(change(image))

    with django_assert_num_queries(19):
        client.get(change(image))


def test_what_the_file_said_is_marked_and_the_credit_line_is_shown(client, piper):
    image = make_image(creator="Ana", credit="Reuters", from_file=["creator", "caption"])

    form = client.get(change(image)).context["adminform"].form

    marked = {
        name for name in form.fields if form.fields[name].help_text.startswith("From the file")
    }
    assert marked == {"creator", "caption"}
    assert "Image Credit: Ana / Reuters" in form.fields["credit"].help_text


def test_rights_that_end_before_they_begin_are_refused(client, piper):
    image = make_image()
    sent = {"credit": "C", "focal_x": 50, "focal_y": 50, "allowed_uses": "any"}
    sent |= {"rights_from": "2026-05-02T10:00", "rights_until": "2026-05-01T10:00"}

    page = client.post(change(image), sent)

    assert "The rights end before they begin." in page.content.decode()
    image.refresh_from_db()
    assert image.rights_from is None


@pytest.mark.parametrize(
    ("role", "status"),
    [
        *(("Writer", 200), ("Editor", 200), ("Picture editor", 200), ("Bio editor", 200)),
        *(("Publisher", 200), (None, 403)),
    ],
)
def test_whoever_sees_the_library_may_have_the_original(client, role, status):
    image = make_image(800, 450)
    client.force_login(make_user(role))

    response = client.get(f"{LIBRARY}{image.pk}/original/")

    assert response.status_code == status
    if status == 200:
        content = b"".join(response.streaming_content)
        assert content[:3] == picture_bytes(8, 8, (0, 0, 0))[:3]
        assert response["Content-Disposition"].startswith("attachment")


def test_no_original_is_told_to_strangers(client):
    image = make_image()

    assert "/login/" in client.get(f"{LIBRARY}{image.pk}/original/").url


@pytest.mark.parametrize(
    "facts",
    [
        {"keywords": ["zeppelin"]},
        {"keywords": ["sea", "LZ 127 Zeppelin"]},
        {"source_url": "https://zeppelin.example/127"},
        {"restrictions": "No zeppelins", "city": "Zeppelinheim"},
    ],
)
def test_every_fact_is_searched(client, piper, facts):
    image = make_image(**facts)
    make_image()

    assert found(client, q="zeppelin") == {image}
