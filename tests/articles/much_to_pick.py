"""Very many stories, authors and tags, quickly, for the searches of the pickers."""

from contextlib import contextmanager

from django.db import connection

# Every second story holds “common”, the oldest nine tenths “outdated”, one in a thousand
# “rare”; one in fifty is a draft. Enough different words for the planner's statistics.
STORIES = """
    INSERT INTO articles_article (headline, slug, standfirst, body, kind, lead_caption, lead_alt,
        lead_decorative, never_more, search_title, search_description, social_title,
        social_description, canonical_url, created_by_id, created_at, saved_at, published_at,
        withdrawn_reason, address_year, address_month, returned_note, scheduled_with, held_back)
    SELECT concat_ws(' ', 'Story', 'w' || n % 700, CASE WHEN n % 2 = 0 THEN 'common' END,
            CASE WHEN n < {many} * 0.9 THEN 'outdated' END,
            CASE WHEN n % 1000 = 555 THEN 'rare' END),
        'story-' || n, '', repeat(md5(n::text) || ' and so the story goes on from here. ', 40),
        'news', '', '', false, false, '', '', '', '', '', {user}, now(),
        moment, CASE WHEN n % 50 <> 0 THEN moment END, '', 2026, 1, '', '{{}}', ''
    FROM generate_series(1, {many}) n,
    LATERAL (SELECT now() - ({many} - n) * interval '1 hour' AS moment) m
"""
AUTHORS = """
    INSERT INTO authors_author (name, slug, title, sign_off, bio, links, contact, standing,
        position)
    SELECT concat_ws(' ', chr(65 + n % 26) || 'na' || n % 700, 'Last' || n), 'a-' || n, '', '',
        repeat(md5(n::text), 20), '[]', '', 'current', 0
    FROM generate_series(1, {many}) n
"""
TAGS = """
    INSERT INTO articles_tag (name, slug)
    SELECT concat_ws(' ', 'Tag', 'w' || n % 700, n), 'tag-' || n FROM generate_series(1, {many}) n
"""


TABLES = ["articles_article", "authors_author", "articles_tag"]


@contextmanager
def keys_kept(cursor):
    """No rollback sets a sequence back, and other tests count on small numbers.

    What is made here has the next ones; so make nothing more of the kind after it.
    """
    keys = [f"pg_get_serial_sequence('{table}', 'id')::regclass" for table in TABLES]
    cursor.execute("SELECT " + ", ".join(f"nextval({key})" for key in keys))
    before = cursor.fetchone()
    yield
    for key, number in zip(keys, before, strict=True):
        cursor.execute(f"SELECT setval({key}, {number})")


def make_much_to_pick(user, many):
    with connection.cursor() as cursor, keys_kept(cursor):
        for statement in [STORIES, AUTHORS, TAGS]:
            cursor.execute(statement.format(many=many, user=user.pk))
        # What autovacuum does in an archive that has grown over years.
        for index in ["article_words", "author_words", "tag_words"]:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
        for table in TABLES:
            cursor.execute(f"ANALYZE {table}")
