"""Choosing a picture inside another form: a field, its widget, and a mixin for the admin."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.forms import Script
from django.urls import reverse

from media.finding import read_id
from media.models import Image


class ImageChooser(forms.Widget):
    """The picture that is chosen, and buttons to choose, upload or remove one.

    Without scripts it is a field for the picture's number. Its value is an id.
    """

    template_name = "admin/media/_image_chooser.html"
    # A legend names the group of buttons.
    use_fieldset = True

    class Media:
        css = {"all": ["desk/image-chooser.css"]}
        js = [Script("desk/image-chooser.js", type="module")]

    def format_value(self, value):
        return getattr(value, "pk", value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = str(context["widget"]["value"] or "")
        image = Image.objects.filter(pk=read_id(chosen)).first()
        return context | {
            "image": image,
            "thumbnail": image and image.rendition("original", 320).url("webp"),
            "choose_url": reverse("admin:media_image_choose"),
            "upload_url": reverse("admin:media_image_upload"),
        }


class ImageChoiceField(forms.Field):
    """A picture of the library; its cleaned value is the picture's id, or None."""

    widget = ImageChooser
    default_error_messages = {
        "required": "Choose a picture.",
        "invalid": "Choose a picture from the library.",
        "gone": "This picture is no longer in the library; choose another.",
    }

    def prepare_value(self, value):
        return getattr(value, "pk", value)

    def to_python(self, value):
        chosen = str(value or "").strip()
        if not chosen:
            return None
        number = read_id(chosen)
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number

    def validate(self, value):
        super().validate(value)
        if value is not None and not Image.objects.filter(pk=value).exists():
            raise ValidationError(self.error_messages["gone"], code="gone")


class ImageForeignKeyMixin:
    """For a ModelAdmin or an inline: foreign keys to pictures are chosen in the library."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, ForeignKey) and db_field.related_model is Image:
            return db_field.formfield(
                widget=ImageChooser,
                error_messages={"invalid_choice": ImageChoiceField.default_error_messages["gone"]},
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)
