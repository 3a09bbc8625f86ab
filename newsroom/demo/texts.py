"""The words of the edition, read from the files beside this one.

A story is a file of `stories/`: its name is the slug, a header says what stands where,
and after an empty line comes the body, in which pictures go by their drawing's name.
"""

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from pathlib import Path

HERE = Path(__file__).parent
_MOMENT = re.compile(r"(?P<ahead>in )?(?P<number>\d+) (?P<unit>hours|days)(?(ahead)| ago)")
_BYLINE = re.compile(r"(?P<author>[\w-]+)(?: \((?P<role>\w+)\))?")


@dataclass(frozen=True)
class Story:
    slug: str
    header: Message
    body: str

    def __getitem__(self, name: str) -> str:
        return self.header.get(name, "")

    @property
    def from_now(self) -> dt.timedelta | None:
        """When it comes out, as seen from the day that the edition is laid; None for a draft."""
        if self["Published"] == "no":
            return None
        moment = _MOMENT.fullmatch(self["Published"])
        distance = dt.timedelta(**{moment["unit"]: int(moment["number"])})
        return distance if moment["ahead"] else -distance

    @property
    def bylines(self) -> list[tuple[str, str]]:
        """Author and role."""
        matches = [_BYLINE.fullmatch(line) for line in self.header.get_all("Byline")]
        return [(match["author"], match["role"] or "words") for match in matches]

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(tag.strip() for tag in self["Tags"].split(","))

    @property
    def more(self) -> list[tuple[str, str]]:
        """Target and title; the target of a story of ours is `story:` and its slug."""
        links = [link.partition(" ") for link in self.header.get_all("More", [])]
        return [(target, title) for target, _, title in links]


def stories() -> list[Story]:
    """Oldest first, so that each may point to those before it; drafts last."""
    found = [Story(file.stem, *_read(file)) for file in (HERE / "stories").glob("*.html")]
    return sorted(found, key=lambda story: (story.from_now or dt.timedelta.max, story.slug))


def pages() -> list[tuple[Message, str]]:
    return [_read(file) for file in sorted((HERE / "pages").glob("*.html"))]


def _read(file: Path) -> tuple[Message, str]:
    message = message_from_string(file.read_text(encoding="utf-8"))
    return message, message.get_payload()


def publication() -> dict:
    return _table("publication")


def authors() -> dict[str, dict]:
    return _table("authors")


def pictures() -> dict[str, dict]:
    found = {}
    for file in sorted((HERE / "captions").glob("*.toml")):
        found |= _toml(file)
    return found


def _table(name: str) -> dict:
    return _toml(HERE / f"{name}.toml")


def _toml(file: Path) -> dict:
    return tomllib.loads(file.read_text(encoding="utf-8"))
