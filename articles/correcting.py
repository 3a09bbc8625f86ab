"""The form of a correction by itself, without another text of its story."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import format_lazy

from articles.models import Correction
from articles.pickers import StoryChoiceField
from articles.picking import pickable_stories
from articles.publishing import NOTHING_TO_CORRECT
from media.finding import read_id
from media.moment_field import ON_THE_DESKS_CLOCK, MomentField

READ_ALREADY = "Readers have read it: it is not taken back by a date."


class CorrectionForm(forms.ModelForm):
    article = StoryChoiceField(label="Story")
    text = forms.CharField(
        label="What readers are told",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What was wrong, and what is right. Under the story and in the list of "
        "corrections.",
        error_messages={"required": "Write what readers are told."},
    )
    published_at = MomentField(
        label="Dated",
        required=False,
        help_text=format_lazy(
            "Empty: now. Before a moment to come readers are told nothing. {}", ON_THE_DESKS_CLOCK
        ),
    )

    class Meta:
        model = Correction
        fields = ["article", "kind", "text", "published_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        kept = self.instance.article if self.instance.pk else None
        self.fields["article"].asked_by(self.user, kept)
        # What stands under one story is told of no other.
        self.fields["article"].disabled = kept is not None
        if kept is None:
            self.initial.pop("published_at", None)

    @cached_property
    def story(self):
        """The story that is chosen so far, where it is open to this user."""
        number = read_id(self["article"].value())
        return pickable_stories(self.user).defer("body").filter(pk=number).first()

    @property
    def told_before(self):
        return self.story.corrections.exclude(pk=self.instance.pk)

    def clean_article(self):
        article = self.cleaned_data["article"]
        if article.pk != self.instance.article_id and not article.address_is_fixed:
            raise ValidationError(NOTHING_TO_CORRECT)
        return article

    def clean_published_at(self):
        """A moment that nobody touched stays as it is, to its last fraction."""
        if "published_at" not in self.changed_data:
            return self.instance.published_at
        at, now = self.cleaned_data["published_at"] or timezone.now(), timezone.now()
        if self.instance.pk and self.instance.published_at <= now < at:
            raise ValidationError(READ_ALREADY)
        return at
