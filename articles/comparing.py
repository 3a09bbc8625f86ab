"""What changed between two documents of a story, as an editor would tell it.

Prose is compared by words, the body by blocks and inside them by words; everything else
is told in sentences. Nothing here asks the database: `names` knows what numbers are called.
"""

from dataclasses import dataclass, fields

from articles.comparing_blocks import BlockChange, Fold, compare_bodies
from articles.document import Credit, Document, Related
from articles.models import Article, Byline
from articles.moments import in_full
from articles.naming import Names
from authors.telling import is_reordered, list_changes, replaced, tell_list
from authors.word_diff import Piece, diff

LABELS = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "body": "Story",
    "section": "Section",
    "kind": "Kind of story",
    "bylines": "Byline",
    "tags": "Tags",
    "lead_image": "Lead image",
    "lead_caption": "Caption of the lead image",
    "lead_alt": "Alternative text of the lead image",
    "lead_decorative": "Lead image is decorative",
    "related": "Related stories",
    "never_more": "Linked only where picked",
    "slug": "Slug",
    "embargo_until": "Embargo",
    "canonical_url": "Address of the source",
    "search_title": "Title for search engines",
    "search_description": "Description for search engines",
    "social_title": "Title when shared",
    "social_description": "Description when shared",
}
PROSE = {
    "headline",
    "standfirst",
    "lead_caption",
    "lead_alt",
    "search_title",
    "search_description",
    "social_title",
    "social_description",
}


@dataclass(frozen=True)
class Change:
    """What happened to one field: words marked in a text, blocks of the body, or sentences."""

    field: str
    label: str
    pieces: tuple[Piece, ...] = ()
    blocks: tuple[BlockChange | Fold, ...] = ()
    words: tuple[str, ...] = ()


def compare(old: Document, new: Document, names: Names) -> list[Change]:
    """The fields that differ, in the order of the form."""
    changed = {f.name for f in fields(Document) if getattr(old, f.name) != getattr(new, f.name)}
    return [
        change_of(name, getattr(old, name), getattr(new, name), names)
        for name in LABELS
        if name in changed
    ]


def change_of(field: str, old, new, names: Names) -> Change:
    label = LABELS[field]
    if field == "body":
        return Change(field, label, blocks=tuple(compare_bodies(old, new, names)))
    if field in PROSE:
        return Change(field, label, pieces=tuple(diff(old, new)))
    return Change(field, label, words=tuple(TOLD[field](old, new, names)))


def tell_section(old, new, names):
    yield from replaced("Section", names.section(old), names.section(new))


def tell_kind(old, new, names):
    yield from replaced("Kind of story", kind(old), kind(new))


def kind(value: str) -> str:
    """What a kind is called; one that is no longer among them, as it is kept."""
    return dict(Article.Kind.choices).get(value, value)


def tell_lead_image(old, new, names):
    yield from replaced("Lead image", names.image(old), names.image(new))


def tell_lead_decorative(old, new, names):
    yield "Lead image marked as decorative" if new else "Lead image no longer decorative"


def tell_never_more(old, new, names):
    yield (
        "Linked from others only where picked" if new else "Links that fill themselves may take it"
    )


def tell_slug(old, new, names):
    from_headline = "made from the headline"
    yield from replaced("Slug", old or from_headline, new or from_headline)


def tell_canonical_url(old, new, names):
    yield from replaced("Address of the source", old, new)


def tell_embargo(old, new, names):
    if not new:
        yield f"Embargo lifted; it was until {in_full(old)}"
    elif not old:
        yield f"Embargo until {in_full(new)}"
    else:
        yield f"Embargo until {in_full(old)} → {in_full(new)}"


def tell_bylines(old, new, names):
    gone, come = list_changes(old, new)
    for credit in list(gone):
        if others := [each for each in come if each.author == credit.author]:
            gone.remove(credit)
            come.remove(others[0])
            name = names.author(credit.author)
            yield from replaced(f"Role of {name}", role(credit), role(others[0]))
    yield from (f"Byline removed: {credited(credit, names)}" for credit in gone)
    yield from (f"Byline added: {credited(credit, names)}" for credit in come)
    authors = [[credit.author for credit in each] for each in (old, new)]
    if is_reordered(*authors):
        order = ", ".join(map(names.author, dict.fromkeys(authors[1])))
        yield f"Byline order changed: {order}"


def role(credit: Credit) -> str:
    return dict(Byline.Role.choices).get(credit.role, credit.role)


def credited(credit: Credit, names: Names) -> str:
    return f"{names.author(credit.author)} ({role(credit)})"


def tell_tags(old, new, names):
    yield from tell_list("Tag", "Order of the tags changed", old, new, str)


def tell_related(old, new, names):
    yield from tell_list(
        "Related story",
        "Order of the related stories changed",
        old,
        new,
        lambda link: related_title(link, names),
    )


def related_title(link: Related, names: Names) -> str:
    return names.story(link.story) if link.story else f"{link.title} ({link.url})"


TOLD = {
    "section": tell_section,
    "kind": tell_kind,
    "bylines": tell_bylines,
    "tags": tell_tags,
    "lead_image": tell_lead_image,
    "lead_decorative": tell_lead_decorative,
    "related": tell_related,
    "never_more": tell_never_more,
    "slug": tell_slug,
    "embargo_until": tell_embargo,
    "canonical_url": tell_canonical_url,
}
