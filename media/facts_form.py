"""The form over the facts of a picture in the library, which nobody else's words are lost by."""

from django import forms
from django.core.exceptions import ValidationError

from media.intake import written_anew
from media.keywords_field import KeywordsField
from media.letters import visible
from media.models import Image
from media.moment_field import MomentField

GROUPS = [
    ("Whose it is", ["credit", "creator", "copyright_notice", "source", "source_url"]),
    ("What it shows", ["title", "caption", "alt_text", "place_line", "city", "country"]),
    ("When, and about what", ["date_created", "keywords"]),
    (
        "Rights",
        [
            *("licence", "usage_terms", "rights_url", "licensor_url", "allowed_uses"),
            *("rights_from", "rights_until", "uses_bought", "restrictions"),
        ],
    ),
]
FACTS = [name for _, names in GROUPS for name in names]
FIELDS = {
    "keywords": KeywordsField,
    "rights_from": MomentField,
    "rights_until": MomentField,
}
FROM_FILE = "From the file."
SAVE_AGAIN = "Save again to write yours."


class FactsForm(forms.ModelForm):
    """The facts of a picture. None is without its credit.

    A tab that stood open writes only what was typed in it: a ban that somebody set meanwhile
    stays. Where both wrote the same fact, the form asks. Its picture is locked before it.
    """

    class Meta:
        model = Image
        fields = [*FACTS, "focal_x", "focal_y"]
        field_classes = FIELDS
        widgets = {"alt_text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True
        if "credit" in self.fields and (line := self.instance.credit_line):
            self.fields["credit"].help_text = f"Readers get: “Image Credit: {line}”."
        for name in set(self.instance.from_file) & self.fields.keys():
            field = self.fields[name]
            field.help_text = f"{FROM_FILE} {field.help_text}".strip()

    def clean_credit(self):
        credit = visible(self.cleaned_data["credit"])
        if not credit:
            raise ValidationError("Write the credit; no picture is printed without.")
        return credit

    def clean(self):
        facts = super().clean()
        meanwhile = [name for name in facts if not is_same(self.loaded(name), self.initial[name])]
        both = [name for name in meanwhile if not is_same(facts[name], self.loaded(name))]
        for name in set(meanwhile) - set(both):
            facts[name] = self.initial[name]
        for name in both:
            if not is_same(facts[name], self.initial[name]):
                words = f"Somebody else wrote “{self.told(name)}” here meanwhile. {SAVE_AGAIN}"
                self.add_error(name, words)
        if self.errors:
            self.rest_on_what_stands(meanwhile, both)
        return facts

    def loaded(self, name):
        """The fact as it stood when the form was loaded."""
        sent = self.data.get(self[name].html_initial_name)
        try:
            return self.initial[name] if sent is None else self.fields[name].to_python(sent)
        except ValidationError:
            return self.initial[name]

    def told(self, name):
        value = self.fields[name].prepare_value(self.initial[name])
        return dict(getattr(self.fields[name], "choices", ())).get(value, value) or "nothing"

    def rest_on_what_stands(self, meanwhile, both):
        """The form comes back with what others wrote, and was loaded from that."""
        self.data = self.data.copy()
        for name in meanwhile:
            standing = self.fields[name].prepare_value(self.initial[name])
            self.data[self[name].html_initial_name] = standing
            if name not in both:
                self.data[self.add_prefix(name)] = standing

    @property
    def changed_data(self):
        """For the log: what is not as the row had it."""
        typed = self.cleaned_data
        return [name for name in typed if not is_same(self.initial[name], typed[name])]

    def save(self, commit=True):
        written_anew(self.instance, self.changed_data)
        return super().save(commit)


def is_same(one, other):
    """A browser that sends other ends of lines has changed nothing."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return (one or None) == (other or None)
