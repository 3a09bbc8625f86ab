"""Every kind of page, its feed and its stylesheet under the W3C's Nu checker."""

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def checker():
    jar = os.environ.get("NU_CHECKER", "")
    if shutil.which("java") and Path(jar).is_file():
        return ["java", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always"]
    if os.environ.get("CI") == "true":
        pytest.fail("CI needs Java, and the address of vnu.jar in NU_CHECKER.")
    pytest.skip("There is no Java here, or NU_CHECKER does not name a vnu.jar.")


def content_of(url):
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310
            return answer.read()
    except urllib.error.HTTPError as answer:
        return answer.read()


def test_the_checker_has_no_complaint(checker, site, tmp_path):
    for kind, address in site.addresses.items():
        name = kind.replace(" ", "-")
        (tmp_path / f"{name}.html").write_bytes(content_of(site.url + address))

    run = subprocess.run(
        [*checker, *map(str, sorted(tmp_path.glob("*.html")))], capture_output=True, check=True
    )

    assert json.loads(run.stdout)["messages"] == []
