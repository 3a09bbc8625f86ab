"""Facts of several pictures at once, and another file for one: doors, refusals, what is kept."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from media import batches
from media.models import Image
from tests.builders import make_article, make_image, make_user, picture_bytes

pytestmark = pytest.mark.django_db

LIBRARY = "/admin/media/image/"
ROLES = ["Writer", "Editor", "Picture editor", "Bio editor", "Publisher", None]


@pytest.fixture
def piper(client):
    user = make_user("Picture editor")
    client.force_login(user)
    return user


def edit(client, images, **facts):
    chosen = {"action": "edit_many", "_selected_action": [image.pk for image in images]}
    ticks = {f"set_{name}": "on" for name in facts}
    confirmed = {"edit_them": "1"} if facts else {}
    return client.post(LIBRARY, chosen | confirmed | facts | ticks, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_what_is_ticked_is_written_into_all_and_nothing_else(client, piper):
    images = [make_image(caption=f"Caption {n}", from_file=["credit"]) for n in range(3)]

    asked = edit(client, images[:2])
    done = edit(client, images[:2], credit="Ana / Reuters", keywords="sea, storm", licence="agency")

    assert "What you tick is written into all 2" in asked.content.decode()
    assert said(done) == ["Changed in 2 pictures."]
    for image in images:
        image.refresh_from_db()
    assert [image.credit == "Ana / Reuters" for image in images] == [True, True, False]
    assert images[0].keywords == ["sea", "storm"]
    assert images[0].from_file == []
    assert images[2].from_file == ["credit"]
    assert [image.caption for image in images] == ["Caption 0", "Caption 1", "Caption 2"]
    assert LogEntry.objects.filter(user=piper).count() == 2


def test_one_picture_is_one(client, piper):
    image = make_image()

    asked = edit(client, [image]).content.decode()
    done = edit(client, [image], credit="Ana")

    assert "What you tick is written into this picture;" in asked
    assert "Change 1 picture<" in asked
    assert said(done) == ["Changed in 1 picture."]


@pytest.mark.parametrize(
    ("how", "typed", "left"),
    [
        ("add", "storm, SEA, , Storm,", ["Sea", "calm", "storm"]),
        ("remove", "sea, unknown", ["calm"]),
        ("replace", "storm", ["storm"]),
        ("replace", "", []),
        ("", "storm", ["Sea", "calm", "storm"]),
    ],
)
def test_keywords_are_added_removed_or_replaced(client, piper, how, typed, left):
    image = make_image(keywords=["Sea", "calm"])
    sent = {"action": "edit_many", "_selected_action": [image.pk], "edit_them": "1"}

    client.post(LIBRARY, sent | {"set_keywords": "on", "keywords": typed, "how": how})

    image.refresh_from_db()
    assert image.keywords == left


@pytest.mark.parametrize(
    ("how", "typed", "told"),
    [
        ("add", "", batches.NO_KEYWORDS),
        ("remove", " , ", batches.NO_KEYWORDS),
        ("burn", "sea", "Select a valid choice"),
        ("add", "x" * 101, "it has more than 100 characters"),
    ],
)
def test_keywords_that_cannot_be_are_refused(client, piper, how, typed, told):
    image = make_image(keywords=["Sea"])
    sent = {"action": "edit_many", "_selected_action": [image.pk], "edit_them": "1"}

    page = client.post(LIBRARY, sent | {"set_keywords": "on", "keywords": typed, "how": how})

    assert page.status_code == 422
    assert told in page.content.decode()
    image.refresh_from_db()
    assert image.keywords == ["Sea"]


def test_an_old_flaw_in_another_fact_keeps_no_credit_out(client, piper):
    image = make_image(credit="", source_url="imported without a scheme")

    done = edit(client, [image], credit="Ana")

    assert said(done) == ["Changed in 1 picture."]
    image.refresh_from_db()
    assert image.credit == "Ana"


def test_only_the_ticked_facts_are_written(client, piper, monkeypatch):
    image = make_image(caption="Before")
    is_valid = batches.BatchForm.is_valid

    def meanwhile(form):
        Image.objects.update(caption="Written by somebody else")
        return is_valid(form)

    monkeypatch.setattr(batches.BatchForm, "is_valid", meanwhile)
    edit(client, [image], credit="Ana")

    image.refresh_from_db()
    assert (image.credit, image.caption) == ("Ana", "Written by somebody else")


def test_who_left_the_list_meanwhile_is_told(client, piper):
    image = make_image()
    chosen = {"action": "edit_many", "_selected_action": [image.pk, image.pk + 1000]}

    done = client.post(
        LIBRARY, chosen | {"edit_them": "1", "set_credit": "on", "credit": "Ana"}, follow=True
    )

    assert said(done) == [
        "Changed in 1 picture.",
        "1 picture is no longer in this list: not changed.",
    ]


def test_the_log_names_the_facts_in_words(client, piper):
    edit(client, [make_image()], credit="Ana", alt_text="A wall")

    entry = LogEntry.objects.get(user=piper)
    assert entry.get_change_message() == "Changed Credit and Alternative text."


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [("Picture editor", 13), ("Writer", 14)])
def test_pictures_are_changed_in_a_fixed_number_of_queries(
    client, role, queries, rows, django_assert_num_queries
):
    user = make_user(role)
    client.force_login(user)
    images = [make_image(uploaded_by=user) for _ in range(rows)]
    sent = {"action": "edit_many", "_selected_action": [image.pk for image in images]}

    with django_assert_num_queries(queries):
        client.post(LIBRARY, sent | {"edit_them": "1", "set_credit": "on", "credit": "Ana"})


def test_what_is_typed_and_not_ticked_is_left(client, piper):
    image = make_image(credit="Reuters")
    sent = {"action": "edit_many", "_selected_action": [image.pk], "edit_them": "1"}

    page = client.post(LIBRARY, sent | {"credit": "Other", "rights_url": "nonsense"})

    assert page.status_code == 422
    assert batches.NOTHING_TICKED in page.content.decode()
    image.refresh_from_db()
    assert image.credit == "Reuters"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"credit": " "}, "no picture is printed without"),
        ({"rights_url": "nonsense"}, "Enter a valid URL."),
        ({"licence": "mine"}, "Select a valid choice"),
        ({"rights_from": "2026-05-02T10:00", "rights_until": "2026-05-01T10:00"}, "end before"),
        ({"credit": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_is_said_and_changes_none(client, piper, facts, told):
    images = [make_image(credit="Reuters") for _ in range(2)]

    page = edit(client, images, **facts)

    assert page.status_code == 422
    assert told in page.content.decode()
    assert set(Image.objects.values_list("credit", "rights_url", "licence")) == {
        ("Reuters", "", "")
    }


def test_rights_that_would_end_before_they_begin_in_one_change_none(client, piper):
    fine = make_image()
    other = make_image()
    edit(client, [other], rights_from="2026-05-02T10:00")

    page = edit(client, [fine, other], rights_until="2026-05-01T10:00")

    assert page.status_code == 422
    assert not Image.objects.filter(rights_until__isnull=False).exists()


def test_no_more_than_a_request_can_bear(client, piper, monkeypatch):
    monkeypatch.setattr(batches, "MOST", 1)

    page = edit(client, [make_image(), make_image()], credit="Other")

    assert said(page) == [batches.TOO_MANY]


@pytest.mark.parametrize("role", ROLES)
def test_only_those_are_changed_that_the_role_may_change(client, role):
    user = make_user(role)
    client.force_login(user)
    own, public, others = make_image(uploaded_by=user), make_image(uploaded_by=user), make_image()
    make_article(lead_image=public.pk)
    keeps_the_library = role in {"Editor", "Picture editor", "Publisher"}

    for image, may in [
        (own, role is not None),
        (public, keeps_the_library),
        (others, keeps_the_library),
    ]:
        edit(client, [image], credit="Changed")
        image.refresh_from_db()
        assert (image.credit == "Changed") == may, image
    if role == "Writer":
        edit(client, [own, others], credit="Both")
        own.refresh_from_db()
        assert own.credit == "Changed"


# Another file


def a_file(content=None):
    return SimpleUploadedFile("new.jpg", content or picture_bytes(640, 480, (9, 9, 9)))


def replacing(image):
    return f"{LIBRARY}{image.pk}/replace/"


def test_a_picture_gets_another_file_after_its_uses_were_shown(client, piper):
    image = make_image(800, 450)
    article = make_article(headline="Out", lead_image=image.pk)
    before = image.rendition("original", 320).url("webp")

    page = client.get(replacing(image)).content.decode()
    done = client.post(replacing(image), {"file": a_file()}, follow=True)

    assert article.headline in page
    assert said(done)[0].startswith("Replaced.")
    image.refresh_from_db()
    assert (image.width, image.height) == (640, 480)
    moved = client.get(before)
    assert (moved.status_code, moved["Location"]) == (
        301,
        image.rendition("original", 320).url("webp"),
    )


def test_what_is_no_picture_replaces_nothing(client, piper):
    image = make_image()
    hash_before = image.file_hash

    none = client.post(replacing(image), {})
    broken = client.post(replacing(image), {"file": a_file(b"<svg></svg>")})

    assert (none.status_code, broken.status_code) == (422, 422)
    assert "Choose a file." in none.content.decode()
    assert "This is no picture" in broken.content.decode()
    image.refresh_from_db()
    assert image.file_hash == hash_before


@pytest.mark.parametrize("role", ROLES)
def test_the_door_to_another_file(client, role):
    image = make_image()
    client.force_login(make_user(role))
    may = role in {"Editor", "Picture editor", "Publisher"}

    answers = [client.get(replacing(image)), client.post(replacing(image), {"file": a_file()})]

    assert [answer.status_code for answer in answers] == ([200, 302] if may else [403, 403])
    assert client.get(replacing(Image(pk=999_999))).status_code in {404, 403}
