"""The body field and how its editor is set up; each advisory against CKEditor, closed."""

import json
import re

from django import forms
from django.contrib.staticfiles import finders
from django.utils import translation

from articles import body, embeds
from articles.body.vocabulary import TAGS
from articles.editor import CONFIG, OWN_PLUGINS, PLUGINS, TOOLBAR, BodyEditor, BodyField, uses_file


class StoryForm(forms.Form):
    body = BodyField()


def shown(form):
    """The attributes of the textarea that a form shows."""
    return (
        form["body"].build_widget_attrs({})
        | form.fields["body"].widget.get_context("body", form["body"].value(), {"id": "id_body"})[
            "widget"
        ]["attrs"]
    )


def test_a_body_is_cleaned_as_it_comes_in():
    form = StoryForm({"body": "<h1>Costs</h1><p onclick='x()'>two<script>x()</script></p>"})

    assert form.is_valid()
    assert form.cleaned_data["body"] == "<h2>Costs</h2>\n<p>two</p>"


def test_a_body_that_is_empty_once_cleaned_is_missing():
    form = StoryForm({"body": "<p>&nbsp;</p><script>x()</script>"})

    assert form.errors == {"body": ["This field is required."]}


def test_what_was_typed_comes_back_with_the_form():
    form = StoryForm({"body": "<p>a & b</p>"})

    assert "&lt;p&gt;a &amp; b&lt;/p&gt;</textarea>" in str(form["body"])


def test_the_textarea_carries_what_the_scripts_need():
    attributes = shown(StoryForm())

    assert attributes["id"] == "id_body"
    assert attributes["data-choose-url"] == "/admin/media/image/choose/"
    assert attributes["data-upload-url"] == "/admin/media/image/upload/"
    assert attributes["data-words-per-minute"] == body.WORDS_PER_MINUTE
    assert json.loads(attributes["data-embeds"]) == embeds.known_addresses()
    assert json.loads(attributes["data-editor"])["language"] == "en"
    assert "required" not in attributes


def test_nothing_stands_inline():
    html = str(StoryForm()["body"]) + str(StoryForm().media)

    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)


def test_a_page_without_a_language_still_gets_its_editor():
    with translation.override(None):
        assert json.loads(shown(StoryForm())["data-editor"])["language"] == "en"


def test_the_editor_takes_exactly_the_vocabulary_of_bodies():
    rules = CONFIG["allowedContent"].split("; ")

    assert {rule.partition("[")[0] for rule in rules} == TAGS
    assert {"a[!href]", "figure[!data-image]", "figure[!data-embed]", "p", "ol[start]"} < set(rules)
    assert not re.search(r"style|class|\bon|[{(*]", CONFIG["allowedContent"])


def test_every_plugin_of_ours_is_brought_along():
    scripts = str(BodyEditor().media)

    assert [name for name in OWN_PLUGINS if f"desk/editor/{name}.js" not in scripts] == []


def test_every_file_that_the_widget_names_is_served():
    named = re.findall(r'(?:src|href)="/static/([^"]+)"', str(BodyEditor().media))

    assert len(named) > 10
    assert [path for path in named if finders.find(path) is None] == []


# The advisories, as docs/developers.md lists them; tests/browser/test_body_editor.py has the
# proofs that need a browser.


def test_cve_2024_24815_neither_whole_pages_nor_script_nor_style():
    assert CONFIG["fullPage"] is False
    assert not {"script", "style", "textarea"} & TAGS
    assert CONFIG["allowedContent"] is not True
    assert body.clean("<p>a<![CDATA[</p><img src=x onerror=x()>]]></p>").count("<") == 2


def test_cve_2024_24816_and_cve_2023_4771_no_preview_and_no_samples():
    assert "preview" not in PLUGINS
    assert not uses_file("ckeditor/ckeditor/samples/old/ajax.html")
    assert not uses_file("ckeditor/ckeditor/plugins/preview/samples/preview.html")


def test_cve_2024_43407_no_code_snippets():
    assert not {"codesnippet", "codesnippetgeshi"} & set(PLUGINS)
    assert not uses_file("ckeditor/ckeditor/plugins/codesnippetgeshi/plugin.js")
    assert not uses_file("ckeditor/ckeditor/vendor/promise.js")


def test_cve_2024_43411_no_question_for_the_newest_version():
    assert json.loads(shown(StoryForm())["data-editor"])["versionCheck"] is False


def test_cve_2023_28439_no_frames_and_no_foreign_players():
    assert not {"iframe", "iframedialog", "embed", "embedbase", "embedsemantic"} & set(PLUGINS)
    assert "iframe" not in TAGS


def test_cve_2021_26271_no_advanced_tab_of_dialogs():
    assert not {"dialogadvtab", "colordialog", "colorbutton"} & set(PLUGINS)


def test_cve_2021_26272_not_the_autolink_of_2015():
    assert "autolink" not in PLUGINS
    assert not uses_file("ckeditor/ckeditor/plugins/autolink/plugin.js")


def test_there_is_no_source_view():
    buttons = [button for group in TOOLBAR for button in group["items"]]

    assert not {"sourcearea", "sourcedialog"} & set(PLUGINS)
    assert "Source" not in buttons
