"""Facts of several pictures at once."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.template.response import TemplateResponse

from media.forms import FACTS, GROUPS, NO_CREDIT
from media.intake import written_anew
from media.models import Image
from media.moment_field import MomentField

MOST = 200
TOO_MANY = f"Choose {MOST} pictures at most. Nothing was changed."
NOT_YOURS = "You may not change all of these pictures. Choose those that you may."
NOTHING_TICKED = "Tick what is to be written into all of them."
CONFIRMED = "edit_them"
SET = "set_"


class BatchForm(forms.ModelForm):
    """Each fact with a tick: only what is ticked is written."""

    class Meta:
        model = Image
        fields = FACTS
        field_classes = {"rights_from": MomentField, "rights_until": MomentField}
        widgets = {"alt_text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name in FACTS:
            self.fields[SET + name] = forms.BooleanField(required=False)

    @property
    def ticked(self):
        return [name for name in FACTS if self.cleaned_data.get(SET + name)]

    def clean(self):
        facts = super().clean()
        for name in set(self.errors) - set(self.ticked):
            del self.errors[name]
        if not self.ticked:
            raise forms.ValidationError(NOTHING_TICKED)
        if "credit" in self.ticked and not facts.get("credit", "refused").strip():
            self.add_error("credit", NO_CREDIT)
        return facts

    def _post_clean(self):
        """No one picture is made of it; each is checked when it is written."""

    @property
    def groups(self):
        return [
            (name, [(self[SET + fact], self[fact]) for fact in facts]) for name, facts in GROUPS
        ]

    @transaction.atomic
    def write(self, images: list[Image], *, by) -> None:
        """Into all of them or none; a picture that cannot hold it is named."""
        for image in images:
            for name in self.ticked:
                setattr(image, name, self.cleaned_data[name])
            written_anew(image, self.ticked)
            image.full_clean(exclude=["file", "file_hash"], validate_unique=False)
            image.save()
        LogEntry.objects.log_actions(by.pk, images, CHANGE, f"Changed {', '.join(self.ticked)}.")


@admin.action(description="Edit facts of the selected…", permissions=["view"])
def edit_many(desk, request, queryset):
    images = list(queryset.order_by("-uploaded_at", "-pk")[: MOST + 1])
    if len(images) > MOST:
        messages.error(request, TOO_MANY)
        return None
    if not all(desk.has_change_permission(request, image) for image in images):
        messages.error(request, NOT_YOURS)
        return None
    form = BatchForm(request.POST if CONFIRMED in request.POST else None)
    if form.is_valid():
        try:
            form.write(images, by=request.user)
        except forms.ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Changed in {len(images)} pictures.")
            return None
    context = desk.admin_site.each_context(request) | {
        "title": "Edit facts of several pictures",
        "form": form,
        "groups": form.groups,
        "images": images,
        "action": edit_many.__name__,
        "confirmed": CONFIRMED,
    }
    status = 422 if form.errors else 200
    template = "admin/media/image/edit_many.html"
    return TemplateResponse(request, template, context, status=status)
