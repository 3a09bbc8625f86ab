"""How picked lists look: rows that are a form of their own accord, and a search by script."""

from itertools import zip_longest

from django import forms
from django.forms import Script

from articles.models import Byline
from articles.picking import address_of, author_note, story_note
from authors.models import Author
from media.finding import read_id

COMBOBOX = Script("desk/search-combobox.js", type="module")


class OrderedPicker(forms.Widget):
    """Rows of parallel inputs; the value is a list of tuples of text, one a row."""

    use_fieldset = True
    # What follows the field's name in the names of a row's inputs.
    parts: tuple[str, ...] = ("",)
    most = 20

    class Media:
        css = {"all": ["desk/pickers.css"]}
        js = [COMBOBOX, Script("desk/ordered-picker.js", type="module")]

    def value_from_datadict(self, data, files, name):
        columns = (values_of(data, name + part) for part in self.parts)
        return list(zip_longest(*columns, fillvalue=""))

    def value_omitted_from_data(self, data, files, name):
        return name + self.parts[0] not in data

    def use_required_attribute(self, initial):
        return False

    def format_value(self, value):
        return value or []

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "rows": self.rows(context["widget"]["value"]),
            "names": [name + part for part in self.parts],
            "search": address_of(self.things),
            "most": self.most,
        }
        return context


def values_of(data, name: str) -> list[str]:
    if hasattr(data, "getlist"):
        return data.getlist(name)
    values = data.get(name, [])
    return [str(value) for value in (values if isinstance(values, list | tuple) else [values])]


class BylinesPicker(OrderedPicker):
    template_name = "admin/articles/pickers/bylines.html"
    things = "authors"
    parts = ("", "_role")

    def rows(self, value):
        authors = Author.objects.only("name", "title", "standing").in_bulk(
            {read_id(number) for number, _ in value} - {None}
        )
        for number, role in value:
            author = authors.get(read_id(number))
            yield {
                "number": number,
                "role": role,
                "label": author.name if author else "Author no longer there",
                "note": author_note(author) if author else "",
                "is_gone": author is None,
            }

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["roles"] = Byline.Role.choices
        return context


class RelatedPicker(OrderedPicker):
    template_name = "admin/articles/pickers/related.html"
    things = "stories"
    parts = ("_story", "_url", "_title")
    # The story itself, which no search offers.
    leave_out: int | None = None

    def rows(self, value):
        stories = self.reach.stories(read_id(number) for number, *_ in value)
        for number, url, title in value:
            story = stories.get(read_id(number))
            yield {
                "number": number,
                "url": url,
                "title": title,
                "label": str(story) if story else "Story no longer there",
                "note": story_note(story) if story else "",
                "is_gone": bool(number) and story is None,
                "is_outside": not number,
            }

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["leave_out"] = self.leave_out
        return context


class StoryPicker(RelatedPicker):
    """One story; the value is its number as text."""

    template_name = "admin/articles/pickers/story.html"
    parts = ("",)
    most = 1

    def value_from_datadict(self, data, files, name):
        return data.get(name, "")

    def rows(self, value):
        return super().rows([(value, "", "")] if value else [])


class TagPicker(forms.TextInput):
    """A text with commas, which a script makes into chips with suggestions."""

    template_name = "admin/articles/pickers/tags.html"

    class Media:
        css = {"all": ["desk/pickers.css"]}
        js = [COMBOBOX, Script("desk/tag-picker.js", type="module")]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["autocomplete"] = "off"
        context["widget"]["search"] = address_of("tags")
        return context
