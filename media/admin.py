import io

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path

from media import desk, doors, library, line_facts, renditions, rights
from media.batches import edit_many
from media.facts_form import GROUPS, FactsForm
from media.finding import read_id
from media.forms import ImagePageForm, ReplaceForm
from media.models import Image
from media.moment_field import MomentField, MomentInput
from media.paging import KeysetAdmin
from media.signals import removed, rights_changed
from media.uses import ShowsUses, grouped_uses

LARGE, SMALL = 1280, 320
REPLACED = (
    "Replaced. Readers get the new file wherever the picture is. "
    "Look over its alternative text, caption and focal point."
)
SHAPES = [("16x9", "16:9"), ("4x3", "4:3"), ("3x2", "3:2"), ("1x1", "1:1")]


@admin.register(Image)
class ImageAdmin(ShowsUses, KeysetAdmin):
    """The library. Whoever may only add pictures changes those that they uploaded."""

    keyset = ("-uploaded_at", "-pk")
    list_display = ["thumbnail", "__str__", "credit", "place_line", "uploaded_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = library.FILTERS
    list_select_related = False
    change_list_template = None
    search_fields = Image.found_by
    actions = [edit_many]
    formfield_overrides = {
        models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
    }
    view_on_site = False

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(is_used=library.used())

    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(
            request, form_url, {"title": "Add pictures"} | (extra_context or {})
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Whoever saves has read what stands, and nobody replaces the file meanwhile."""
        if request.method != "POST":
            return super().change_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            list(Image.objects.held([read_id(object_id)]))
            return super().change_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, **kwargs):
        form = FactsForm if obj else ImagePageForm
        return super().get_form(request, obj, **{"form": form} | kwargs)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            folded = [(name, {"fields": f, "classes": ["collapse"]}) for name, f in GROUPS[1:]]
            (first, facts), *_ = GROUPS
            return [(None, {"fields": ["file"]}), (first, {"fields": facts}), *folded]
        return [
            ("The picture", {"fields": ["picture", ("focal_x", "focal_y")]}),
            *((name, {"fields": fields}) for name, fields in GROUPS),
        ]

    def get_readonly_fields(self, request, obj=None):
        return ["picture"] if obj else []

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["uses"] = self.uses_told(obj, request)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def uses_told(self, image, request):
        return [
            {
                "name": group.name,
                "shown": [self.named(user, request) for user in group.users],
                "has_more": group.has_more,
            }
            for group in grouped_uses(image)
        ]

    def get_urls(self):
        return [
            path("choose/", desk.choose, name="media_image_choose"),
            path("upload/", desk.upload, name="media_image_upload"),
            path("token/", doors.token, name="media_image_token"),
            path("<int:pk>/facts/", line_facts.write, name="media_image_facts"),
            path(
                "<int:pk>/original/",
                self.admin_site.admin_view(self.original),
                name="media_image_original",
            ),
            path(
                "<int:pk>/replace/",
                self.admin_site.admin_view(self.replace),
                name="media_image_replace",
            ),
            *super().get_urls(),
        ]

    def has_change_permission(self, request, obj=None):
        return self.may_change_all(request, [obj])

    def may_change_all(self, request, images):
        may_add = request.user.has_perm("media.add_image")
        return super().has_change_permission(request) or (
            may_add and self.are_still_own(request.user, images)
        )

    def are_still_own(self, user, images):
        """What readers see of them is no longer the uploader's alone to change."""
        if any(image is None or image.uploaded_by_id != user.pk for image in images):
            return False
        return not Image.objects.handed_on().filter(pk__in=[image.pk for image in images]).exists()

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            if rights.DECISIVE & set(form.changed_data):
                rights_changed.send(sender=type(self), images=[obj], by=request.user)
        else:
            if form.take_in(uploaded_by=request.user) is None:
                obj.pk = form.known.pk
                messages.warning(request, form.already_there())
            elif said := form.what_the_file_said():
                messages.info(request, said)

    def original(self, request, pk):
        """The file as it is kept, with the credit and rights that the library knows."""
        image = self.get_object(request, pk)
        if image is None:
            raise Http404("There is no such picture.")
        if not self.has_view_permission(request, image):
            raise PermissionDenied
        suffix = image.file.name.rpartition(".")[2]
        try:
            content = renditions.original(image)
        except FileNotFoundError as error:
            raise Http404("The picture is missing.") from error
        name = f"picture-{image.pk}.{suffix}"
        return FileResponse(io.BytesIO(content), as_attachment=True, filename=name)

    def replace(self, request, pk):
        """Another file for a picture; its uses are shown first."""
        image = self.get_object(request, pk)
        if image is None:
            raise Http404("There is no such picture.")
        if not self.has_change_permission(request, image):
            raise PermissionDenied
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = ReplaceForm(*sent, image=image, label_suffix="")
        if form.is_valid():
            try:
                with transaction.atomic():
                    image = Image.objects.held([pk]).get()
                    if not self.has_change_permission(request, image):
                        raise PermissionDenied
                    form.replace(by=request.user)
            except Image.DoesNotExist as error:
                raise Http404("There is no such picture.") from error
            except ValidationError as error:
                form.add_error("file", error)
            else:
                messages.success(request, REPLACED)
                return redirect("admin:media_image_change", pk)
        context = self.admin_site.each_context(request) | {
            "title": "Replace the file",
            "form": form,
            "image": image,
            "uses": self.uses_told(image, request),
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/media/image/replace.html", context, status=status)

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

        transaction.on_commit(forget, robust=True)

    @admin.display(description="")
    def thumbnail(self, image):
        return image.thumbnail()

    @admin.display(description="Cropping")
    def picture(self, image):
        """The whole picture, with the tool that sets what stays in view."""
        large = image.rendition("original", LARGE)
        told = {
            "image": image,
            "large": large,
            "large_address": large.url("webp"),
            "small": image.rendition("original", SMALL).url("webp"),
            "shapes": SHAPES,
        }
        return render_to_string("admin/media/image/_picture.html", told)
