"""What holds the house together: arrows between rooms, names of modules, words in files."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Lowest first: a room imports itself and what stands before it.
ROOMS = ["media", "authors", "articles", "newsroom"]
# Tracked or about to be: what git ignores is nobody's text.
FILES = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    if name
]
MODULES = [
    file for file in FILES if file.suffix == ".py" and file.relative_to(ROOT).parts[0] in ROOMS
]


def imports(module):
    """Each import of a module: its line number and the room or package it names."""
    for node in ast.walk(ast.parse(module.read_text())):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name.partition(".")[0]) for name in names)
            case ast.ImportFrom(module=name, level=level):
                yield node.lineno, "." * level or name.partition(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_what_stands_below(room):
    above = {*ROOMS[ROOMS.index(room) + 1 :], "tests", "."}
    modules = [module for module in MODULES if module.relative_to(ROOT).parts[0] == room]

    found = [
        f"{module.relative_to(ROOT)}:{line} imports {name}"
        for module in modules
        for line, name in imports(module)
        if name in above
    ]

    assert modules
    assert found == []


def test_no_room_has_a_drawer_for_everything():
    drawers = {"utils", "helpers", "common", "services", "misc", "lib"}

    assert [module for module in MODULES if drawers & {module.stem, *module.parts}] == []


def test_no_file_names_a_machine_or_a_registry():
    # Taken apart here, so that this file is not found itself.
    words = ["/ work/", "/ root/", "/ home/", "pypi .org", "python hosted", "npmjs .org"]
    words += ["debian .org/debian", "index -url"]
    pattern = re.compile("|".join(re.escape(word.replace(" ", "")) for word in words))

    found = []
    for file in FILES:
        try:
            text = file.read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [f"{file.relative_to(ROOT)}: {word}" for word in sorted({*pattern.findall(text)})]

    assert found == []
