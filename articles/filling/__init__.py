"""Archives for measuring: stories by the thousand, as publishing would have left them.

Rows go in by COPY, a batch in one transaction. The log tells nothing of them, and what they
are about is not among them: `manage.py embed --missing` reads that.
"""

import datetime as dt
import multiprocessing
import random
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections, transaction
from django.db.models import Model
from django.utils import timezone
from PIL import Image as Picture
from PIL import ImageDraw

from articles.document import SAME_ON_THE_ROW, Credit, Document, Related
from articles.filling import vectors
from articles.filling.copying import copy_in, copy_records, numbers_for
from articles.filling.words import QUALITIES, SUBJECTS, Wording
from articles.folding import fold
from articles.models import (
    Article,
    AuthorUse,
    Byline,
    PictureUse,
    RelatedLink,
    Revision,
    Section,
    Tag,
    TaggedArticle,
)
from articles.slugs import slug_for
from authors.models import Author, User
from media import intake
from media.models import Image

AT_ONCE = 1000
YEARS = dt.timedelta(days=3650)
MOST_AUTHORS, STORIES_AN_AUTHOR = 2000, 50
SECTIONS = ["World", "Region", "Economy", "Culture", "Science", "Sport", "Opinion", "Weekend"]
PICTURES, PICTURE_SIZE = 24, (1600, 1067)
PARAGRAPHS, ILLUSTRATED = 5000, 0.8
A_DRAFT_IN = 50
BESIDE = {
    AuthorUse: ["author_id", "revision_id"],
    PictureUse: ["image_id", "article_id", "revision_id"],
    Byline: ["article_id", "author_id", "role", "position"],
    TaggedArticle: ["content_object_id", "tag_id"],
    RelatedLink: ["article_id", "story_id", "url", "title", "position"],
}
KINDS = [*(["news"] * 12), *("analysis", "analysis", "opinion", "explainer", "review")]


