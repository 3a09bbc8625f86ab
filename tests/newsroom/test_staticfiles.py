"""Which static files are found, collected and served."""

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

USED = [
    "ckeditor/ckeditor/ckeditor.js",
    "ckeditor/ckeditor/lang/en.js",
    "ckeditor/ckeditor/plugins/divarea/plugin.js",
    "ckeditor/ckeditor/plugins/link/dialogs/link.js",
    "ckeditor/ckeditor/plugins/a11yhelp/dialogs/lang/en.js",
    "ckeditor/ckeditor/plugins/pastefromword/filter/default.js",
    "desk/editor/start.js",
    "admin/css/base.css",
    "admin/js/vendor/jquery/jquery.js",
]
UNUSED = [
    "ckeditor/ckeditor/plugins/codesnippet/plugin.js",
    "ckeditor/ckeditor/plugins/codesnippetgeshi/plugin.js",
    "ckeditor/ckeditor/plugins/autolink/plugin.js",
    "ckeditor/ckeditor/plugins/widget/plugin.js",
    "ckeditor/ckeditor/plugins/preview/preview.html",
    "ckeditor/ckeditor/samples/index.html",
    "ckeditor/ckeditor/adapters/jquery.js",
    "ckeditor/ckeditor/vendor/promise.js",
    "ckeditor/ckeditor/skins/moono/editor.css",
    "ckeditor/ckeditor/config.js",
    "ckeditor/ckeditor/lang/de.js",
    "ckeditor/ckeditor/plugins/a11yhelp/dialogs/lang/de.js",
    "ckeditor/galleriffic/css/jush.css",
]


@pytest.mark.parametrize("path", USED)
def test_what_is_used_is_found(path):
    assert finders.find(path)


@pytest.mark.parametrize("path", UNUSED)
def test_what_is_not_used_is_not_found(path):
    assert finders.find(path) is None
    assert finders.find(path, find_all=True) == []


def test_finding_and_listing_agree():
    listed = {path for finder in finders.get_finders() for path, _ in finder.list([])}

    assert set(USED) < listed
    assert not set(UNUSED) & listed
    assert [path for path in listed if finders.find(path) is None] == []


def test_no_way_around_by_spelling():
    assert finders.find("ckeditor//ckeditor/config.js") is None
    assert finders.find("./ckeditor/ckeditor/config.js") is None


def test_what_is_used_is_collected_and_every_reference_resolves(tmp_path):
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={"staticfiles": storage}):
        call_command("collectstatic", verbosity=0, interactive=False)

    collected = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")}
    assert set(USED) < collected
    assert not set(UNUSED) & collected
    assert (tmp_path / "staticfiles.json").exists()
