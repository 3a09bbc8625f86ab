"""Saving an author: every change of what is told of them is a revision, live at once."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from authors import comparing, deeds
from authors.bio import Bio
from authors.models import Author, AuthorRevision, Deed, User
from authors.signals import renamed

QUEUE = "authors"
FROM_OUTSIDE = "As it was found; it was changed outside the desk."


def queue_up() -> None:
    """Until the end of the transaction nobody else saves an author.

    An address is promised to one author for good, whoever asks for it at the same moment.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [QUEUE])


@transaction.atomic
def save(author: Author, *, by: User | None, note: str = "") -> AuthorRevision:
    """Write the row as it stands in memory, with its revision and its entries in the log.

    What says nothing new makes no second revision. Raises `ValidationError` where the slug
    leads to somebody else.
    """
    queue_up()
    author.clean()
    bio = Bio.of(author)
    bio.put_on(author)
    before = Author.objects.select_related("user").filter(pk=author.pk).first()
    newest = caught_up(before) if before else None
    author.save()
    revision = newest
    if newest is None or newest.bio != bio:
        revision = add_revision(author, bio, newest, by=by, note=note)
    if before is None:
        deeds.note(author, Deed.Kind.BEGAN, "Added.", by=by)
    else:
        tell(author, Bio.of(before), bio, by=by, note=note)
    note_login(author, before and before.user, by=by)
    return revision


def caught_up(before: Author) -> AuthorRevision:
    """The newest revision, made to say what the row says before it is changed.

    A script may have written the row past us; what it wrote is not lost either.
    """
    newest = before.revisions.first()
    bio = Bio.of(before)
    if newest and newest.bio == bio:
        return newest
    return add_revision(before, bio, newest, by=None, note=FROM_OUTSIDE if newest else "")


def add_revision(
    author: Author, bio: Bio, newest: AuthorRevision | None, *, by: User | None, note: str
) -> AuthorRevision:
    return AuthorRevision.objects.create(
        author=author,
        number=newest.number + 1 if newest else 1,
        content=bio.to_json(),
        portrait_id=bio.portrait,
        note=note,
        made_by=by,
    )


def tell(author: Author, old: Bio, new: Bio, *, by: User | None, note: str) -> None:
    """What readers, search and the log learn of a change."""
    if old.slug != new.slug:
        author.leave(old.slug)
        words = (
            f"{Author(slug=old.slug).get_absolute_url()} leads to {author.get_absolute_url()} now."
        )
        deeds.note(author, Deed.Kind.RENAMED, words, by=by)
    if others := [comparing.LABELS[name] for name in comparing.changed(old, new) if name != "slug"]:
        words = f"Changed: {', '.join(others).lower()}."
        deeds.note(author, Deed.Kind.BIO, f"{words} {note}".strip(), by=by)
    if old.name != new.name:
        renamed.send(sender=Author, author=author)


def note_login(author: Author, before: User | None, *, by: User | None) -> None:
    """Whoever has the login of an author opens that author's drafts."""
    if before != author.user:
        words = f"Login: {before or 'none'} → {author.user or 'none'}"
        deeds.note(author, Deed.Kind.PERMISSIONS, words, by=by)


@transaction.atomic
def restore(revision: AuthorRevision, *, by: User, on: int, only: list[str]) -> AuthorRevision:
    """Save an earlier bio again, as a revision of its own; of its fields only these.

    `on` is the newest revision that the editor knew of; a `ValidationError` says who was
    quicker. What the newest says already makes no second one.
    """
    queue_up()
    author = Author.objects.get(pk=revision.author_id)
    newest = author.revisions.select_related("made_by").first()
    if newest.number != on:
        raise ValidationError(
            f"{newest.maker} saved this bio meanwhile. Look at its history again first."
        )
    wanted = revision.bio
    replace(Bio.of(author), **{name: getattr(wanted, name) for name in only}).put_on(author)
    author.full_clean(exclude=["user"])
    note = f"Restored from revision {revision.number}"
    if len(only) == 1:
        note += f": {comparing.LABELS[only[0]].lower()}"
    return save(author, by=by, note=note)


@transaction.atomic
def delete(author: Author, *, by: User) -> None:
    deeds.note(author, Deed.Kind.DELETED, "Deleted the author.", by=by)
    author.delete()
