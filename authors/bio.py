"""What is told of an author as one plain value: what a revision keeps and readers get."""

import dataclasses
from dataclasses import dataclass

from authors.links import Link

# Raised when the shape of a stored bio changes.
SHAPE = 1


@dataclass(frozen=True)
class Bio:
    """All that the form of an author holds, but for the login: that is a right, not a word."""

    name: str = ""
    slug: str = ""
    title: str = ""
    sign_off: str = ""
    bio: str = ""
    portrait: int | None = None
    links: tuple[Link, ...] = ()
    contact: str = ""
    standing: str = "current"
    position: int = 0

    @classmethod
    def of(cls, author) -> "Bio":
        """What the author's row says. Forms end their lines in two signs, everybody else in one."""
        on_the_row = {name: getattr(author, name) for name in ON_THE_ROW}
        for name in PARAGRAPHS:
            on_the_row[name] = on_the_row[name].replace("\r\n", "\n")
        return cls(**on_the_row, portrait=author.portrait_id, links=tuple(author.links))

    def put_on(self, author) -> None:
        for name in ON_THE_ROW:
            setattr(author, name, getattr(self, name))
        author.portrait_id = self.portrait
        author.links = list(self.links)

    def to_json(self) -> dict:
        return {"shape": SHAPE} | dataclasses.asdict(self) | {"links": list(self.links)}

    @classmethod
    def from_json(cls, stored: dict) -> "Bio":
        """The bio that `to_json` wrote. A shape from the future is a fault, not a guess."""
        content = dict(stored)
        shape = content.pop("shape")
        if shape != SHAPE:
            raise ValueError(f"A bio of shape {shape} needs another version of this program.")
        return cls(**content | {"links": tuple(content["links"])})


FIELDS = [field.name for field in dataclasses.fields(Bio)]
# The fields that a bio and an author's row hold in the same form.
ON_THE_ROW = [name for name in FIELDS if name not in {"portrait", "links"}]
PARAGRAPHS = ["bio", "sign_off"]
