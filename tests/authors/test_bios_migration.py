"""Authors who were there before their bios had a past."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from authors import bios
from authors.bio import Bio
from authors.models import Author, AuthorRevision
from tests.builders import make_author, make_image, make_user

BEFORE = [("authors", "0005_the_log")]
AFTER = [("authors", "0007_first_revisions")]
step = importlib.import_module("authors.migrations.0007_first_revisions")


@pytest.mark.django_db
def test_what_the_migration_writes_is_what_the_desk_would():
    author = make_author(
        title="Reporter",
        sign_off="Ana writes.",
        bio="One.\r\n\r\nTwo.",
        portrait=make_image(),
        links=[{"label": "Site", "url": "https://ana.example/"}],
        contact="ana@example.org",
        standing="former",
        position=4,
    )

    step.write_first_revisions(apps, None)

    revision = author.revisions.get()
    assert revision.content == Bio.of(author).to_json()
    assert (revision.number, revision.made_by, revision.portrait) == (1, None, author.portrait)
    assert bios.save(author, by=make_user()) == revision


@pytest.mark.django_db
def test_whoever_has_a_past_keeps_it():
    author = Author(name="Ana", slug="ana")
    bios.save(author, by=make_user())

    step.write_first_revisions(apps, None)

    assert AuthorRevision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_way_there_and_back_with_authors_in_the_table():
    made = make_author(bio="From before.", portrait=make_image())
    try:
        MigrationExecutor(connection).migrate(BEFORE)
        assert "authors_authorrevision" not in connection.introspection.table_names()
        MigrationExecutor(connection).migrate(AFTER)
        revision = AuthorRevision.objects.get()
        assert (revision.author, revision.bio) == (made, Bio.of(made))
    finally:
        latest = MigrationExecutor(connection)
        latest.migrate(latest.loader.graph.leaf_nodes())
