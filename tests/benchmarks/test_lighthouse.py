"""Lighthouse on the demo edition, as a mid-range phone on a slow network sees it.

Named by hand, on a quiet machine: `uv run pytest -n 0 -s tests/benchmarks/test_lighthouse.py`.
It needs npm and Chromium. Prints the scores, and fails where one is not full.
"""

import json
import os
import shutil
import subprocess

import pytest

from tests.newsroom.running import ROOT, running

LIGHTHOUSE = "lighthouse@12.8.2"
CHECKERS = ROOT / "var/checkers"
PROGRAM = CHECKERS / "node_modules/.bin/lighthouse"
SWITCHES = "--headless --no-sandbox --disable-gpu"
FIGURES = ["first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift"]
LARGEST_PAINT = 1500  # Milliseconds, on Lighthouse's own throttled phone.


@pytest.fixture(scope="module")
def lighthouse():
    if not shutil.which("npm") or not shutil.which("chromium"):
        pytest.skip("Lighthouse needs npm and Chromium.")
    if not PROGRAM.exists():
        command = ["npm", "install", "--silent", "--no-save", "--prefix", CHECKERS, LIGHTHOUSE]
        subprocess.run(command, check=True)
    return PROGRAM


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with running(home, "demo", "--port", "0", until="Ctrl-C stops it.") as site:
        yield site


def story_of(site):
    front = site.get("/").text
    return front.split('class="card-headline"><a href="')[1].split('"')[0]


@pytest.mark.parametrize("kind", ["front page", "story", "section", "author"])
def test_every_score_is_full(lighthouse, site, tmp_path, kind):
    address = {
        "front page": "/",
        "story": story_of(site),
        "section": "/sections/harbour/",
        "author": "/authors/wren-halloran/",
    }[kind]

    report = examined(lighthouse, f"http://127.0.0.1:{site.port}{address}", tmp_path)

    scores = {name: round(100 * part["score"]) for name, part in report["categories"].items()}
    figures = {name: round(report["audits"][name]["numericValue"], 3) for name in FIGURES}
    print(f"\n{kind}: {scores} {figures}")  # noqa: T201  A benchmark prints.
    assert set(scores.values()) == {100}
    assert figures["largest-contentful-paint"] < LARGEST_PAINT
    assert figures["cumulative-layout-shift"] == 0


def examined(lighthouse, url, folder):
    """The report of the second visit: the first has the pictures made."""
    for _ in range(2):
        output = folder / "report.json"
        command = [lighthouse, url, "--quiet", "--output=json", f"--output-path={output}"]
        subprocess.run(
            [*command, f"--chrome-flags={SWITCHES}"],
            env=os.environ | {"CHROME_PATH": shutil.which("chromium")},
            check=True,
        )
    return json.loads(output.read_text())
