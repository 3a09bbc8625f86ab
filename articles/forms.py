"""The story form: one form over one `Document`, without inlines."""

import dataclasses

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import cached_property
from django.utils.text import format_lazy

from articles import slugs
from articles.checklist import HEADLINE_FITS
from articles.document import Document
from articles.editor import BodyField
from articles.models import Article, Section
from articles.pickers import BylinesField, RelatedField, TagsField
from articles.restoring import refuse_reserved
from articles.revising import Typing, before_the_writer
from media.chooser import ImageChoiceField
from media.moment_field import ON_THE_DESKS_CLOCK, MomentField

ADDRESS_LEADS_ON = "Change it, and the old address leads readers on to the new one."
ADDRESS_STAYS = "This story is public. Whoever may publish may change its address."
# Begins the names of the answers to conflicts.
CHOICE = "choice-"
# In characters of HTML: more than any newspaper prints, and cleaned in a moment.
LONGEST_BODY = 500_000

# The side column: groups of fields, whether each stands open.
SIDE = [
    ("Where it stands", True, ["section", "kind", "bylines", "tags"]),
    ("Lead image", True, ["lead_image", "lead_caption", "lead_alt", "lead_decorative"]),
    ("Related stories", True, ["related", "never_more"]),
    ("Address and embargo", False, ["slug", "embargo_until", "canonical_url"]),
    (
        "Search and sharing",
        False,
        ["search_title", "search_description", "social_title", "social_description"],
    ),
]


class StoryForm(forms.Form):
    headline = forms.CharField(
        max_length=200,
        error_messages={"required": "Write a headline; a draft needs no more."},
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    standfirst = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One or two sentences that say why to read on.",
    )
    body = BodyField(required=False, max_length=LONGEST_BODY)

    section = forms.ModelChoiceField(
        Section.objects, required=False, empty_label="Choose a section"
    )
    kind = forms.ChoiceField(label="Kind of story", choices=Article.Kind)
    bylines = BylinesField(required=False)
    tags = TagsField(required=False)
    lead_image = ImageChoiceField(required=False)
    lead_caption = forms.CharField(
        label="Caption here",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Empty: the caption of the library.",
    )
    lead_alt = forms.CharField(
        label="Alternative text here",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What the picture shows. Empty: the text of the library.",
    )
    lead_decorative = forms.BooleanField(
        label="Decorative: it says nothing that the story does not", required=False
    )
    related = RelatedField(label="Related stories", required=False)
    never_more = forms.BooleanField(
        label="Other stories link here only where somebody picks it", required=False
    )

    slug = forms.CharField(
        required=False,
        max_length=100,
        validators=[
            RegexValidator(slugs.PATTERN, "Write letters, digits and hyphens, without spaces.")
        ],
        help_text="The end of the address. Empty: made from the headline.",
    )
    embargo_until = MomentField(
        label="Embargo until",
        required=False,
        help_text=format_lazy(
            "Before this moment the story goes out by no door. {}", ON_THE_DESKS_CLOCK
        ),
    )
    search_title = forms.CharField(label="Title for search engines", required=False, max_length=200)
    search_description = forms.CharField(
        label="Description for search engines",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    social_title = forms.CharField(label="Title when shared", required=False, max_length=200)
    social_description = forms.CharField(
        label="Description when shared",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    canonical_url = forms.URLField(
        label="Address of the source",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="Where this story was published first, if not here.",
    )
    note = forms.CharField(
        label="Name of this version",
        required=False,
        max_length=200,
        validators=[refuse_reserved],
        help_text="Such as “before legal”. A named version is never thinned out.",
    )
    # The revision that the form was loaded from: a newer one is never overwritten unseen.
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # This form in this tab; a script sets it.
    sitting = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # The stamp of the newest text when the writer chose between two.
    against = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    headline_fits = HEADLINE_FITS
    # What was typed is in a revision, whatever else was refused.
    is_saved = False

    def __init__(self, *args, user, article=None, newest=None, is_autosave=False, **kwargs):
        self.user, self.article, self.is_autosave = user, article, is_autosave
        kwargs.setdefault("label_suffix", "")
        if article and newest is None:
            newest = article.revisions.select_related("saved_by").first()
        self.newest = newest
        super().__init__(*args, **{"initial": self.what_is_saved()} | kwargs)
        self.fields["related"].asked_by(user, article)
        self.fields["headline"].required = not is_autosave
        may_rename = user.has_perm("articles.publish_article")
        if article and article.published_at is not None:
            self.fields["slug"].disabled = not may_rename
        if self.has_fixed_address:
            self.fields["slug"].help_text = ADDRESS_LEADS_ON if may_rename else ADDRESS_STAYS

    @property
    def has_fixed_address(self):
        return self.article is not None and self.article.address_is_fixed

    def what_is_saved(self):
        if self.newest is None:
            return {}
        document = self.newest.document
        initial = {
            field.name: getattr(document, field.name) for field in dataclasses.fields(document)
        }
        if self.has_fixed_address:
            initial["slug"] = document.slug or self.article.slug
        return initial | {"revision": self.newest.number}

    @property
    def has_pending_changes(self):
        """Readers see an older text than the desk."""
        live = self.article and self.article.live_revision_id
        return bool(live) and live != self.newest.pk

    @property
    def side_groups(self):
        """The fields beside the writing column, folded where they are seldom needed."""
        for name, is_open, fields in SIDE:
            group = [self[field] for field in fields]
            has_errors = any(field.errors for field in group)
            yield {"name": name, "is_open": is_open or has_errors, "fields": group}

    def rest_on(self, revision):
        """What was typed is saved now as this revision; the next save builds on it."""
        self.newest = revision
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = revision.number

    @property
    def typing(self):
        """From where the writer saves, of a form that was cleaned."""
        given = self.cleaned_data.get
        return Typing(
            # What was typed into a story's form without a number began with nothing.
            on=self.article and (given("revision") or 0),
            sitting=given("sitting"),
            is_autosave=self.is_autosave,
            choices=self.choices,
            against=given("against"),
        )

    @property
    def choices(self):
        """What the writer chose where two texts stood side by side."""
        chosen = self.data.items()
        return {name.removeprefix(CHOICE): key for name, key in chosen if name.startswith(CHOICE)}

    def label_of(self, name):
        return self.fields[name].label or name.replace("_", " ").capitalize()

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].split())

    def clean_slug(self):
        return slugs.slug_for(self.cleaned_data["slug"])

    def document(self):
        """The document that was typed; a value that cannot be kept stays as the writer found it."""
        kept = self.cleaned_data
        typed = {
            name: kept[name] if name in kept else getattr(self.before, name)
            for name in self.names_of_the_document()
        }
        if "section" in self.cleaned_data:
            typed["section"] = typed["section"] and typed["section"].pk
        if self.has_fixed_address and typed["slug"] == self.article.slug and not self.before.slug:
            # A slug that was left to the headline stays so: nothing else would look changed.
            typed["slug"] = ""
        return Document(**typed)

    @cached_property
    def before(self):
        """What was saved of what the writer has on the form."""
        return (
            before_the_writer(self.article, self.typing, self.user) if self.article else Document()
        )

    def names_of_the_document(self):
        return [field.name for field in dataclasses.fields(Document)]
