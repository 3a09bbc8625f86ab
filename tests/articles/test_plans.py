"""How PostgreSQL looks for what the desk's list and the search ask: by an index, always."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.answering import answers_to
from articles.questions import Question
from tests.articles.much_to_pick import make_much_to_pick
from tests.builders import make_user

pytestmark = pytest.mark.django_db

MANY = 20_000
LIST = "/admin/articles/article/"
LISTS = [
    *("?state=review", "?state=returned", "?state=due", "?state=changed", "?state=held"),
    *("", "?state=draft", "?state=published", "?state=scheduled", "?state=withdrawn"),
    *("?kind=news", "?q=common", "?q=rare", "?q=nowhere", "?q=w1+common", "?state=draft&q=common"),
]
QUESTIONS = [
    *("common", "rare", "nowhere", "common outdated", "rare or nowhere", "-common rare"),
    *('"story w1"', '"common outdated"', "-rare before:2030", "after:2020", "common after:2025"),
]


def plans_of(act):
    """The plans of all that it asks, each under the settings that it runs with."""
    with CaptureQueriesContext(connection) as captured:
        act()
    plans = []
    with connection.cursor() as cursor:
        for setting in ("enable_seqscan", "enable_indexscan"):
            cursor.execute(f"SET LOCAL {setting} = on")
        for query in captured.captured_queries:
            if "set_config" in query["sql"] or query["sql"].startswith("SET LOCAL"):
                cursor.execute(query["sql"])
            elif query["sql"].startswith("SELECT"):
                cursor.execute("EXPLAIN " + query["sql"])
                plans.append("\n".join(line for (line,) in cursor.fetchall()))
            elif query["sql"].startswith("RELEASE"):
                cursor.execute("SET LOCAL enable_seqscan = on")
                cursor.execute("SET LOCAL enable_indexscan = on")
    return plans


@pytest.fixture
def much():
    user = make_user("Editor")
    make_much_to_pick(user, MANY)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_article SET search = setweight(to_tsvector('english', headline), 'A'),"
            " as_written = setweight(to_tsvector('simple', headline), 'A')"
        )
        cursor.execute("ANALYZE articles_article")
    return user


def test_no_list_of_the_desk_reads_all_stories(client, much):
    client.force_login(much)
    client.get(LIST)

    for query in LISTS:
        plans = plans_of(lambda query=query: client.get(LIST + query))
        assert any("articles_article" in plan for plan in plans)
        assert not [plan for plan in plans if "Seq Scan on articles_article" in plan], query


def test_no_question_of_a_reader_reads_all_stories(much):
    for asked in QUESTIONS:
        plans = plans_of(lambda asked=asked: answers_to(Question(asked)))
        assert any("articles_article" in plan for plan in plans)
        assert not [plan for plan in plans if "Seq Scan on articles_article" in plan], asked
