"""Stories that were published before the search had a column of its own are found by it."""

from django.db import migrations

from articles.folding import Folded, configuration

BATCH = 1000
WORDS = """
    UPDATE articles_article AS story SET search =
        setweight(to_tsvector(%(how)s::regconfig, {headline}), 'A')
        || setweight(to_tsvector(%(how)s::regconfig, {standfirst}), 'B')
        || setweight(to_tsvector(%(how)s::regconfig, {names}), 'C')
        || setweight(to_tsvector(%(how)s::regconfig, {body}), 'D')
    WHERE id BETWEEN %(first)s AND %(last)s AND published_at IS NOT NULL
"""
NAMES = """concat_ws(' ',
    (SELECT string_agg(name, ' ') FROM articles_byline AS byline
     JOIN authors_author AS author ON author.id = author_id WHERE article_id = story.id),
    (SELECT string_agg(name, ' ') FROM articles_taggedarticle AS tagging
     JOIN articles_tag AS tag ON tag.id = tag_id WHERE content_object_id = story.id))"""


def folded(text):
    return f"left({Folded.template.replace('%(expressions)s', text)}, 100000)"


def write_words(apps, schema_editor):
    words = WORDS.format(
        headline=folded("headline"),
        standfirst=folded("standfirst"),
        names=folded(NAMES),
        body=folded("body"),
    )
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM articles_article")
        (last,) = cursor.fetchone()
        for first in range(0, last + 1, BATCH):
            place = {"first": first, "last": first + BATCH - 1, "how": configuration()}
            cursor.execute(words, place)


class Migration(migrations.Migration):
    # A batch after the other, so that an archive of a million stories is not locked at once.
    atomic = False

    dependencies = [("articles", "0006_search")]

    operations = [migrations.RunPython(write_words, migrations.RunPython.noop)]
