import pytest

from articles import embeds

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
SPOTIFY = "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk"
# The editor is tried with the same addresses.
KNOWN = [
    "https://youtu.be/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ?t=42",
    "https://youtube.com/watch?v=dQw4w9WgXcQ&list=x#t=1",
    "https://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ",
    "https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0",
    "https://www.youtube.com/shorts/dQw4w9WgXcQ",
    "https://www.youtube.com/live/dQw4w9WgXcQ",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
]
UNKNOWN = [
    "",
    "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "//www.youtube.com/watch?v=dQw4w9WgXcQ",
    "javascript:https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example/https://youtu.be/dQw4w9WgXcQ",
    "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
    "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://wwwxyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQlonger",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ\n",
    " https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/redirect?q=https://evil.example",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&x=" + "y" * 500,
    "https://youtu.be/ｄQw4w9WgXcQ",
    "https://vimeo.com/channels",
    "https://open.spotify.com/user/4rOoJ6Egrf8K2IrywzwOMk",
    "https://datawrapper.dwcdn.net/../x",
    "https://soundcloud.com/someone",
]


@pytest.mark.parametrize(
    ("address", "public", "player"),
    [
        (YOUTUBE, YOUTUBE, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        (
            "https://vimeo.com/76979871",
            "https://vimeo.com/76979871",
            "https://player.vimeo.com/video/76979871?dnt=1",
        ),
        (
            "https://player.vimeo.com/video/76979871?badge=0&h=8272103f6e",
            "https://vimeo.com/76979871/8272103f6e",
            "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e",
        ),
        (
            "https://soundcloud.com/some-one/sets/a_list?in=x",
            "https://soundcloud.com/some-one/sets/a_list",
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fsome-one%2Fsets%2Fa_list",
        ),
        (
            "https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk?si=1",
            SPOTIFY,
            "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
        ),
        (
            "https://www.datawrapper.de/_/aB3dE/",
            "https://datawrapper.dwcdn.net/aB3dE/",
            "https://datawrapper.dwcdn.net/aB3dE/",
        ),
    ],
)
def test_a_provider_has_a_public_address_and_a_player(address, public, player):
    embed = embeds.find(address)

    assert (embed.address, embed.player) == (public, player)


@pytest.mark.parametrize("address", KNOWN)
def test_every_address_of_a_video_is_kept_as_one(address):
    assert embeds.find(address).address == YOUTUBE


@pytest.mark.parametrize("address", UNKNOWN)
def test_what_no_provider_on_the_list_knows_is_no_embed(address):
    assert embeds.find(address) is None


@pytest.mark.parametrize("provider", embeds.PROVIDERS, ids=lambda provider: provider.name)
def test_frames_are_allowed_for_the_hosts_of_the_players_alone(provider):
    examples = [
        YOUTUBE,
        SPOTIFY,
        "https://vimeo.com/1",
        "https://soundcloud.com/a/b",
        "https://datawrapper.dwcdn.net/aB3dE/",
    ]

    players = [embeds.find(address) for address in examples]

    assert provider.frame_host in embeds.EMBED_FRAME_HOSTS
    assert [each.player.startswith(provider.frame_host + "/") for each in players] == [
        each.provider is provider for each in players
    ]


def test_the_public_address_of_an_embed_stays_itself():
    for address in (YOUTUBE, SPOTIFY, "https://vimeo.com/1/abcdef", "https://soundcloud.com/a/b"):
        assert embeds.find(address).address == address


def test_a_poster_without_title_has_no_caption():
    assert "figcaption" not in embeds.poster(embeds.find(YOUTUBE))
