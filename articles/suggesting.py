"""Stories that the desk suggests as “More:” links while one is written, and why."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from articles import embedding, likeness
from articles.autosaving import for_the_script
from articles.desk import open_story, require
from articles.document import Document
from articles.models import Article, Tag
from articles.picking import for_notes, story_note
from articles.related import MOST_TAGS, last_tagged

SUGGESTED = 5
# Of two texts that are less alike, an editor would not say that they are.
SIMILAR = 0.3


@dataclass(frozen=True)
class Suggestion:
    """A public story, with what speaks for it."""

    story: Article
    shared_tags: list[str]
    is_similar: bool

    @property
    def note(self) -> str:
        return story_note(self.story)

    @property
    def reason(self) -> str:
        named = "same tag" if len(self.shared_tags) == 1 else "same tags"
        tags = f"{named}: {', '.join(self.shared_tags)}" if self.shared_tags else ""
        return " · ".join(filter(None, [tags, "similar text" if self.is_similar else ""]))


@require_GET
@for_the_script
def suggested_links(request, pk):
    """The suggestions for the newest text of a story, as a part of its form."""
    require(request.user, "articles.change_article")
    article = open_story(request.user, pk)
    newest = article.revisions.first()
    found = suggestions(newest.document if newest else Document(), of=article.pk)
    return render(request, "admin/articles/article/_suggested_links.html", {"suggestions": found})


def suggestions(document: Document, *, of: int) -> list[Suggestion]:
    """For the text of this story, the likest first; none that it links to already."""
    written = Article(
        headline=document.headline, standfirst=document.standfirst, body=document.body
    )
    if not embedding.text_of(written).strip():
        return []
    [read] = embedding.read([written])
    tags = [tag.pk for tag in Tag.objects.among(document.tags)]
    tagged = map(last_tagged, tags[:MOST_TAGS])
    now = timezone.now()
    found = likeness.near_text(read, now, tags, *tagged)
    speaking = [facts for facts in found if facts["shared_tags"] or is_similar(facts)]
    leave_out = {of, *(link.story for link in document.related)}
    chosen = likeness.likest(speaking, now, SUGGESTED, read.prints, leave_out=leave_out)
    return with_reasons(chosen, tags)


def is_similar(facts: dict) -> bool:
    return likeness.of_texts(facts) >= SIMILAR


def with_reasons(chosen: list[dict], tags: list[int]) -> list[Suggestion]:
    stories = for_notes(Article.objects).prefetch_related("tags")
    stories = stories.in_bulk([facts["id"] for facts in chosen])
    return [
        Suggestion(
            story=story,
            shared_tags=[tag.name for tag in story.tags.all() if tag.pk in tags],
            is_similar=is_similar(facts),
        )
        for facts in chosen
        if (story := stories.get(facts["id"]))
    ]
