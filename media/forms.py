"""What is asked of a picture that comes in."""

from django import forms
from django.core.exceptions import ValidationError

from media.facts_form import FACTS, FIELDS
from media.intake import fill_from_file, keep, known_as_file, receive
from media.letters import visible
from media.models import Image
from media.replacing import known_as, refuse_known, replace

ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff"
NO_CREDIT = "Write the credit; the file brings none, and no picture is printed without."

STANDS_STILL = "Only the first picture of the animation is kept."


class ImageForm(forms.ModelForm):
    """A file and its facts. What is left empty is filled with what the file says of itself."""

    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text="JPEG, PNG, WebP, AVIF, GIF or TIFF. "
        "The place and other private facts in the file are removed.",
        error_messages={"required": "Choose a file."},
    )

    class Meta:
        model = Image
        fields = FACTS
        field_classes = FIELDS
        widgets = {"alt_text": forms.Textarea(attrs={"rows": 2})}

    received = None
    known = None
    # What the file said and nobody had typed.
    filled = ()

    def clean_file(self):
        self.received = receive(self.cleaned_data["file"])
        self.known = known_as_file(self.received)
        if self.known:
            raise ValidationError(self.already_there())
        return self.cleaned_data["file"]

    def clean_credit(self):
        return visible(self.cleaned_data["credit"])

    def clean(self):
        facts = super().clean()
        is_new = self.received and not self.known
        if is_new and not (facts.get("credit", "refused already") or self.received.facts.credit):
            self.add_error("credit", NO_CREDIT)
        return facts

    def already_there(self):
        return (
            f"This picture is in the library already, as number {self.known.pk}, "
            f"with the credit “{self.known.credit}”."
        )

    @property
    def left_out(self):
        """What of the file is not kept, for the one who uploaded it."""
        told = [STANDS_STILL] if self.received.was_moving else []
        if self.received.besides:
            told.append(f"The file was {self.received.besides} as well; only the picture is kept.")
        return " ".join(told)

    def take_in(self, *, uploaded_by):
        """Keep the picture, from a valid form; None when the same file was quicker elsewhere."""
        self.instance.uploaded_by = uploaded_by
        self.filled = fill_from_file(self.instance, self.received.facts)
        kept = keep(self.instance, self.received)
        if kept is self.instance:
            return kept
        self.known = kept
        return None


class ImagePageForm(ImageForm):
    """The same on a page of its own: a browser does not send a file a second time."""

    def full_clean(self):
        super().full_clean()
        if self.received and self.errors and "file" not in self.errors:
            self.add_error("file", "Choose the file once more; the rest is kept.")

    def already_there(self):
        return known_as(self.known)

    def what_the_file_said(self):
        """For the one who uploaded it, who should look it over; empty when it said nothing."""
        said = [self.left_out] if self.left_out else []
        if self.filled:
            names = ", ".join(str(self.fields[name].label).lower() for name in self.filled)
            said += [f"Read from the file: {names}. The credit is “{self.instance.credit}”."]
        return " ".join(said)


class ReplaceForm(forms.Form):
    """Another file for a picture of the library; all else of it stays as it is."""

    file = forms.FileField(
        label="New file",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text="It is shown wherever this picture is. Credit, caption and the other facts stay.",
        error_messages={"required": "Choose a file."},
    )

    def __init__(self, *args, image, **kwargs):
        super().__init__(*args, **kwargs)
        self.image = image

    def clean_file(self):
        received = receive(self.cleaned_data["file"])
        refuse_known(self.image, received)
        return received

    def replace(self, *, by):
        """From a valid form; ValidationError when the same file was quicker elsewhere."""
        return replace(self.image, self.cleaned_data["file"], by=by)
