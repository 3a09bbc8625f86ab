from http import HTTPStatus

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import path
from django.utils import timezone
from taggit.models import Tag as StockTag

from articles import (
    autosaving,
    desk,
    history,
    leaving,
    list_deeds,
    log,
    picking,
    preview,
    preview_links,
    renaming,
    suggesting,
)
from articles.correcting import CorrectionForm
from articles.models import Article, Correction, Section, Tag
from articles.moments import in_full
from articles.picking import tags_in_reach
from articles.tag_desk import MAY_MERGE, TagForm, UseFilter, merge_chosen
from authors import deeds
from authors.models import Deed
from authors.noting import NotesDeletion
from media.finding import read_id
from media.paging import KeysetAdmin, OwnFiltersOnly
from media.uses import ShowsUses

# Its merge view asks for no permission.
admin.site.unregister(StockTag)


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", "Draft"),
            ("returned", "Returned"),
            ("review", "In review"),
            ("scheduled", "Scheduled"),
            ("published", "Published"),
            ("changed", "Published with changes"),
            ("due", "Due by the clock"),
            ("held", "Change held back"),
            ("withdrawn", "Withdrawn"),
        ]

    def queryset(self, request, stories):
        match self.value():
            case "draft":
                return stories.drafts()
            case "returned":
                return stories.returned()
            case "changed":
                return stories.with_changes()
            case "due":
                return stories.due()
            case "held":
                return stories.held_back()
            case "review":
                return stories.in_review()
            case "scheduled":
                return stories.scheduled()
            case "published":
                return stories.published()
            case "withdrawn":
                return stories.filter(withdrawn_at__lte=timezone.now())
        return stories


