"""The providers whose players a story may show, and the poster that stands in for each.

A story keeps the public address of what it embeds. Readers get a poster drawn by
us with a plain link; nothing is asked of the provider. Adding a provider is one
entry in `PROVIDERS`: cleaning and rendering both read it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.html import format_html
from django.utils.safestring import SafeString

LONGEST_ADDRESS = 500


@dataclass(frozen=True)
class Provider:
    """One provider: the addresses we know, the one we keep, and where its player lives."""

    name: str
    invitation: str
    patterns: tuple[re.Pattern[str], ...]
    public: Callable[[re.Match[str]], str]
    player: Callable[[re.Match[str]], str]
    frame_host: str
    # The room a page keeps for it: "wide" as a film, "low" as a recording, "tall" as a chart.
    shape: str


@dataclass(frozen=True)
class Embed:
    """Something of a provider's, by its one public address and its player's."""

    provider: Provider
    address: str
    player: str


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.ASCII) for pattern in patterns)


_REST = r"(?:[?&#/][^\s]*)?"


def _vimeo_public(found: re.Match[str]) -> str:
    unlisted = f"/{found['hash']}" if found["hash"] else ""
    return f"https://vimeo.com/{found['id']}{unlisted}"


def _vimeo_player(found: re.Match[str]) -> str:
    unlisted = f"&h={found['hash']}" if found["hash"] else ""
    return f"https://player.vimeo.com/video/{found['id']}?dnt=1{unlisted}"


def _soundcloud_public(found: re.Match[str]) -> str:
    return f"https://soundcloud.com/{found['id']}"


PROVIDERS = (
    Provider(
        name="YouTube",
        invitation="Watch on YouTube",
        patterns=_patterns(
            rf"https://(?:www\.|m\.|music\.)?youtube\.com/(?:embed|shorts|live|v)/(?P<id>[\w-]{{11}}){_REST}",
            rf"https://(?:www\.|m\.|music\.)?youtube\.com/watch\?(?:[^\s#]*&)?v=(?P<id>[\w-]{{11}}){_REST}",
            rf"https://(?:www\.)?youtube-nocookie\.com/embed/(?P<id>[\w-]{{11}}){_REST}",
            rf"https://youtu\.be/(?P<id>[\w-]{{11}}){_REST}",
        ),
        public=lambda found: f"https://www.youtube.com/watch?v={found['id']}",
        player=lambda found: f"https://www.youtube-nocookie.com/embed/{found['id']}",
        frame_host="https://www.youtube-nocookie.com",
        shape="wide",
    ),
    Provider(
        name="Vimeo",
        invitation="Watch on Vimeo",
        patterns=_patterns(
            rf"https://(?:www\.)?vimeo\.com/(?P<id>[0-9]{{1,12}})(?:/(?P<hash>[0-9a-f]{{6,20}}))?{_REST}",
            rf"https://player\.vimeo\.com/video/(?P<id>[0-9]{{1,12}})(?:\?(?:[^\s#]*&)?h=(?P<hash>[0-9a-f]{{6,20}}))?{_REST}",
        ),
        public=_vimeo_public,
        player=_vimeo_player,
        frame_host="https://player.vimeo.com",
        shape="wide",
    ),
    Provider(
        name="SoundCloud",
        invitation="Listen on SoundCloud",
        patterns=_patterns(
            rf"https://(?:www\.|m\.)?soundcloud\.com/(?P<id>[\w-]{{1,80}}/(?:sets/)?[\w-]{{1,120}}){_REST}",
        ),
        public=_soundcloud_public,
        player=lambda found: (
            f"https://w.soundcloud.com/player/?url={quote(_soundcloud_public(found), safe='')}"
        ),
        frame_host="https://w.soundcloud.com",
        shape="low",
    ),
    Provider(
        name="Spotify",
        invitation="Listen on Spotify",
        patterns=_patterns(
            r"https://open\.spotify\.com/(?:intl-[a-z]{2}/)?(?:embed/)?"
            rf"(?P<id>(?:track|album|artist|playlist|episode|show)/[0-9A-Za-z]{{22}}){_REST}",
        ),
        public=lambda found: f"https://open.spotify.com/{found['id']}",
        player=lambda found: f"https://open.spotify.com/embed/{found['id']}",
        frame_host="https://open.spotify.com",
        shape="low",
    ),
    Provider(
        name="Datawrapper",
        invitation="See the chart at Datawrapper",
        patterns=_patterns(
            rf"https://datawrapper\.dwcdn\.net/(?P<id>[0-9A-Za-z]{{5}}){_REST}",
            rf"https://www\.datawrapper\.de/_/(?P<id>[0-9A-Za-z]{{5}}){_REST}",
        ),
        public=lambda found: f"https://datawrapper.dwcdn.net/{found['id']}/",
        player=lambda found: f"https://datawrapper.dwcdn.net/{found['id']}/",
        frame_host="https://datawrapper.dwcdn.net",
        shape="tall",
    ),
)

# What `frame-src` of public pages has to allow, and nothing else.
EMBED_FRAME_HOSTS = tuple(provider.frame_host for provider in PROVIDERS)


def known_addresses() -> list[dict]:
    """For the editor: each provider's name and the addresses we know, as JavaScript reads them."""
    return [
        {
            "name": provider.name,
            "patterns": [pattern.pattern.replace("(?P<", "(?<") for pattern in provider.patterns],
        }
        for provider in PROVIDERS
    ]


def find(address: str) -> Embed | None:
    """What an https address embeds, or nothing when no provider on the list knows it."""
    if len(address) > LONGEST_ADDRESS:
        return None
    for provider in PROVIDERS:
        for pattern in provider.patterns:
            if found := pattern.fullmatch(address):
                return Embed(provider, provider.public(found), provider.player(found))
    return None


def poster(embed: Embed, caption: str = "") -> SafeString:
    """What readers see: the provider, a link that needs no script, the title when there is one.

    `static/site/embed-player.js` puts the player of `data-player` in the poster's place, on a
    click and not before. The caption is HTML already cleaned.
    """
    return format_html(
        '<figure class="embed embed-{}" data-player="{}" data-provider="{}">'
        '<div class="embed-poster">'
        '<p class="embed-provider">{}</p>'
        '<p class="embed-link"><a href="{}" rel="noopener">{}</a></p>'
        '<p class="embed-address">{}</p>'
        "</div>{}</figure>",
        embed.provider.shape,
        embed.player,
        embed.provider.name,
        embed.provider.name,
        embed.address,
        embed.provider.invitation,
        embed.address.removeprefix("https://"),
        format_html("<figcaption>{}</figcaption>", caption) if caption else "",
    )
