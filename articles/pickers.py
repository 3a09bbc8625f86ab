"""The fields of the story form that pick several things in order: byline, related links, tags.

A picked list is sent as repeated inputs, a row after the other in the order of the page:

    bylines, bylines_role                          an author's number, and the role
    related_story, related_url, related_title      a story's number, or an address with a title
    tags                                           one text with commas

Whoever builds a form with stories in it says who asks: `field.asked_by(user, article)`.
"""

from functools import partial
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from articles.document import Credit, Related
from articles.models import Article, Byline, Tag
from articles.models.tag import clean_tag_name, split_names
from articles.picker_widgets import BylinesPicker, RelatedPicker, StoryPicker, TagPicker
from articles.picking import StoriesInReach, linked_in_newest
from authors.models import Author
from media.finding import read_id

MOST = 20


class OrderedField(forms.Field):
    """A tuple of picked things. A faulty row is told of and comes back as it was typed."""

    # How many of a row's first inputs must be empty for it to be no row at all.
    tells: int
    things: str

    def prepare_value(self, value):
        """Rows as the widget sends them: tuples of text."""
        return [as_typed(item) for item in value or []]

    def clean(self, value):
        rows = [row for row in value or [] if any(text.strip() for text in row[: self.tells])]
        if self.required and not rows:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(rows) > MOST:
            raise ValidationError(
                f"These are {len(rows)} {self.things}; {MOST} at most. Remove some."
            )
        problems: list[str] = []
        picked = self.read(rows, problems)
        if problems:
            # Each message once, in the order of the rows.
            raise ValidationError(list(dict.fromkeys(problems)))
        return tuple(picked)

    def has_changed(self, initial, data):
        return not self.disabled and self.prepare_value(initial) != self.prepare_value(data)


def as_typed(item) -> tuple[str, ...]:
    match item:
        case Credit():
            return str(item.author), item.role
        case Related():
            return str(item.story or ""), item.url, item.title
        case _:
            return tuple(item)


class BylinesField(OrderedField):
    """Who stands over the story, in which role and order: a tuple of `Credit`."""

    widget = BylinesPicker
    things = "names"
    tells = 1
    default_error_messages = {"required": "Choose at least one author."}

    def read(self, rows, problems):
        authors = Author.objects.in_bulk(filter(None, (read_id(number) for number, _ in rows)))
        byline = []
        for number, role in rows:
            author = authors.get(read_id(number))
            if author is None:
                problems.append("An author of this list is no longer there. Remove that row.")
            elif role not in Byline.Role:
                problems.append(f"Choose what {author} did.")
            elif (credit := Credit(author.pk, role)) in byline:
                as_what = Byline.Role(role).label
                problems.append(
                    f"{author} stands here twice for “{as_what}”. Remove one, "
                    "or choose another role."
                )
            else:
                byline.append(credit)
        return byline


class RelatedField(OrderedField):
    """“More:” links picked by hand: a tuple of `Related`."""

    widget = RelatedPicker
    things = "links"
    tells = 3
    default_error_messages = {"required": "Choose at least one story or address."}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.asked_by(None)

    def asked_by(self, user, article=None):
        """Take what this user may pick for this article; without a user what is published.

        What stands in the newest revision of the article stays, whoever asks.
        """
        self.article = article
        standing = partial(linked_in_newest, article) if article else set
        self.reach = self.widget.reach = StoriesInReach(user, standing)
        self.widget.leave_out = article and article.pk

    def read(self, rows, problems):
        stories = self.reach.stories(read_id(number) for number, _, _ in rows)
        links = []
        for number, url, title in rows:
            try:
                link = self.to_story(number, stories) if number else to_address(url, title)
            except ValidationError as error:
                problems.extend(error.messages)
                continue
            if any(link.story == one.story and link.url == one.url for one in links):
                name = stories[link.story] if link.story else link.url
                problems.append(f"“{name}” stands here twice. Remove one.")
            links.append(link)
        return links

    def to_story(self, number: str, stories: dict[int, Article]) -> Related:
        # Whether it is gone or somebody else's is not told: a number must not reveal a draft.
        story = stories.get(read_id(number))
        if story is None:
            raise ValidationError(
                "A story of this list is no longer there, or not open to you. Remove that row."
            )
        if story == self.article:
            raise ValidationError("A story cannot be related to itself. Remove that row.")
        return Related(story=story.pk)


address_field = forms.URLField(
    assume_scheme="https",
    max_length=500,
    validators=[URLValidator(schemes=["http", "https"])],
    required=False,
)
title_field = forms.CharField(
    max_length=200,
    required=False,
    error_messages={"max_length": "This title has %(show_value)d characters; 200 at most."},
)


def to_address(url: str, title: str) -> Related:
    """An outside link; every message names the row it is about."""
    try:
        url = address_field.clean(url)
    except ValidationError as error:
        raise ValidationError(
            f"“{url[:80]}” is no address; write one such as https://example.org/page."
        ) from error
    title = " ".join(title_field.clean(title).split())
    if not url:
        raise ValidationError(f"“{title}” has no address; write one such as https://example.org.")
    if not title:
        host = urlsplit(url).hostname
        raise ValidationError(f"Write a title for the address at {host}; readers see it.")
    return Related(url=url, title=title)


class StoryChoiceField(forms.Field):
    """One story, for other forms than the story's; its cleaned value is the `Article` or None."""

    widget = StoryPicker
    default_error_messages = {"required": "Choose a story."}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.asked_by(None)

    def asked_by(self, user, chosen=None):
        """Take what this user may pick; the story that is chosen already stays, whoever asks."""
        standing = {chosen.pk} if chosen else set()
        self.reach = self.widget.reach = StoriesInReach(user, lambda: standing)

    def prepare_value(self, value):
        return str(getattr(value, "pk", value) or "")

    def to_python(self, value):
        if not value:
            return None
        number = read_id(self.prepare_value(value))
        stories = self.reach.stories([number])
        if number not in stories:
            raise ValidationError("This story is no longer there, or not open to you.")
        return stories[number]

    def has_changed(self, initial, data):
        return not self.disabled and self.prepare_value(initial) != self.prepare_value(data)


class TagsField(forms.CharField):
    """Tags as one text with commas; a tuple of names, in the spelling that is there already."""

    widget = TagPicker

    def prepare_value(self, value):
        return value if isinstance(value, str) else ", ".join(value or [])

    def clean(self, value):
        names = {}
        for name in self.read(super().clean(value)):
            names.setdefault(name.casefold(), name)
        if len(names) > MOST:
            raise ValidationError(f"These are {len(names)} tags; {MOST} at most. Remove some.")
        there = Tag.objects.by_name(names.values())
        called = (there[folded].name if folded in there else name for folded, name in names.items())
        return tuple(dict.fromkeys(called))

    def read(self, text: str) -> list[str]:
        names, problems = [], []
        for name in split_names(text):
            try:
                names.append(clean_tag_name(name))
            except ValidationError as error:
                problems.extend(error.messages)
        if problems:
            raise ValidationError(problems)
        return names

    def has_changed(self, initial, data):
        return not self.disabled and self.prepare_value(initial) != (data or "")
