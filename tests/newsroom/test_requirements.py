"""requirements.txt says what pyproject.toml says, without asking a registry.

When one of these fails: uv lock && uv export --no-dev --no-emit-project --no-header \
--no-annotate -o requirements.txt
"""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
TEXT = (ROOT / "requirements.txt").read_text()
LISTED = [Requirement(line) for line in re.findall(r"^([^\s#][^\\\n]*)", TEXT, re.MULTILINE)]


def pins(lines):
    """Name to version, for lines such as `django==6.1.3`."""
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(r.name): str(r.specifier) for r in requirements}


def needed(name, extras=frozenset()):
    """A package and all that it brings along on this machine."""
    names = {canonicalize_name(name)}
    for line in metadata.requires(name) or []:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ["", *extras]):
            names |= needed(requirement.name, frozenset(requirement.extras))
    return names


DIRECT = pins(PROJECT["project"]["dependencies"])
BROUGHT = pins(PROJECT["tool"]["uv"]["constraint-dependencies"])


@pytest.mark.parametrize("requirement", LISTED, ids=lambda r: r.name)
def test_every_line_has_the_version_that_the_project_pins(requirement):
    assert str(requirement.specifier) == (DIRECT | BROUGHT)[requirement.name]


def test_it_lists_what_the_site_needs_and_no_tools():
    direct = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
    wanted = set().union(*(needed(r.name, frozenset(r.extras)) for r in direct))

    here = {r.name for r in LISTED if r.marker is None or r.marker.evaluate()}

    assert here == wanted


def test_every_package_has_hashes_and_none_an_address():
    entries = re.split(r"\n(?=\S)", TEXT.strip())

    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in TEXT
