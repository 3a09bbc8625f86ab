"""Facts of several pictures at once."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.template.response import TemplateResponse

from media import rights
from media.facts_form import FACTS, FIELDS, GROUPS
from media.forms import NO_CREDIT
from media.intake import written_anew
from media.letters import visible
from media.models import Image
from media.signals import rights_changed

MOST = 200
TOO_MANY = f"Choose {MOST} pictures at most. Nothing was changed."
NOT_YOURS = "You may not change all of these pictures. Choose those that you may."
NOTHING_TICKED = "Tick what is to be written into all of them."
NO_KEYWORDS = "Write the keywords that are added or removed."
CONFIRMED = "edit_them"
SET = "set_"


class How(models.TextChoices):
    """What becomes of the keywords that a picture has."""

    ADD = "add", "Add these"
    REMOVE = "remove", "Remove these"
    REPLACE = "replace", "Replace all with these"


class BatchForm(forms.ModelForm):
    """Each fact with a tick: only what is ticked is written."""

    how = forms.ChoiceField(
        label="What becomes of the keywords",
        choices=How,
        initial=How.ADD,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Image
        fields = FACTS
        field_classes = FIELDS
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
        for name in set(self.errors) - {*self.ticked, "how"}:
            del self.errors[name]
        if not self.ticked:
            raise ValidationError(NOTHING_TICKED)
        if "credit" in self.ticked and not visible(facts.get("credit", "refused")):
            self.add_error("credit", NO_CREDIT)
        names_none = "keywords" in self.ticked and facts.get("keywords") == []
        if names_none and facts.get("how") != How.REPLACE:
            self.add_error("keywords", NO_KEYWORDS)
        return facts

    def _post_clean(self):
        """No one picture is made of it; what two facts say together is seen when it is written."""

    @property
    def groups(self):
        return [
            (name, [(self[SET + fact], self[fact]) for fact in facts]) for name, facts in GROUPS
        ]

    @property
    def ticked_labels(self):
        return [str(self.fields[name].label) for name in self.ticked]

    def write(self, images: list[Image], *, by) -> None:
        """Into all of them or none; a picture that cannot hold it is named.

        They are held by this transaction: what others wrote into the other facts stays.
        """
        for image in images:
            for name in self.ticked:
                setattr(image, name, self.anew(image, name))
            written_anew(image, self.ticked)
            refuse_backward_rights(image)
        Image.objects.bulk_update(images, [*self.ticked, "from_file"])
        if rights.DECISIVE & set(self.ticked):
            rights_changed.send(sender=type(self), images=images, by=by)
        changed = [{"changed": {"fields": self.ticked_labels}}]
        LogEntry.objects.log_actions(by.pk, images, CHANGE, changed)

    def anew(self, image: Image, name: str):
        typed = self.cleaned_data[name]
        how = self.cleaned_data["how"] or How.ADD
        if name != "keywords" or how == How.REPLACE:
            return typed
        folded = {word.casefold() for word in (image.keywords if how == How.ADD else typed)}
        if how == How.ADD:
            return image.keywords + [word for word in typed if word.casefold() not in folded]
        return [word for word in image.keywords if word.casefold() not in folded]


def refuse_backward_rights(image: Image) -> None:
    begin, end = image.rights_from, image.rights_until
    if begin and end and end <= begin:
        raise ValidationError(f"The rights to “{image}” would end before they begin.")


def number_of(images: int) -> str:
    return "1 picture" if images == 1 else f"{images} pictures"


@admin.action(description="Edit facts of the selected…", permissions=["view"])
@transaction.atomic
def edit_many(desk, request, queryset):
    images = list(queryset.order_by("-uploaded_at", "-pk")[: MOST + 1])
    if len(images) > MOST:
        messages.error(request, TOO_MANY)
        return None
    if CONFIRMED in request.POST:
        held = Image.objects.held([image.pk for image in images]).in_bulk()
        images = [held[image.pk] for image in images if image.pk in held]
    if not desk.may_change_all(request, images):
        messages.error(request, NOT_YOURS)
        return None
    form = BatchForm(request.POST if CONFIRMED in request.POST else None)
    if form.is_valid():
        try:
            form.write(images, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Changed in {number_of(len(images))}.")
            tell_who_stayed(request, len(images))
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


def tell_who_stayed(request, written: int) -> None:
    """Somebody deleted a picture meanwhile, or it no longer fits the filter of the list."""
    left = len(set(request.POST.getlist(admin.helpers.ACTION_CHECKBOX_NAME))) - written
    if left > 0:
        verb = "is" if left == 1 else "are"
        messages.warning(request, f"{number_of(left)} {verb} no longer in this list: not changed.")
