from dataclasses import asdict

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.csp import csp_override
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.editor import BodyField
from authors import log
from authors.models import Deed
from authors.noting import NotesDeletion
from media.chooser import ImageForeignKeyMixin
from newsroom.look import READY_MADE
from newsroom.models import AdSlot, Page, PromoLine, Publication

# Nobody at the desk has anything to do with the worker's jobs.
admin.site.unregister(ProcrastinateJob)


class PublicationForm(forms.ModelForm):
    ready_made = forms.ChoiceField(
        label="Begin with a look",
        choices=[("", "As it is"), *((name, name.capitalize()) for name in READY_MADE)],
        required=False,
        help_text="Sets accent, type and masthead; each can be changed afterwards.",
    )

    class Meta:
        widgets = {"accent": forms.ColorInput}

    def clean(self):
        cleaned = super().clean()
        if look := READY_MADE.get(cleaned.get("ready_made")):
            # What was chosen by hand in the same breath is meant.
            cleaned |= {k: v for k, v in asdict(look).items() if k not in self.changed_data}
        return cleaned


class PromoLineInline(admin.TabularInline):
    model = PromoLine
    extra = 0


class AdSlotInline(ImageForeignKeyMixin, admin.StackedInline):
    model = AdSlot
    extra = 0


@admin.register(Publication)
class PublicationAdmin(ImageForeignKeyMixin, admin.ModelAdmin):
    """The one row of the publication: its list leads to its form."""

    form = PublicationForm
    inlines = [PromoLineInline, AdSlotInline]
    fieldsets = [
        (None, {"fields": ["name", "tagline", "social_links", "footer_text", "promo_after"]}),
        ("Looks", {"fields": ["ready_made", "accent", "type_pair", "masthead", "logo", "icon"]}),
    ]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        publication, _ = Publication.objects.get_or_create(pk=1)
        return redirect("admin:newsroom_publication_change", publication.pk)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PageForm(forms.ModelForm):
    body = BodyField(required=False)

    class Meta:
        model = Page
        fields = ["title", "body", "lists_staff", "slug", "in_footer", "position"]


@admin.register(Page)
class PageAdmin(NotesDeletion, admin.ModelAdmin):
    form = PageForm
    list_display = ["title", "slug", "in_footer", "position"]
    prepopulated_fields = {"slug": ["title"]}

    @method_decorator(csp_override(settings.EDITOR_CSP))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)

    def view_on_site(self, obj):
        return obj.get_absolute_url()


@admin.register(Deed)
class DeedAdmin(admin.ModelAdmin):
    """The log has two pages to read, `log.log` and `log.entry`, and none to change it."""

    def get_urls(self):
        open_to_staff = self.admin_site.admin_view
        return [
            path("", open_to_staff(log.log), name="authors_deed_changelist"),
            path("<int:pk>/change/", open_to_staff(log.entry), name="authors_deed_change"),
        ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
