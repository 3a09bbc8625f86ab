"""The whole story as one plain value: what the desk edits, a revision keeps and readers get."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from articles import body
from articles.slugs import slug_for

# Raised when the shape of a stored document changes.
SHAPE = 2
# For each older shape the step to the next: stored revisions are never rewritten.
STEPS: dict[int, Callable[[dict], dict]] = {1: lambda content: content | {"never_more": False}}


@dataclass(frozen=True)
class Credit:
    """An author's place in a byline."""

    author: int
    role: str = "words"


@dataclass(frozen=True)
class Related:
    """A “More:” link picked by hand: a story of ours, or an outside address with its title."""

    story: int | None = None
    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class Document:
    headline: str = ""
    slug: str = ""
    standfirst: str = ""
    body: str = ""
    kind: str = "news"
    section: int | None = None
    bylines: tuple[Credit, ...] = ()
    tags: tuple[str, ...] = ()
    lead_image: int | None = None
    lead_caption: str = ""
    lead_alt: str = ""
    lead_decorative: bool = False
    related: tuple[Related, ...] = ()
    # No other story's “More:” links take it by themselves.
    never_more: bool = False
    search_title: str = ""
    search_description: str = ""
    social_title: str = ""
    social_description: str = ""
    canonical_url: str = ""
    embargo_until: dt.datetime | None = None

    @property
    def address_slug(self) -> str:
        """The slug that was written, else the one that the headline gives."""
        return self.slug or slug_for(self.headline)

    @property
    def picture_ids(self) -> list[int]:
        """Every picture it shows, the lead image first, each once."""
        lead = [self.lead_image] if self.lead_image else []
        return list(dict.fromkeys(lead + body.picture_ids(self.body)))

    @property
    def says_nothing(self) -> bool:
        """Whether nobody began to write: what a form holds of itself is nothing yet."""
        blank = Document()
        return all(getattr(self, name) == getattr(blank, name) for name in TEXT)

    def to_json(self) -> dict:
        content = dataclasses.asdict(self)
        embargo = self.embargo_until
        content["embargo_until"] = embargo and embargo.astimezone(dt.UTC).isoformat()
        return {"shape": SHAPE} | content

    @classmethod
    def from_json(cls, stored: dict) -> "Document":
        """The document that `to_json` wrote, now or under an older shape."""
        content = upgraded(stored)
        embargo = content["embargo_until"]
        return cls(
            **content
            | {
                "bylines": tuple(Credit(**credit) for credit in content["bylines"]),
                "tags": tuple(content["tags"]),
                "related": tuple(Related(**related) for related in content["related"]),
                "embargo_until": dt.datetime.fromisoformat(embargo) if embargo else None,
            }
        )


def upgraded(stored: dict) -> dict:
    """The content in today's shape. A shape from the future is a fault, not a guess."""
    content = dict(stored)
    shape = content.pop("shape")
    if shape > SHAPE:
        raise ValueError(f"A document of shape {shape} needs a newer version of this program.")
    for step in range(shape, SHAPE):
        content = STEPS[step](content)
    return content


# An empty form holds its kind already.
TEXT = [kept.name for kept in dataclasses.fields(Document) if kept.name != "kind"]
# The fields that a document and an article's row hold in the same form.
SAME_ON_THE_ROW = [
    "headline",
    "standfirst",
    "body",
    "kind",
    "lead_caption",
    "lead_alt",
    "lead_decorative",
    "never_more",
    "search_title",
    "search_description",
    "social_title",
    "social_description",
    "canonical_url",
    "embargo_until",
]