class Filling:
    """One archive on its way in. The same seed makes the same stories, on the same day."""

    def __init__(self, number: int, seed: int):
        self.number, self.seed = number, seed
        self.now = timezone.now().replace(minute=0, second=0, microsecond=0)
        self.batches = [
            range(start, min(start + AT_ONCE, number)) for start in range(0, number, AT_ONCE)
        ]

    def run(self, said: Callable[[int], None], processes: int = 1) -> None:
        """Make all of it; `said` hears how many stories are in."""
        with transaction.atomic():
            self.lay_the_ground()
        done = 0
        for number in self.put_in(processes):
            done += number
            said(done)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def put_in(self, processes: int) -> Iterator[int]:
        """Batch after batch; each of several processes has a connection of its own."""
        if processes == 1:
            begin(self)
            yield from map(put_in, self.batches)
            return
        connections.close_all()
        forked = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(processes, forked, initializer=begin, initargs=[self]) as pool:
            yield from pool.map(put_in, self.batches)

    def lay_the_ground(self) -> None:
        """A login, sections, authors, tags and pictures that the stories share."""
        drawn = Wording(self.seed)
        self.by = archivist()
        self.sections = list(Section.objects.all()) or sections()
        self.authors = authors(drawn, min(self.number // STORIES_AN_AUTHOR + 10, MOST_AUTHORS))
        names = [f"{quality} {subject}" for quality in QUALITIES for subject in SUBJECTS]
        self.tags = Tag.objects.all_named(names)
        self.pictures = [picture(drawn, self.by) for _ in range(PICTURES)]
        self.paragraphs = [drawn.paragraph() for _ in range(min(20 + self.number, PARAGRAPHS))]
        self.articles = array("q", numbers_for(Article, self.number))
        self.revisions = array("q", numbers_for(Revision, self.number))


# The archive that this process has a part in.
AT_WORK: dict[str, Filling] = {}


def begin(archive: Filling) -> None:
    AT_WORK["archive"] = archive
    vectors.prepare(archive.paragraphs)


def put_in(places: range) -> int:
    """All rows of these stories at once, or none of them."""
    stories = [Story(AT_WORK["archive"], place) for place in places]
    beside = defaultdict(list)
    for story in stories:
        for model, values in story.beside():
            beside[model].append(values)
    with transaction.atomic():
        said = [story.said for story in stories if story.is_out]
        vectors.put_in([story.row for story in stories], said)
        copy_records(Revision, [story.version for story in stories])
        for model, rows in beside.items():
            copy_in(model._meta.db_table, BESIDE[model], rows)  # noqa: SLF001  Django documents it.
    return len(places)


class Story:
    """One story, drawn from what its archive shares; its place there is its place in time."""

    def __init__(self, archive: Filling, place: int):
        self.archive, self.place = archive, place
        self.key, self.revision = archive.articles[place], archive.revisions[place]
        self.drawn = drawn = Wording(f"{archive.seed}-{place}")
        step = YEARS / archive.number
        self.moment = archive.now - YEARS + step * (place + drawn.random())
        self.tags = sorted(some(drawn, archive.tags, drawn.randint(2, 4)), key=str)
        self.writers = sorted(some(drawn, archive.authors, drawn.choice([1, 1, 2])), key=str)
        # By their places among the archive's.
        self.paragraphs = drawn.sample(range(len(archive.paragraphs)), drawn.randint(4, 12))
        self.is_out = is_out(place)
        self.document = self.write()
        self.row = self.row_of_the_story()

    def write(self) -> Document:
        drawn, archive = self.drawn, self.archive
        return Document(
            headline=drawn.headline(),
            standfirst=drawn.sentence(),
            body="\n".join([f"<p>{archive.paragraphs[place]}</p>" for place in self.paragraphs]),
            kind=drawn.choice(KINDS),
            section=drawn.choice(archive.sections).pk,
            bylines=tuple(Credit(writer.pk) for writer in self.writers),
            tags=tuple(tag.name for tag in self.tags),
            lead_image=drawn.choice(archive.pictures).pk if drawn.random() < ILLUSTRATED else None,
            related=tuple(Related(story=archive.articles[place]) for place in self.linked()),
        )

    def linked(self) -> list[int]:
        """Some of those that go in with it and before it."""
        earlier = range(self.place - self.place % AT_ONCE, self.place)
        chosen = self.drawn.sample(earlier, min(len(earlier), self.drawn.choice([0, 0, 1, 3])))
        return list(filter(is_out, chosen))

    @property
    def said(self) -> tuple:
        """What the story is found by: three texts that weigh more than its paragraphs."""
        names = " ".join(map(str, [*self.writers, *self.tags]))
        heads = map(fold, (self.document.headline, self.document.standfirst, names))
        return self.key, *heads, self.paragraphs

    @property
    def version(self) -> Revision:
        return Revision(
            pk=self.revision,
            article_id=self.key,
            number=1,
            content=self.document.to_json(),
            note="Published" if self.is_out else "",
            saved_by=self.archive.by,
            saved_at=self.moment,
        )

    def row_of_the_story(self) -> Article:
        document = self.document
        row = Article(pk=self.key, created_by=self.archive.by)
        row.created_at = row.saved_at = self.moment
        for name in SAME_ON_THE_ROW:
            setattr(row, name, getattr(document, name))
        row.section_id, row.lead_image_id = document.section, document.lead_image
        if not self.is_out:
            row.submitted_at = self.drawn.choice([None, self.moment])
            return row
        row.published_at, row.live_revision_id = self.moment, self.revision
        local = timezone.localtime(self.moment)
        row.address_year, row.address_month = local.year, local.month
        row.slug = f"{document.address_slug[:80]}-{self.key}"
        return row

    def beside(self) -> Iterator[tuple[type[Model], tuple]]:
        """What hangs on the story: what its revision shows and names, and what its row does."""
        document, story = self.document, self.key
        for credit in document.bylines:
            yield AuthorUse, (credit.author, self.revision)
        if document.lead_image:
            yield PictureUse, (document.lead_image, story, self.revision)
            yield PictureUse, (document.lead_image, story, None)
        for place, credit in enumerate(document.bylines, start=1):
            yield Byline, (story, credit.author, credit.role, place)
        for tag in self.tags:
            yield TaggedArticle, (story, tag.pk)
        for place, related in enumerate(document.related, start=1):
            yield RelatedLink, (story, related.story, "", "", place)


def is_out(place: int) -> bool:
    """The others are drafts: the desk has work."""
    return place % A_DRAFT_IN != A_DRAFT_IN - 1


def some(drawn: Wording, things: list[Model], number: int) -> set[Model]:
    """So many or fewer, the first of them far more often than the others."""
    return {things[drawn.among(len(things))] for _ in range(number)}


def archivist() -> User:
    """Whose stories these are; nobody logs in as them."""
    made, _ = User.objects.get_or_create(username="archivist", defaults={"is_active": False})
    return made


def sections() -> list[Section]:
    return Section.objects.bulk_create(
        Section(name=name, slug=slug_for(name), position=place)
        for place, name in enumerate(SECTIONS, start=1)
    )


def authors(drawn: Wording, number: int) -> list[Author]:
    names = set()
    while len(names) < number:
        names.add(drawn.person())
    keys = numbers_for(Author, number)
    made = [
        Author(pk=key, name=name, slug=f"{slug_for(name)}-{key}", title="Reporter")
        for key, name in zip(keys, sorted(names), strict=True)
    ]
    copy_records(Author, made)
    drawn.shuffle(made)
    return made


def picture(drawn: random.Random, by: User) -> Image:
    """A sky over a shore, in colours of its own; the same again is the one that is there."""
    width, height = PICTURE_SIZE
    sky, sea, land = (tuple(drawn.randrange(256) for _ in range(3)) for _ in range(3))
    canvas = Picture.new("RGB", PICTURE_SIZE, sky)
    pencil = ImageDraw.Draw(canvas)
    pencil.rectangle((0, height * 6 // 10, width, height), fill=sea)
    left, radius = drawn.randrange(width), drawn.randrange(80, 300)
    pencil.ellipse((left - radius, 400 - radius, left + radius, 400 + radius), fill=land)
    written = BytesIO()
    canvas.save(written, "JPEG", quality=80)
    return intake.take_in(
        SimpleUploadedFile("shore.jpg", written.getvalue(), "image/jpeg"),
        uploaded_by=by,
        credit=f"{drawn.person()} / Archive",
        caption=drawn.sentence(),
        alt_text="A disc over a flat shore, in three plain colours.",
    )
