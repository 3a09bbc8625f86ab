from http import HTTPStatus

from django.contrib import admin
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from authors import bios, deeds, desk, history
from authors.forms import AuthorForm
from authors.models import Author, Deed, User
from authors.noting import NotesDeletion
from media.chooser import ImageForeignKeyMixin
from media.finding import read_id
from media.paging import KeysetAdmin
from media.uses import ShowsUses

# What a role may do stands in `roles`, for everybody.
admin.site.unregister(Group)


class OwnPasswordForm(AdminPasswordChangeForm):
    """A person's change of their own password is in the log, as everybody else's is."""

    @transaction.atomic
    def save(self, commit=True):
        login = super().save(commit)
        deeds.note(login, Deed.Kind.PERMISSIONS, "Changed their own password.", by=login)
        return login


admin.site.password_change_form = OwnPasswordForm


@admin.register(User)
class DeskUserAdmin(NotesDeletion, UserAdmin):
    """Logins and their roles. Only a superuser makes superusers or touches one."""

    list_display = ["username", "first_name", "last_name", "email", "is_active"]
    list_filter = ["groups", "is_active"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("Access", {"fields": ["is_active", "is_staff", "groups"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["username", "usable_password", "password1", "password2"],
            },
        ),
        ("Access", {"fields": ["is_staff", "groups"]}),
    ]

    def get_changeform_initial_data(self, request):
        return {"is_staff": True}

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.reaches(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """Whoever has done something stays in the log; such a login is switched off instead."""
        has_done_nothing = obj is None or not obj.has_done_something
        may = super().has_delete_permission(request, obj) and self.reaches(request.user, obj)
        return may and has_done_nothing

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        """Who may do what is in the log, as it was before and is now."""
        before = self.rights_of(read_id(object_id or ""))
        with transaction.atomic():
            response = super().changeform_view(request, object_id, *args, **kwargs)
            self.note_rights(request, before)
        return response

    def log_addition(self, request, obj, message):
        request.changed_login = obj
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        request.changed_login = obj
        return super().log_change(request, obj, message)

    def note_rights(self, request, before):
        login = getattr(request, "changed_login", None)
        now = self.rights_of(login and login.pk)
        if login and now != before:
            words = f"{before or 'No rights'} → {now or 'no rights'}"
            deeds.note(login, Deed.Kind.PERMISSIONS, words, by=request.user)

    def rights_of(self, pk):
        """The roles of a login and whether it may come in, in words."""
        login = User.objects.filter(pk=pk).first()
        if login is None:
            return ""
        flags = [
            ("is_active", "may log in"),
            ("is_staff", "at the desk"),
            ("is_superuser", "superuser"),
        ]
        roles = list(login.groups.order_by("name").values_list("name", flat=True))
        return ", ".join([*roles, *(words for flag, words in flags if getattr(login, flag))])

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):  # noqa: A002  As Django has it.
        """Whoever sets somebody's password may come in as them."""
        login = User.objects.filter(pk=read_id(id)).first()
        before = login and login.password
        response = super().user_change_password(request, id, form_url)
        if login and User.objects.get(pk=login.pk).password != before:
            deeds.note(login, Deed.Kind.PERMISSIONS, "Set a new password.", by=request.user)
        return response

    def get_queryset(self, request):
        logins = super().get_queryset(request)
        return logins if request.user.is_superuser else logins.filter(is_superuser=False)

    def reaches(self, user, other):
        return user.is_superuser or other is None or not other.is_superuser


class MissingFilter(admin.SimpleListFilter):
    title = "what is missing"
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [("either", "Bio or portrait")]

    def queryset(self, request, authors):
        return authors.incomplete() if self.value() == "either" else authors


@admin.register(Author)
class AuthorAdmin(ShowsUses, ImageForeignKeyMixin, KeysetAdmin):
    """The bios. A writer reaches the one bio that is linked to their own login."""

    form = AuthorForm
    change_form_template = "admin/authors/author/change_form.html"
    keyset = ("name", "pk")
    list_display = ["portrait_thumbnail", "name", "title", "standing"]
    list_display_links = ["name"]
    list_filter = ["standing", MissingFilter]
    list_select_related = ["portrait"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "title", "portrait", "bio", "sign_off"]}),
        ("Readers reach them at", {"fields": ["links", "contact"]}),
        ("At the publication", {"fields": ["standing", "position", "slug", "user"]}),
    ]
    of_this_change = (None, {"fields": ["note", "revision"]})

    def get_urls(self):
        return [*history.urls(self.admin_site.admin_view), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        """Whoever only looks has no change to tell of."""
        may = self.has_change_permission(request, obj) if obj else True
        return [*self.fieldsets, self.of_this_change] if may else self.fieldsets

    def changeform_view(self, request, *args, **kwargs):
        """What is checked before a save still holds when it is saved."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with transaction.atomic():
            bios.queue_up()
            return super().changeform_view(request, *args, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        """What somebody saved meanwhile is told at length, in place of the usual line."""
        form = context["adminform"].form
        if form.meanwhile and list(form.errors) == [NON_FIELD_ERRORS]:
            context["errors"] = []
        response = super().render_change_form(request, context, *args, **kwargs)
        if form.meanwhile:
            response.status_code = HTTPStatus.CONFLICT
        return response

    def save_model(self, request, obj, form, change):
        bios.save(obj, by=request.user, note=form.cleaned_data["note"])

    def delete_model(self, request, obj):
        bios.delete(obj, by=request.user)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for author in queryset:
            bios.delete(author, by=request.user)

    def get_queryset(self, request):
        authors = super().get_queryset(request)
        if super().has_view_permission(request):
            return authors
        return authors.filter(user=request.user)

    def get_object(self, request, object_id, from_field=None):
        """Whatever the list shows: who may open the bio is a question of permission (403)."""
        return Author.objects.filter(pk=read_id(object_id)).first()

    def has_module_permission(self, request):
        return super().has_module_permission(request) or self.is_an_author(request.user)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) or self.is_own(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) or self.is_own(request.user, obj)

    def get_readonly_fields(self, request, obj=None):
        kept = desk.kept_from(request.user)
        # Who is linked to an author opens that author's drafts: a right to manage logins.
        return [*kept, *([] if request.user.has_perm("authors.change_user") else ["user"])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def is_own(self, user, author):
        return desk.is_own(user, author) if author else self.is_an_author(user)

    def is_an_author(self, user):
        return Author.objects.filter(user=user.pk).exists()

    @admin.display(description="", empty_value="")
    def portrait_thumbnail(self, author):
        return author.portrait.thumbnail() if author.portrait else ""

    def view_on_site(self, obj):
        return obj.get_absolute_url()
