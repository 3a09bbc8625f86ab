"""Who is told of what: a deed leaves a notice, and a job that sends it, for each it concerns."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from articles import jobs
from articles.models import Article, Notice
from authors.models import Deed, User

# A change that went out this many seconds after its moment is told as late.
LATE = 60
Tells = Notice.Tells


def after_deed(sender, deed: Deed, about, **kwargs) -> None:
    """Inside the deed's transaction: without the deed there is no notice and no job.

    Who may not open the story by the time it is sent gets none. What is imported was news
    elsewhere.
    """
    if not isinstance(about, Article) or deed.door == Deed.Door.IMPORT:
        return
    told: dict[int, str] = {}
    for tells, people in concerned(deed, about):
        reachable = people.filter(is_active=True, is_staff=True).exclude(email="")
        for user in reachable.values_list("pk", flat=True):
            told.setdefault(user, tells)
    if deed.door != Deed.Door.CLOCK:
        told.pop(deed.by_id, None)
    if told:
        rows = [Notice(deed=deed, to_id=user, tells=tells) for user, tells in told.items()]
        made = Notice.objects.bulk_create(rows)
        jobs.send_notice.batch_defer(*({"notice": notice.pk} for notice in made))


def concerned(deed: Deed, article: Article) -> Iterator[tuple[str, QuerySet[User]]]:
    """Whom it concerns, and as what; whoever stands here twice is told the first."""
    match deed.kind:
        case Deed.Kind.SUBMITTED:
            yield Tells.SUBMITTED, publishers()
        case Deed.Kind.RETURNED:
            yield Tells.RETURNED, writers(article)
        case Deed.Kind.HELD_BACK:
            yield Tells.HELD_BACK, publishers() | schedulers(article)
        case Deed.Kind.PUBLISHED:
            if is_late(deed):
                yield Tells.LATE, publishers() | schedulers(article)
            yield Tells.PUBLISHED, writers(article)
        case Deed.Kind.RIGHTS:
            yield Tells.RIGHTS, publishers() | picture_editors()


def is_late(deed: Deed) -> bool:
    """Of a change. A story is there at its second, however late that is noted."""
    return deed.by_id is not None and deed.late_by is not None and deed.late_by >= LATE


def publishers() -> QuerySet[User]:
    may = User.objects.with_perm("articles.publish_article")
    return User.objects.filter(pk__in=may.values("pk"))


def picture_editors() -> QuerySet[User]:
    may = User.objects.with_perm("media.change_image")
    return User.objects.filter(pk__in=may.values("pk"))


def writers(article: Article) -> QuerySet[User]:
    """Who began the story, and the logins under whose names it stands."""
    named = article.bylines.filter(author__user__isnull=False).values("author__user")
    return User.objects.filter(Q(pk=article.created_by_id) | Q(pk__in=named))


def schedulers(article: Article) -> QuerySet[User]:
    """Whoever set the schedule last."""
    kind = ContentType.objects.get_for_model(Article)
    schedules = Deed.objects.filter(
        about_type=kind, about_id=article.pk, kind=Deed.Kind.SCHEDULED
    ).order_by("-at", "-pk")
    return User.objects.filter(pk__in=schedules.values("by")[:1])
