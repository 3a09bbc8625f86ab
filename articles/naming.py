"""What the numbers in documents are called: sections, authors, images, stories."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from articles.document import Document
from articles.models import Article, Section
from articles.picking import OUT_OF_REACH, pickable_stories
from authors.models import Author, User
from media.models import Image

DELETED = "(deleted)"


@dataclass(frozen=True)
class Names:
    """By number. What is not there any more is called deleted, and nothing has no name."""

    sections: dict[int, str]
    authors: dict[int, str]
    images: dict[int, str]
    stories: dict[int, str]

    def section(self, number: int | None) -> str:
        return called(number, self.sections)

    def author(self, number: int | None) -> str:
        return called(number, self.authors)

    def image(self, number: int | None) -> str:
        return called(number, self.images)

    def story(self, number: int | None) -> str:
        return called(number, self.stories)


def called(number: int | None, names: dict[int, str]) -> str:
    return names.get(number, DELETED) if number else ""


def names_in(*documents: Document, user: User) -> Names:
    """The names of all that the documents point to, in one query a kind, as this user may know."""
    authors = {credit.author for each in documents for credit in each.bylines}
    images = {number for each in documents for number in each.picture_ids}
    return Names(
        sections=names_of(Section.objects.filter(pk__in={each.section for each in documents})),
        authors=names_of(Author.objects.filter(pk__in=authors)),
        images=names_of(Image.objects.filter(pk__in=images)),
        stories=headlines({r.story for each in documents for r in each.related}, user),
    )


def names_of(records) -> dict[int, str]:
    return {record.pk: str(record) for record in records}


def headlines(numbers: set[int | None], user: User) -> dict[int, str]:
    """Somebody else's draft keeps its headline to itself."""
    within_reach = pickable_stories(user).filter(pk=OuterRef("pk"))
    stories = Article.objects.filter(pk__in=numbers - {None}).only("headline")
    return {
        story.pk: str(story) if story.is_within_reach else OUT_OF_REACH
        for story in stories.annotate(is_within_reach=Exists(within_reach))
    }
