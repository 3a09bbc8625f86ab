"""The form of an author: all that is told of them, and what it was loaded from."""

from copy import copy
from dataclasses import dataclass

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance

from authors import comparing
from authors.bio import Bio
from authors.models import Author, AuthorRevision


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else saved while the form stood open."""

    newest: AuthorRevision
    # The number of the revision that the form was loaded from, when it is there.
    since: int | None
    # Labels of fields that only they changed: they stand on the form now.
    taken: list[str]
    # Where both changed the same, from their words to those on the form.
    changes: list[comparing.Change]

    @property
    def words(self):
        maker = self.newest.maker
        return f"{maker} saved this bio while you had it open. Nothing of yours is saved yet."


class AuthorForm(forms.ModelForm):
    """Nobody overwrites what they have not seen: such a form comes back with both texts."""

    # The number of the revision that the form was loaded from; 0 before there was one.
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    note = forms.CharField(
        label="What you changed, and why",
        max_length=200,
        required=False,
        help_text="For the history; readers do not see it.",
        widget=AdminTextInputWidget,
        error_messages={"max_length": "A note has 200 characters at most."},
    )

    meanwhile = None

    class Meta:
        model = Author
        exclude: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            newest = self.instance.revisions.values_list("number", flat=True).first()
            self.initial["revision"] = newest or 0

    def clean_portrait(self):
        portrait = self.cleaned_data["portrait"]
        if portrait and portrait.pk != self.instance.portrait_id and portrait.problem:
            raise ValidationError(f"This picture {portrait.problem}. Choose another.")
        return portrait

    def clean(self):
        cleaned = super().clean()
        on = cleaned.get("revision")
        if self.instance.pk and on is not None and not self.errors:
            self.refuse_to_overwrite(on)
        return cleaned

    def refuse_to_overwrite(self, on):
        revisions = self.instance.revisions
        newest = revisions.select_related("made_by").first()
        if newest is None or newest.number == on:
            return
        # Before the first save by way of a form an author may have no revision; it is made then.
        base = revisions.filter(number=on or 1).first()
        theirs, mine = Bio.of(self.instance), self.bio()
        before = base.bio if base else Bio()
        both = [name for name in comparing.changed(before, theirs) if name in self.fields]
        differing = [name for name in both if getattr(mine, name) != getattr(theirs, name)]
        if not differing:
            return
        taken = [name for name in differing if getattr(mine, name) == getattr(before, name)]
        self.rest_on(newest, taken)
        self.meanwhile = Meanwhile(
            newest,
            base and base.number,
            [comparing.LABELS[name] for name in taken],
            comparing.compare(theirs, mine, [name for name in differing if name not in taken]),
        )
        raise ValidationError(self.meanwhile.words)

    def bio(self):
        """What is typed, on top of what the row says of everything else."""
        author = copy(self.instance)
        return Bio.of(construct_instance(self, author, self._meta.fields, self._meta.exclude))

    def rest_on(self, newest, taken):
        """Go on from the newest revision, with these fields as it has them."""
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = newest.number
        for name in taken:
            value = self.fields[name].prepare_value(self.initial[name])
            self.data[self.add_prefix(name)] = "" if value is None else value
