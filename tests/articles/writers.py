"""Many writers at one story, each in a tab of their own and in a paragraph of their own."""

import threading
import time
from dataclasses import dataclass, field, replace
from itertools import count
from uuid import UUID, uuid4

from django.db import connection

from articles import body, revising
from tests.builders import make_article, make_user


@dataclass
class Writer:
    place: int
    user: object
    sitting: UUID = field(default_factory=uuid4)
    # What the server said is saved: the text, and the number of its revision.
    told: list[tuple[str, int]] = field(default_factory=list)
    slowest: float = 0


def write_together(*, writers, turns=None, seconds=None):
    """The story, and its writers with what each was told."""
    paragraphs = "".join(f"<p>Paragraph {place}.</p>" for place in range(writers))
    article = make_article(published_at=None, body=paragraphs)
    people = [Writer(place, make_user()) for place in range(writers)]
    failures = []

    def work(writer):
        try:
            write(article, writer, turns, seconds)
        except Exception as error:  # noqa: BLE001  A thread's failure is told by the test.
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[writer]) for writer in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    return article, people


def write(article, writer, turns, seconds):
    """One form: what it shows changes in its own paragraph only, as others' work is unseen."""
    shown = article.revisions.get(number=1).document
    typing = revising.Typing(on=1, sitting=writer.sitting, is_autosave=True)
    end = time.monotonic() + (seconds or 3600)
    for turn in count():
        if turn == turns or time.monotonic() > end:
            return
        blocks = body.pieces(shown.body)
        blocks[writer.place] = text = f"<p>Writer {writer.place}, turn {turn}.</p>"
        shown = replace(shown, body="\n".join(blocks))
        began = time.monotonic()
        saved = revising.keep(article, shown, typing, by=writer.user)
        writer.slowest = max(writer.slowest, time.monotonic() - began)
        writer.told.append((text, saved.revision.number))


def lost(article, writers):
    """Texts that somebody was told are saved and that are neither there nor written over."""
    bodies = dict(article.revisions.values_list("number", "content__body"))
    missing = []
    for writer in writers:
        for place, (text, number) in enumerate(writer.told):
            later = {number for _, number in writer.told[place + 1 :]}
            if text not in bodies[number] and number not in later:
                missing.append((writer.place, text, number))
    return missing
