"""What the worker does for stories: a thin wrapper around each deed, which is safe to repeat."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles import embedding, mailing, pictures_ahead, search
from articles.models import Article
from media.jobs import LAST

# After 4 seconds, then 16, 64, …: for about a day, in which a mail server comes back.
PATIENTLY = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(queue="mail", retry=PATIENTLY)
def send_notice(*, notice: int) -> None:
    mailing.send(notice)


@app.task(queue="likeness", priority=LAST, retry=PATIENTLY)
def embed_story(*, story: int) -> None:
    embedding.embed_one(story)


@app.task(queue="names", priority=LAST, retry=PATIENTLY)
def write_names(*, stories: list[int]) -> None:
    search.write_names(Article.objects.filter(pk__in=stories))


@app.task(queue="pictures", priority=LAST)
def make_pictures(*, story: int) -> None:
    pictures_ahead.make(story)
