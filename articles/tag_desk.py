"""Tags at the desk: their other names, those that hardly any story bears, and merging."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.template.response import TemplateResponse

from articles import tag_merging
from articles.models import Synonym, Tag, TaggedArticle
from articles.models.tag import clean_tag_name, split_names

MAY_MERGE = "articles.merge_tag"
MOST = 20
MOST_SYNONYMS = 20
TOO_MANY = f"Choose {MOST} tags at most. Nothing was merged."
TOO_FEW = "Choose at least two tags to merge."
CONFIRMED = "merge_them"


class TagForm(forms.ModelForm):
    synonyms = forms.CharField(
        label="Also called",
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Other names, separated by commas. Whoever types one of them gets this tag.",
    )

    class Meta:
        model = Tag
        fields = ["name", "slug"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["synonyms"] = ", ".join(map(str, self.instance.synonyms.all()))

    def clean_synonyms(self) -> list[str]:
        names: dict[str, str] = {}
        for name in split_names(self.cleaned_data["synonyms"]):
            names.setdefault(name.casefold(), clean_tag_name(name))
        if len(names) > MOST_SYNONYMS:
            raise ValidationError(f"These are {len(names)} names; {MOST_SYNONYMS} at most.")
        names.pop(str(self.cleaned_data.get("name", "")).casefold(), None)
        taken = Tag.objects.called(names.values()).exclude(pk=self.instance.pk)
        problems = [f"“{tag}” is a tag of its own; merge the two instead." for tag in taken]
        others = Synonym.objects.called(names.values()).exclude(tag=self.instance.pk)
        problems += [f"“{one.tag}” is also called “{one}”." for one in others.select_related("tag")]
        if problems:
            raise ValidationError(problems)
        return list(names.values())


class UseFilter(admin.SimpleListFilter):
    title = "use"
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("once", "Used once"), ("never", "Never used")]

    def queryset(self, request, tags):
        borne = TaggedArticle.objects.filter(tag=OuterRef("pk")).order_by()
        match self.value():
            case "once":
                second = borne.order_by("-content_object").values("pk")[1:2]
                return tags.filter(Exists(borne), ~Exists(second))
            case "never":
                return tags.filter(~Exists(borne))
        return tags


@admin.action(description="Merge…", permissions=["merge"])
def merge_chosen(desk, request, queryset):
    """Ask which one stays, on a page that says what will happen; then merge."""
    tags = list(queryset.order_by("name")[: MOST + 1])
    if len(tags) > MOST or len(tags) < 2:
        messages.error(request, TOO_MANY if tags[MOST:] else TOO_FEW)
        return None
    weights = tag_merging.weigh(tags)
    error = ""
    if CONFIRMED in request.POST:
        into = next((tag for tag in tags if str(tag.pk) == request.POST.get("into")), None)
        if into:
            return merge(request, into, tags)
        error = "Choose the tag that stays."
    context = desk.admin_site.each_context(request) | {
        "title": "Merge tags",
        "weights": weights,
        "error": error,
        "confirmed": CONFIRMED,
        "action": merge_chosen.__name__,
        "chosen_name": admin.helpers.ACTION_CHECKBOX_NAME,
    }
    template = "admin/articles/tag/merge.html"
    return TemplateResponse(request, template, context, status=422 if error else 200)


def merge(request, into: Tag, tags: list[Tag]) -> None:
    try:
        merged = tag_merging.merge(into, tags, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return
    names = ", ".join(f"“{tag}”" for tag in merged)
    messages.success(request, f"Merged into “{into}”: {names}.")
