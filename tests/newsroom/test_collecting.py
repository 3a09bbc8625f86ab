"""Collecting static files: when, whole or not at all, and one process at a time."""

import json
import multiprocessing
import time

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management.base import CommandError

from newsroom import collecting


@pytest.fixture
def source(settings, tmp_path):
    """A directory of static files in place of the site's own."""
    source = tmp_path / "source"
    source.mkdir()
    source.joinpath("page.css").write_text("p { color: red }\n" * 99)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    return source


def collected(settings):
    manifest = json.loads(settings.STATIC_ROOT.joinpath("staticfiles.json").read_text())
    return manifest["paths"]


def test_files_are_hashed_and_compressed(source, settings):
    assert collecting.collect_if_stale() is True

    name = collected(settings)["page.css"]
    for suffix in ["", ".br", ".gz"]:
        assert settings.STATIC_ROOT.joinpath(name + suffix).exists()


def test_nothing_is_done_twice(source):
    collecting.collect_if_stale()

    assert collecting.collect_if_stale() is False


def test_a_change_is_collected_and_the_former_file_stays(source, settings):
    collecting.collect_if_stale()
    former = collected(settings)["page.css"]
    source.joinpath("page.css").write_text("p { color: blue }")

    assert collecting.collect_if_stale() is True

    assert collected(settings)["page.css"] != former
    assert settings.STATIC_ROOT.joinpath(former).exists()


def test_what_somebody_threw_away_is_collected_again(source, settings):
    collecting.collect_if_stale()
    settings.STATIC_ROOT.joinpath("staticfiles.json").unlink()

    assert collecting.collect_if_stale() is True


def test_a_failure_leaves_everything_as_it_was(source, settings, tmp_path):
    collecting.collect_if_stale()
    before = sorted(settings.STATIC_ROOT.rglob("*"))
    source.joinpath("broken.css").write_text("p { background: url(missing.png) }")

    with pytest.raises(CommandError, match="could not be found"):
        collecting.collect_if_stale()

    assert sorted(settings.STATIC_ROOT.rglob("*")) == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["source", "static"]
    source.joinpath("broken.css").unlink()
    assert collecting.collect_if_stale() is False


def test_this_process_knows_what_was_collected(source, settings):
    assert staticfiles_storage.hashed_files == {}

    collecting.collect_if_stale()

    assert staticfiles_storage.url("page.css") == f"/static/{collected(settings)['page.css']}"


def hold(lock, entered):
    with collecting.alone(lock):
        entered.set()
        time.sleep(0.5)


def test_two_processes_wait_for_each_other(tmp_path):
    entered = multiprocessing.Event()
    other = multiprocessing.Process(target=hold, args=[tmp_path / "lock", entered])
    other.start()
    entered.wait(10)
    began = time.monotonic()

    with collecting.alone(tmp_path / "lock"):
        waited = time.monotonic() - began

    other.join()
    assert waited > 0.2