@admin.register(Article)
class ArticleAdmin(KeysetAdmin):
    """The list of stories; the form is `desk.write`, its past `history.history`."""

    keyset = ("-saved_at", "-pk")
    change_list_template = "admin/board/story_list.html"
    list_display = ["thumbnail", "headline_or_note", "state", "section", "names", "saved_at"]
    list_display_links = ["headline_or_note"]
    list_filter = [StateFilter, "section", "kind"]
    list_select_related = ["section", "lead_image"]
    search_fields = ["headline"]
    actions = [
        list_deeds.submit_chosen,
        list_deeds.publish_chosen,
        list_deeds.unschedule_chosen,
        list_deeds.withdraw_chosen,
    ]
    view_on_site = False
    # The stock form would write the row itself, past documents and gate.
    stock_urls = [
        "articles_article_changelist",
        "articles_article_delete",
    ]

    def get_urls(self):
        open_to_staff = self.admin_site.admin_view
        return [
            path("add/", open_to_staff(desk.write), name="articles_article_add"),
            path("<int:pk>/change/", open_to_staff(desk.write), name="articles_article_change"),
            path("token/", autosaving.token, name="article_token"),
            path("add/autosave/", autosaving.autosave, name="article_begin"),
            path("<int:pk>/autosave/", autosaving.autosave, name="article_autosave"),
            path("<int:pk>/presence/", autosaving.presence, name="article_presence"),
            path(
                "<int:pk>/suggested-links/",
                suggesting.suggested_links,
                name="article_suggested_links",
            ),
            path("<int:pk>/withdraw/", open_to_staff(leaving.withdraw), name="article_withdraw"),
            path("<int:pk>/restore/", open_to_staff(leaving.restore), name="article_restore"),
            path("<int:pk>/log/", open_to_staff(log.log), name="article_log"),
            *self.history_urls(),
            *picking.urls,
            path(
                "add/preview/", open_to_staff(preview.article_preview), name="article_preview_new"
            ),
            path(
                "<int:pk>/preview/", open_to_staff(preview.article_preview), name="article_preview"
            ),
            path(
                "<int:pk>/preview-links/",
                open_to_staff(preview_links.preview_links),
                name="article_preview_links",
            ),
            path(
                "<int:pk>/preview-links/<int:link>/revoke/",
                open_to_staff(preview_links.revoke),
                name="article_preview_link_revoke",
            ),
            *(url for url in super().get_urls() if url.name in self.stock_urls),
        ]

    def history_urls(self):
        open_to_staff = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/history/",
                open_to_staff(history.history),
                name="articles_article_history",
            ),
            path("<int:pk>/compare/", open_to_staff(history.compare), name="article_compare"),
            path(
                "<int:pk>/revisions/<int:number>/restore/",
                open_to_staff(history.restore),
                name="article_restore_revision",
            ),
            path(
                "<int:pk>/revisions/<int:number>/name/",
                open_to_staff(history.name_version),
                name="article_name_revision",
            ),
        ]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .open_to(request.user)
            .defer("body")
            .prefetch_related("bylines__author")
        )

    def changelist_view(self, request, extra_context=None):
        seen = {list_deeds.SEEN_AT: timezone.now().isoformat()}
        return super().changelist_view(request, seen | (extra_context or {}))

    def get_object(self, request, object_id, from_field=None):
        """Whatever the list shows: who may open a story is a question of permission (403)."""
        return Article.objects.filter(pk=read_id(object_id)).first()

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self.is_open(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.is_open(request, obj)

    def has_delete_permission(self, request, obj=None):
        """What readers have seen is withdrawn, with a reason; only drafts are deleted."""
        never_public = obj is None or obj.published_at is None
        may = super().has_delete_permission(request, obj)
        return may and never_public and self.is_open(request, obj)

    def has_publish_permission(self, request):
        return request.user.has_perm("articles.publish_article")

    def has_withdraw_permission(self, request):
        return request.user.has_perm("articles.withdraw_article")

    def get_actions(self, request, action_location=admin.ActionLocation.CHANGE_LIST):
        """One draft after the other is deleted, each on a page that asks."""
        actions = super().get_actions(request, action_location)
        return {name: action for name, action in actions.items() if name != "delete_selected"}

    @transaction.atomic
    def delete_model(self, request, obj):
        """Somebody may have published it since we looked."""
        obj = Article.objects.select_for_update().filter(pk=obj.pk).first()
        if obj is None:
            return
        if obj.published_at is not None:
            raise PermissionDenied
        deeds.note(obj, Deed.Kind.DELETED, "Deleted.", by=request.user)
        super().delete_model(request, obj)

    def is_open(self, request, article):
        if article is None:
            return True
        return Article.objects.open_to(request.user).filter(pk=article.pk).exists()

    @admin.display(description="", empty_value="")
    def thumbnail(self, article):
        return article.lead_image.thumbnail() if article.lead_image else ""

    @admin.display(description="Headline")
    def headline_or_note(self, article):
        return str(article)

    @admin.display(description="State")
    def state(self, article):
        return article.state

    @admin.display(description="By")
    def names(self, article):
        return ", ".join(byline.author.name for byline in article.bylines.all())


@admin.register(Section)
class SectionAdmin(NotesDeletion, OwnFiltersOnly, ShowsUses, admin.ModelAdmin):
    list_display = ["name", "line", "position"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request, obj, form, change):
        before = Section.objects.select_for_update(no_key=True).filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        if before and before.slug != obj.slug:
            obj.leave(before.slug)
            words = f"{before.get_absolute_url()} leads to {obj.get_absolute_url()} now."
            deeds.note(obj, Deed.Kind.RENAMED, words, by=request.user)

    def view_on_site(self, obj):
        return obj.get_absolute_url()


@admin.register(Tag)
class TagAdmin(NotesDeletion, KeysetAdmin):
    keyset = ("name", "pk")
    form = TagForm
    list_display = ["name", "also_called", "slug"]
    list_filter = [UseFilter]
    search_fields = ["name"]
    fields = ["name", "slug", "synonyms"]
    prepopulated_fields = {"slug": ["name"]}
    actions = [merge_chosen]

    def get_queryset(self, request):
        reached = tags_in_reach(super().get_queryset(request), request.user)
        return reached.prefetch_related("synonyms")

    @admin.display(description="Also called", empty_value="")
    def also_called(self, tag):
        return ", ".join(map(str, tag.synonyms.all()))

    def has_merge_permission(self, request):
        return request.user.has_perm(MAY_MERGE)

    def save_model(self, request, obj, form, change):
        before = Tag.objects.select_for_update(no_key=True).filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        obj.call_also(form.cleaned_data["synonyms"])
        if before and before.slug != obj.slug:
            obj.leave(before.slug)
            words = f"{before.get_absolute_url()} leads to {obj.get_absolute_url()} now."
            deeds.note(obj, Deed.Kind.RENAMED, words, by=request.user)
        if before and before.name != obj.name:
            renaming.write_names(Article.objects.filter(taggings__tag=obj))

    def delete_model(self, request, obj):
        bearers = list(obj.taggings.values_list("content_object", flat=True))
        super().delete_model(request, obj)
        renaming.write_names(Article.objects.filter(pk__in=bearers))

    def view_on_site(self, obj):
        return obj.get_absolute_url()


@admin.register(Correction)
class CorrectionAdmin(KeysetAdmin):
    """Corrections stand on the story's page at once."""

    form = CorrectionForm
    change_form_template = "admin/articles/correction/change_form.html"
    keyset = ("-published_at", "-pk")
    list_display = ["article", "kind", "published_at"]
    list_filter = ["kind"]
    actions = None
    list_select_related = ["article"]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.user = request.user
        return form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["title"] = f"Correction of “{obj.article}”" if obj else "New correction"
        context["subtitle"] = None
        response = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        if context["errors"]:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    def save_model(self, request, obj, form, change):
        before = Correction.objects.filter(pk=obj.pk).first() if change else None
        if not change:
            obj.made_by = request.user
        super().save_model(request, obj, form, change)
        words = f"Changed: {said(before)} → {said(obj)}" if before else said(obj)
        deeds.note(obj.article, Deed.Kind.CORRECTED, words, by=request.user)

    def delete_model(self, request, obj):
        with transaction.atomic():
            words = f"Deleted: {said(obj)}"
            deeds.note(obj.article, Deed.Kind.CORRECTED, words, by=request.user)
            super().delete_model(request, obj)


def said(correction):
    """What the log keeps of it."""
    dated = "" if correction.published_at <= timezone.now() else in_full(correction.published_at)
    return f"{correction.get_kind_display()}{dated and f' ({dated})'}: {correction.text}"
