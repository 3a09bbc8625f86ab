"""The editor that bodies are written in: CKEditor 4 of django-ckeditor, and nothing else knows it.

Bodies are stored as plain HTML of our own vocabulary, so another editor takes this
one's place by another widget on `BodyField`, without a migration. docs/developers.md
lists the advisories against CKEditor and what here closes each.
"""

import json
import re
from fnmatch import fnmatchcase

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.forms.widgets import Media, Script
from django.templatetags.static import static
from django.urls import reverse

from articles import body, embeds
from articles.body.vocabulary import ATTRIBUTES, TAGS
from media.chooser import ImageChooser

# All that is ever loaded of CKEditor: a plugin that is not named here does not run,
# and `newsroom.staticfiles` does not serve its files.
PLUGINS = """
    a11yhelp ajax basicstyles blockquote button clipboard contextmenu dialog dialogui
    divarea editorplaceholder enterkey fakeobjects find floatpanel horizontalrule htmlwriter indent
    indentlist lineutils link list magicline menu notification panel pastefromgdocs
    pastefromlibreoffice pastefromword pastetext pastetools removeformat table tabletools toolbar
    undo widget widgetselection xml
""".split()  # noqa: SIM905  A list in words is easier to read.

# Ours, each in desk/editor/<name>.js.
OWN_PLUGINS = [
    "headings",
    "captions",
    "storyimage",
    "storyembed",
    "addresslinks",
    "wordcount",
    "pasteguard",
    "pasteplain",
    "contextualtools",
    "keyboard",
    "plaindialogs",
]

TOOLBAR = [
    {"name": "subheads", "items": ["Heading2", "Heading3"]},
    {"name": "text style", "items": ["Bold", "Italic", "Strike", "Subscript", "Superscript"]},
    {"name": "links", "items": ["Link", "Unlink"]},
    {"name": "lists and quotes", "items": ["BulletedList", "NumberedList", "Blockquote"]},
    {"name": "insert", "items": ["StoryImage", "StoryEmbed", "Table", "HorizontalRule"]},
    {"name": "cleaning up", "items": ["RemoveFormat", "PastePlain"]},
    {"name": "history", "items": ["Undo", "Redo", "Find"]},
    {"name": "help", "items": ["KeyboardHelp"]},
    # The last two are there only while the cursor stands in a list or a table.
    {"name": "list levels", "items": ["Outdent", "Indent"]},
    {
        "name": "rows and columns",
        "items": [
            "RowAbove",
            "RowBelow",
            "RowDelete",
            "ColumnLeft",
            "ColumnRight",
            "ColumnDelete",
            "TableDelete",
        ],
    },
]


def allowed_content() -> str:
    """The vocabulary of bodies in CKEditor's notation."""
    return "; ".join(rule for tag in sorted(TAGS) for rule in rules_for(tag))


def rules_for(tag: str) -> list[str]:
    names = ATTRIBUTES.get(tag, {})
    if tag == "figure":
        return [f"figure[!{name}]" for name in names]
    if tag == "a":
        return ["a[!href]"]
    return [f"{tag}[{','.join(names)}]" if names else tag]


CONFIG = {
    "plugins": ",".join(PLUGINS),
    "extraPlugins": ",".join(OWN_PLUGINS),
    "allowedContent": allowed_content(),
    "toolbar": TOOLBAR,
    "contextualTools": {"list levels": ["ul", "ol"], "rows and columns": ["table"]},
    "toolbarCanCollapse": False,
    # The arrow keys walk the whole toolbar.
    "toolbarGroupCycling": False,
    # Text is typed and kept as it is: whole documents, styles and remote parts stay out.
    "fullPage": False,
    "customConfig": "",
    "stylesSet": False,
    "contentsCss": [],
    "versionCheck": False,
    "language": "en",
    "defaultLanguage": "en",
    "title": "Body",
    "applicationTitle": "Body, with its tools",
    "editorplaceholder": "Write the story …",
    "height": "auto",
    "dataIndentationChars": "",
    # Spelling help and its menu are the browser's.
    "disableNativeSpellChecker": False,
    "enableContextMenu": False,
    "linkDefaultProtocol": "https://",
    "linkShowAdvancedTab": False,
    "linkShowTargetTab": False,
    "pasteFromWord_inlineImages": False,
    "magicline_color": "currentColor",
}


class BodyEditor(CKEditorWidget):
    """A textarea that `desk/editor/start.js` makes the editor; without scripts it stays one."""

    def __init__(self):
        super().__init__(template_name="django/forms/widgets/textarea.html")
        self.attrs = {"rows": 24}
        self.config = CONFIG

    def _set_config(self):
        """The stock widget asks for the language of the moment; ours is settled."""
        self.config = CONFIG | {"skin": f"desk,{static('desk/editor/skin/')}"}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-editor": context["widget"]["config"],
            "data-words-per-minute": body.WORDS_PER_MINUTE,
            "data-choose-url": reverse("admin:media_image_choose"),
            "data-upload-url": reverse("admin:media_image_upload"),
            "data-embeds": json.dumps(embeds.known_addresses()),
        }
        return context

    def use_required_attribute(self, initial):
        """The editor hides the textarea, and a browser cannot point at what is hidden."""
        return False

    @property
    def media(self):
        scripts = [f"desk/editor/{name}.js" for name in [*OWN_PLUGINS, "start"]]
        ours = Media(
            css={"all": ["desk/editor/writing.css", "desk/editor/embed-dialog.css"]},
            js=[Script(path, type="module") for path in scripts],
        )
        return super().media + ImageChooser().media + ours


class BodyField(forms.CharField):
    """The body of a story, cleaned as it comes in."""

    widget = BodyEditor

    def to_python(self, value):
        return body.clean(super().to_python(value))


# The static files of django-ckeditor that the editor asks for. Beside ckeditor.js lie copies of
# plugins from 2015; of those it only needs the one that is not built in.
STATIC_FILES = [
    "ckeditor/ckeditor-init.js",
    "ckeditor/ckeditor.css",
    "ckeditor/fixups.js",
    "ckeditor/ckeditor/ckeditor.js",
    "ckeditor/ckeditor/lang/en.js",
    "ckeditor/ckeditor/plugins/divarea/plugin.js",
    *(f"ckeditor/ckeditor/plugins/{plugin}/*/*" for plugin in PLUGINS),
]
OTHER_LANGUAGES = re.compile(r"/lang/(?!en\.js$)")


def uses_file(path: str) -> bool:
    """Whether a file of django-ckeditor's is among those that the editor asks for."""
    if OTHER_LANGUAGES.search(path):
        return False
    return any(fnmatchcase(path, pattern) for pattern in STATIC_FILES)
