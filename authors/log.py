"""The log at the desk: every deed on the site, filtered, newest first. Nobody changes it here."""

import datetime as dt

from django import forms
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from authors.models import Deed, User
from media.paging import KeysetPage, page_of

ON_A_PAGE = 50
LONGEST = 250
NEWEST_FIRST = ("-at", "-pk")
# Python counts no further in every zone.
NO_SUCH_DAY = "Choose a day from 1900 to 9000."
DAYS = [
    MinValueValidator(dt.date(1900, 1, 1), NO_SUCH_DAY),
    MaxValueValidator(dt.date(9000, 1, 1), NO_SUCH_DAY),
]
UNKNOWN = {"invalid_choice": "Choose one of the list."}


class DayField(forms.DateField):
    default_validators = DAYS

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.DateInput({"type": "date"}), **kwargs)
        self.error_messages["invalid"] = "Write the day as 2026-11-23."


class LogForm(forms.Form):
    """What the log is filtered by; nothing chosen is everything."""

    kind = forms.ChoiceField(
        label="What",
        choices=[("", "Everything"), *Deed.Kind.choices],
        required=False,
        error_messages=UNKNOWN,
    )
    by = forms.ModelChoiceField(
        User.objects.filter(Exists(Deed.objects.filter(by=OuterRef("pk")))).order_by("username"),
        label="Who",
        empty_label="Everybody",
        required=False,
        error_messages=UNKNOWN,
    )
    door = forms.ChoiceField(
        label="From where",
        choices=[("", "Anywhere"), *Deed.Door.choices],
        required=False,
        error_messages=UNKNOWN,
    )
    since = DayField(label="From day")
    until = DayField(label="To day")
    about = forms.CharField(
        label="About",
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({"type": "search", "placeholder": "Part of a headline or name"}),
    )

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "This day is before the first.")
        return cleaned

    def filtered(self, deeds: QuerySet[Deed]) -> QuerySet[Deed]:
        chosen = self.cleaned_data
        exact = {name: chosen[name] for name in ("kind", "by", "door") if chosen[name]}
        deeds = deeds.filter(**exact)
        if chosen["about"]:
            deeds = deeds.filter(about_name__icontains=chosen["about"])
        if chosen["since"]:
            deeds = deeds.filter(at__gte=midnight(chosen["since"]))
        if chosen["until"]:
            deeds = deeds.filter(at__lt=midnight(chosen["until"] + dt.timedelta(days=1)))
        return deeds


def midnight(day: dt.date) -> dt.datetime:
    """When a day begins in the site's zone."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def require_reader(request: HttpRequest) -> None:
    if not request.user.has_perm("authors.view_deed"):
        raise PermissionDenied


@require_safe
def log(request):
    require_reader(request)
    form = LogForm(request.GET, label_suffix="")
    deeds = Deed.objects.select_related("by", "about_type")
    deeds = form.filtered(deeds) if form.is_valid() else deeds.none()
    page = page_of(deeds, request, order=NEWEST_FIRST, size=ON_A_PAGE, keep=tuple(form.fields))
    link(request, page)
    context = admin.site.each_context(request) | {
        "title": "The log",
        "form": form,
        "page": page,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return TemplateResponse(request, "admin/log/log.html", context)


@require_safe
def entry(request, pk):
    """One entry with all that is known of it."""
    require_reader(request)
    deed = get_object_or_404(Deed.objects.select_related("by", "about_type"), pk=pk)
    link(request, [deed])
    context = admin.site.each_context(request) | {
        "title": str(deed),
        "deed": deed,
        "of_this_name": reverse(
            "admin:authors_deed_changelist", query={"about": deed.about_name[:LONGEST]}
        ),
    }
    return TemplateResponse(request, "admin/log/entry.html", context)


def link(request: HttpRequest, deeds: KeysetPage | list[Deed]) -> None:
    """Give each entry the address of what it is about, where that may still be opened."""
    numbers: dict[ContentType, set[int]] = {}
    for deed in deeds:
        if deed.about_type:
            numbers.setdefault(deed.about_type, set()).add(deed.about_id)
    open_here = {kind: openable(request, kind, some) for kind, some in numbers.items()}
    for deed in deeds:
        deed.about_address = ""
        if deed.about_id in open_here.get(deed.about_type, ()):
            kind = deed.about_type
            name = f"admin:{kind.app_label}_{kind.model}_change"
            deed.about_address = reverse(name, args=[deed.about_id])


def openable(request: HttpRequest, kind: ContentType, numbers: set[int]) -> set[int]:
    """Those of these records that their own list shows this user."""
    model = kind.model_class()
    if model is None or not admin.site.is_registered(model):
        return set()
    desk = admin.site.get_model_admin(model)
    if not desk.has_view_permission(request):
        return set()
    return set(desk.get_queryset(request).filter(pk__in=numbers).values_list("pk", flat=True))
