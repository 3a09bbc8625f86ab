"""What the worker does for stories: a thin wrapper around each deed, which is safe to repeat."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles import embedding, mailing, pictures_ahead
from media.jobs import LAST

# After 4 seconds, then 16, 64, …: for about a day, in which a mail server comes back.
PATIENTLY = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(queue="mail", retry=PATIENTLY)
def send_notice(*, notice: int) -> None:
    mailing.send(notice)


@app.task(queue="likeness", priority=LAST, retry=PATIENTLY)
def embed_story(*, story: int) -> None:
    embedding.embed_one(story)


@app.task(queue="pictures", priority=LAST)
def make_pictures(*, story: int) -> None:
    pictures_ahead.make(story)
