"""What the picture library costs at 100,000 images: the first page, its thumbnails, each filter.

Named by hand: `uv run pytest -n 0 -s tests/benchmarks/test_library.py`. Prints
milliseconds. `ANALYZE` stands for the database's own, which runs on a real site.
"""

import datetime as dt
import re

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import PictureUse
from media.models import Image
from tests.benchmarks.test_desk import typical
from tests.builders import make_article, make_image, make_publication, make_user

IMAGES, IN_STORIES, ON_A_PAGE = 100_000, 2000, 50
LIBRARY = "/admin/media/image/"
QUERIES = {
    "the first page": {},
    "a later page": {},
    "search, a rare word": {"q": "gannet"},
    "search, a word of every picture": {"q": "harbour"},
    "search, no hit": {"q": "zeppelin"},
    "rights that end": {"rights": "ending"},
    "rights that have ended": {"rights": "ended"},
    "no alternative text": {"missing": "alt_text"},
    "no credit": {"missing": "credit"},
    "unused": {"use": "none"},
    "used": {"use": "some"},
    "licence": {"licence": "cc-by"},
    "portrait": {"shape": "portrait"},
    "the last 7 days": {"since": "7"},
    "unused, and a word": {"use": "none", "q": "harbour"},
}


@pytest.fixture
def library(db):
    now, hour = timezone.now(), dt.timedelta(hours=1)
    Image.objects.bulk_create(
        (
            Image(
                file=f"originals/{number}.jpg",
                file_hash=f"bulk {number}",
                width=1600 if number % 3 else 900,
                height=900 if number % 3 else 1600,
                credit="" if number % 997 == 0 else f"Photographer {number % 300}",
                alt_text="" if number % 101 == 0 else "Boats in a harbour",
                caption="Gannet Cottage" if number % 5000 == 0 else f"The harbour, {number}",
                licence="cc-by" if number % 40 == 0 else "agency",
                rights_until=now + (number - 50) * hour if number % 500 < 2 else None,
                uploaded_at=now - (number + ON_A_PAGE) * hour,
            )
            for number in range(1, IMAGES + 1)
        ),
        batch_size=5000,
    )
    newest = [make_image(uploaded_at=now - number * hour) for number in range(ON_A_PAGE)]
    stories = [make_article(lead_image=newest[0].pk) for _ in range(IN_STORIES // 100)]
    old = Image.objects.order_by("pk").values_list("pk", flat=True)[: IN_STORIES * 45]
    PictureUse.objects.bulk_create(
        (PictureUse(image_id=pk, article=stories[pk % len(stories)]) for pk in old),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return newest


def test_the_library_at_a_hundred_thousand(library, client):
    make_publication()
    client.force_login(make_user("Picture editor"))
    html = client.get(LIBRARY).content.decode()
    thumbnails = re.findall(r'<img src="(/pictures/[^"]+)"', html)
    assert len(thumbnails) == ON_A_PAGE
    later = re.search(r'href="(\?[^"]*before=[^"]+)"', html)[1].replace("&amp;", "&")
    for address in thumbnails:
        assert client.get(address).status_code == 200

    def everything():
        assert client.get(LIBRARY).status_code == 200
        for address in thumbnails:
            assert client.get(address).status_code == 200

    print()  # noqa: T201
    for name, query in QUERIES.items():
        address = LIBRARY + later if name == "a later page" else LIBRARY
        assert client.get(address, query).status_code == 200
        spent = typical(lambda where=address, what=query: client.get(where, what))
        print(f"{name:32} {spent:8} ms")  # noqa: T201
    print(f"{'first page with 50 thumbnails':32} {typical(everything):8} ms")  # noqa: T201
