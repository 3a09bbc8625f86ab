"""Words as the search compares them: the same from Python and from the database."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.folding import Folded, configuration, fold


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en", "english"),
        ("en-gb", "english"),
        ("pt-br", "portuguese"),
        ("nb", "norwegian"),
        ("de-ch", "german"),
        ("zh-hans", "simple"),
        ("et", "simple"),
    ],
)
def test_a_publication_is_searched_in_its_language(settings, code, language):
    settings.LANGUAGE_CODE = code

    assert configuration() == language


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("García", "garcia"),
        ("STRASSE Straße", "strasse strasse"),
        ("e\u0301lan", "elan"),
        ("ﬁsh", "fish"),
        ("“net—loft”", " net loft "),
        ("har\u00adbour", "harbour"),
    ],
)
def test_accents_case_and_typography_are_taken_away(written, folded):
    assert fold(written) == folded


# What Python's Unicode has no name for yet the database may know already.
CHARACTERS = st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\0")


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(CHARACTERS, max_size=30))
def test_python_and_the_database_fold_alike(text):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {Folded.template % {'expressions': '%s'}}", [text])
        (folded,) = cursor.fetchone()

    assert folded == fold(text)
