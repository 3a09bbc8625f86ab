from django.contrib import admin, messages
from django.db import transaction
from django.urls import path

from media import desk, renditions
from media.forms import FACTS, FactsForm, ImagePageForm
from media.models import Image
from media.paging import KeysetAdmin
from media.signals import removed
from media.uses import ShowsUses


class MissingFilter(admin.SimpleListFilter):
    title = "what is missing"
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [
            ("either", "Credit or alternative text"),
            ("credit", "Credit"),
            ("alt_text", "Alternative text"),
        ]

    def queryset(self, request, images):
        if self.value() == "either":
            return images.incomplete()
        if self.value() in {"credit", "alt_text"}:
            return images.filter(**{self.value(): ""})
        return images


@admin.register(Image)
class ImageAdmin(ShowsUses, KeysetAdmin):
    """The library. Whoever may only add pictures changes those that they uploaded."""

    keyset = ("-uploaded_at", "-pk")
    list_display = ["thumbnail", "__str__", "credit", "place_line", "uploaded_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = [MissingFilter]
    search_fields = Image.found_by
    view_on_site = False

    def get_form(self, request, obj=None, **kwargs):
        form = FactsForm if obj else ImagePageForm
        return super().get_form(request, obj, **{"form": form} | kwargs)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["file", *FACTS]})]
        return [
            (None, {"fields": ["preview", *FACTS]}),
            ("What stays in view when it is cropped", {"fields": ["focal_x", "focal_y"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return ["preview"] if obj else []

    def get_urls(self):
        return [
            path("choose/", desk.choose, name="media_image_choose"),
            path("upload/", desk.upload, name="media_image_upload"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request, obj=None):
        may_add = request.user.has_perm("media.add_image")
        return super().has_change_permission(request, obj) or (
            may_add and self.is_still_own(request.user, obj)
        )

    def is_still_own(self, user, image):
        """What readers see of it is no longer the uploader's alone to change."""
        if image is None or image.uploaded_by_id != user.pk:
            return False
        return not image.uses.filter(revision=None, article__published_at__isnull=False).exists()

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            form.take_in(uploaded_by=request.user)
            if said := form.what_the_file_said():
                messages.info(request, said)

    @transaction.atomic
    def delete_model(self, request, obj):
        self.forget_files(obj)
        removed.send(sender=type(self), image=obj, by=request.user)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for image in queryset:
            self.delete_model(request, image)

    def forget_files(self, image):
        """Once the record is gone for good, so are its files."""
        name, storage, number = image.file.name, image.file.storage, image.pk

        def forget():
            storage.delete(name)
            renditions.forget(Image(pk=number))

        transaction.on_commit(forget)

    @admin.display(description="")
    def thumbnail(self, image):
        return image.thumbnail()

    @admin.display(description="The picture")
    def preview(self, image):
        return image.preview()
