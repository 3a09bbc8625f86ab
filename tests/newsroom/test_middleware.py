import pytest

from articles.embeds import EMBED_FRAME_HOSTS
from tests.builders import make_article, make_image, make_user

pytestmark = pytest.mark.django_db
COMPRESSED = {"headers": {"Accept-Encoding": "gzip"}}


def test_a_page_is_sent_compressed(client):
    response = client.get(make_article().get_absolute_url(), **COMPRESSED)

    assert response.headers["Content-Encoding"] == "gzip"


def test_a_picture_is_sent_as_it_is(client):
    response = client.get(make_image().rendition("16x9", 640).url("jpg"), **COMPRESSED)

    assert "Content-Encoding" not in response.headers
    assert not response.headers["ETag"].startswith("W/")


def test_readers_pages_allow_nothing_inline_and_stand_in_no_frame(client):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "frame-ancestors 'none'" in policy


def test_readers_pages_frame_the_players_of_the_providers_alone(client):
    policy = client.get("/").headers["Content-Security-Policy"]

    (frames,) = [part for part in policy.split("; ") if part.startswith("frame-src")]
    assert frames.split()[1:] == list(EMBED_FRAME_HOSTS)


def test_only_pages_with_the_editor_allow_inline_styles(client):
    client.force_login(make_user("Editor"))

    plain = client.get("/admin/articles/article/").headers["Content-Security-Policy"]
    editor = client.get("/admin/articles/article/add/").headers["Content-Security-Policy"]

    assert "unsafe" not in plain
    assert "style-src 'self' 'unsafe-inline'" in editor
    assert "script-src 'self' 'nonce-" in editor
    assert "unsafe-eval" not in editor
