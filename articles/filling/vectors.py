"""Search columns of stories that share their paragraphs, each of which is parsed once.

They are what `search.write_words` would write, as long as no paragraph ends in a word that
the language's search leaves out.
"""

from collections.abc import Sequence

from django.db import connection

from articles.filling.copying import copy_in, copy_records
from articles.folding import AS_WRITTEN, configuration, fold
from articles.models import Article

# Until the connection ends.
PREPARE = """
    CREATE TEMPORARY TABLE IF NOT EXISTS filling_paragraph (
        place integer PRIMARY KEY, search tsvector, as_written tsvector
    );
    CREATE TEMPORARY TABLE IF NOT EXISTS filling_article (LIKE articles_article);
    CREATE TEMPORARY TABLE IF NOT EXISTS filling_said (
        article bigint, a text, b text, c text, paragraphs integer[]
    );
    CREATE OR REPLACE AGGREGATE pg_temp.whole (tsvector) (
        SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = ''
    );
    TRUNCATE filling_paragraph, filling_article, filling_said
"""
PARAGRAPHS = """
    INSERT INTO filling_paragraph
    SELECT place, to_tsvector(%s::regconfig, text), to_tsvector(%s::regconfig, text)
    FROM unnest(%s::integer[], %s::text[]) AS given (place, text)
"""
HEADS = """
    setweight(to_tsvector('{how}', a), 'A') || setweight(to_tsvector('{how}', b), 'B')
    || setweight(to_tsvector('{how}', c), 'C')
"""
PUT_IN = """
    INSERT INTO articles_article ({columns}, search, as_written)
    SELECT {columns}, made.search, made.as_written
    FROM filling_article LEFT JOIN filling_said ON article = id LEFT JOIN LATERAL (
        SELECT {stems} || pg_temp.whole(text.search ORDER BY nth) AS search,
            {words} || pg_temp.whole(text.as_written ORDER BY nth) AS as_written
        FROM unnest(paragraphs) WITH ORDINALITY AS one (place, nth)
        JOIN filling_paragraph AS text USING (place)
        GROUP BY article
    ) AS made ON true;
    TRUNCATE filling_article, filling_said
"""


def prepare(paragraphs: Sequence[str]) -> None:
    how = configuration()
    folded = [fold(text) for text in paragraphs]
    with connection.cursor() as cursor:
        cursor.execute(PREPARE)
        cursor.execute(PARAGRAPHS, [how, AS_WRITTEN, list(range(len(folded))), folded])
        cursor.execute("ANALYZE filling_paragraph")


def put_in(stories: Sequence[Article], said: Sequence[tuple]) -> None:
    """The stories; of those that are out it is `said` what they are found by."""
    copy_records(Article, stories, into="filling_article")
    copy_in("filling_said", ["article", "a", "b", "c", "paragraphs"], said)
    fields = Article._meta.local_fields  # noqa: SLF001  Django documents it.
    columns = [field.column for field in fields if field.name not in {"search", "as_written"}]
    sql = PUT_IN.format(
        columns=", ".join(columns),
        stems=HEADS.format(how=configuration()),
        words=HEADS.format(how=AS_WRITTEN),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
