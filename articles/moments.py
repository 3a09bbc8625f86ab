"""What happens to a story by the clock, and when, in the words of the desk."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article

# A number and its unit stay on one line.
APART = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Moment:
    """“goes out” at this moment, or “went out” once it has passed."""

    will: str
    did: str
    at: dt.datetime

    def __str__(self) -> str:
        return f"{self.will if self.at > timezone.now() else self.did} {spoken(self.at)}"


def moments_of(story: Article) -> list[Moment]:
    """All that the clock does to the story, as `Article.moments` has it, the first one first."""
    told = []
    leaves, comes = story.withdrawn_at, story.published_at and story.goes_out_at
    if comes and not (leaves and leaves <= comes):
        told.append(Moment("goes out", "went out", comes))
    if story.scheduled_at and not story.held_back:
        told.append(Moment("changes", "should have changed", story.scheduled_at))
    if leaves:
        told.append(Moment("is withdrawn", "was withdrawn", leaves))
    return sorted(told, key=lambda moment: moment.at)


def to_come(story: Article) -> list[Moment]:
    now = timezone.now()
    return [moment for moment in moments_of(story) if moment.at > now]


def from_due(story: Article) -> list[Moment]:
    """What the clock is set to, and what comes after it; of a story with a moment set."""
    told = [moment for moment in moments_of(story) if moment.at >= story.due_at]
    return told or [Moment("is due", "was due", story.due_at)]


def spoken(moment: dt.datetime) -> str:
    """“today 14:30” in the site's zone; the year only where it is another."""
    local, today = timezone.localtime(moment), timezone.localdate()
    days = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    named = days.get((local.date() - today).days)
    day = named or date_format(local, "D j M" if local.year == today.year else "D j M Y")
    return f"{day} {time_of(local)}"


def in_full(moment: dt.datetime) -> str:
    """“23 November 2026, 14:30 UTC”, in the site's zone."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y')}, {time_of(local)} {date_format(local, 'e')}"


def time_of(local: dt.datetime) -> str:
    """To the minute; with the seconds where somebody set some."""
    return date_format(local, "H:i:s" if local.second else "H:i")


def midnight() -> dt.datetime:
    """When today began in the site's zone."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def spoken_length(seconds: float) -> str:
    """“0.4 s”; minutes and hours where seconds would say nothing any more."""
    if seconds < 120:
        return f"{seconds:.1f}{APART}s"
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{minutes}{APART}min"
    hours = round(minutes / 60)
    return f"{hours}{APART}h" if hours < 48 else f"{round(hours / 24)}{APART}days"
