"""Paging by place instead of by number: each page begins where its neighbour ended.

Nothing is counted and nothing is skipped, so the thousandth page costs what the first does,
and a story that arrives meanwhile moves nobody's place. A cursor says “before” or “after”
in the sense of the values: on a newest-first list the next page is `?before=`, on a list
by name it is `?after=`.
"""

import base64
import datetime as dt
import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import models
from django.db.models.lookups import GreaterThan, LessThan
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.text import capfirst

from media.finding import read_id

NOT_CHOSEN = "Choose something of this list. Nothing was done."
BEFORE, AFTER = "before", "after"
NEWEST_FIRST = ("-published_at", "-pk")
LONGEST_CURSOR = 1000


class UnknownPlace(ValueError):  # noqa: N818  An answer to a wrong cursor, not a fault.
    """A cursor that this list did not make."""


class Row(models.Func):
    """Columns compared together, which lets an index over them find the place at once."""

    function = "ROW"
    output_field = models.TextField()


class Keyset:
    """One fixed order of a model's rows, and the cursors of places in it.

    The fields are the model's own, never null in the rows that are listed, all ascending
    or all descending, and the last of them is unique.
    """

    def __init__(self, model: type[models.Model], *order: str):
        self.order = order
        self.descends = order[0].startswith("-")
        if any(name.startswith("-") != self.descends for name in order):
            raise ImproperlyConfigured(f"A keyset has one direction; {order} has two.")
        names = [name.removeprefix("-") for name in order]
        opts = model._meta  # noqa: SLF001  Django documents _meta.
        self.fields = [opts.pk if name == "pk" else opts.get_field(name) for name in names]
        # Which cursor leads down the list, and which up.
        self.downward, self.upward = (BEFORE, AFTER) if self.descends else (AFTER, BEFORE)

    def cursor(self, row: models.Model) -> str:
        place = json.dumps([field.value_to_string(row) for field in self.fields])
        return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")

    def place(self, cursor: str) -> list:
        """The values a cursor stands for; UnknownPlace for anything that is no cursor."""
        try:
            if len(cursor) > LONGEST_CURSOR:
                raise UnknownPlace
            padding = "=" * (-len(cursor) % 4)
            texts = json.loads(base64.b64decode(cursor + padding, altchars=b"-_", validate=True))
            return [self.value(*pair) for pair in zip(self.fields, texts, strict=True)]
        except (ValueError, TypeError, OverflowError, RecursionError, ValidationError) as error:
            raise UnknownPlace(f"“{cursor[:40]}” is no place of this list.") from error

    def value(self, field: models.Field, text: str):
        if not isinstance(text, str) or "\0" in text or text.encode().decode() != text:
            raise UnknownPlace
        value = field.to_python(text)
        # Only what `cursor` writes is read: no empty value, no moment without a zone.
        if value is None or (hasattr(value, "tzinfo") and timezone.is_naive(value)):
            raise UnknownPlace
        return value.astimezone(dt.UTC) if hasattr(value, "tzinfo") else value

    def beyond(self, queryset: models.QuerySet, cursor: str, direction: str) -> models.QuerySet:
        columns = Row(*(models.F(field.name) for field in self.fields))
        place = Row(
            *(
                models.Value(value, output_field=field)
                for field, value in zip(self.fields, self.place(cursor), strict=True)
            )
        )
        return queryset.filter((LessThan if direction == BEFORE else GreaterThan)(columns, place))

    def stretch(self, queryset: models.QuerySet, query: QueryDict, size: int) -> "Stretch":
        """The rows that `?before=` or `?after=` asks for, in the list's order.

        Someone who comes back up to the top gets the whole first page, not a rest of it.
        """
        before, after = query.get(BEFORE, ""), query.get(AFTER, "")
        if before and after:
            raise UnknownPlace("A page begins at one place.")
        ordered = queryset.order_by(*self.order)
        if going_up := {BEFORE: before, AFTER: after}[self.upward]:
            nearest_first = self.beyond(ordered, going_up, self.upward).reverse()
            rows = list(nearest_first[: size + 1])
            if len(rows) >= size:
                return Stretch(rows[:size][::-1], above=len(rows) > size, below=True)
        going_down = {BEFORE: before, AFTER: after}[self.downward]
        if going_down:
            ordered = self.beyond(ordered, going_down, self.downward)
        rows = list(ordered[: size + 1])
        return Stretch(rows[:size], above=bool(going_down), below=len(rows) > size)

    def links(self, stretch: "Stretch") -> tuple[dict | None, dict | None]:
        """The query of the previous and of the next page; None where there is none.

        Where nothing is left at a place, the previous page is the top.
        """
        previous = following = None
        if stretch.above:
            previous = {self.upward: self.cursor(stretch.rows[0])} if stretch.rows else {}
        if stretch.below:
            following = {self.downward: self.cursor(stretch.rows[-1])}
        return previous, following


@dataclass(frozen=True)
class Stretch:
    """Some rows of a list, and whether there are more above and below."""

    rows: list
    above: bool
    below: bool


@dataclass(frozen=True)
class KeysetPage:
    """A page of a list. The links are empty where there is no such page.

    `{% if page.next %}<a href="{{ page.next }}" rel="next">`
    """

    items: list
    previous: str
    next: str

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


def page_of(
    queryset: models.QuerySet,
    request: HttpRequest,
    *,
    order: tuple[str, ...] = NEWEST_FIRST,
    size: int = 20,
    keep: tuple[str, ...] = (),
) -> KeysetPage:
    """The page that the request's `?before=` or `?after=` asks for; 404 for a broken cursor.

    `keep` names the other keys of the query that the links carry on, such as a search's `q`.
    """
    keyset = Keyset(queryset.model, *order)
    try:
        stretch = keyset.stretch(queryset, request.GET, size)
    except UnknownPlace as error:
        raise Http404(str(error)) from error
    kept = {name: request.GET[name] for name in keep if request.GET.get(name)}
    previous, following = (
        "" if link is None else "?" + urlencode(kept | link) for link in keyset.links(stretch)
    )
    return KeysetPage(stretch.rows, previous, following)


class KeysetChangeList(ChangeList):
    """The admin's list of rows with a next and a previous page, and no count."""

    def get_queryset(self, request, exclude_parameters=None):
        # A place in one list is none in another: filters and searches begin at the top.
        for name in (BEFORE, AFTER):
            self.params.pop(name, None)
            self.filter_params.pop(name, None)
        return super().get_queryset(request, exclude_parameters)

    def get_ordering(self, request, queryset):
        return list(self.model_admin.keyset)

    def get_ordering_field_columns(self):
        return {}

    def get_results(self, request):
        keyset = Keyset(self.model, *self.model_admin.keyset)
        try:
            stretch = keyset.stretch(self.queryset, request.GET, self.list_per_page)
        except UnknownPlace as error:
            raise IncorrectLookupParameters from error
        self.result_list = stretch.rows
        self.previous_link, self.next_link = (
            "" if link is None else self.get_query_string(link) for link in keyset.links(stretch)
        )
        # What stock templates ask for. “All” is this page: no other is ever loaded with it.
        self.result_count = self.full_result_count = len(stretch.rows)
        self.show_full_result_count = False
        self.show_admin_actions = bool(stretch.rows)
        self.can_show_all = self.multi_page = False


class OwnFiltersOnly:
    """A list that is filtered by its own filters, and by no other field of any record.

    Django lets an address ask along relations: which section has the draft number 13?
    """

    asked_by_filters = ("exact", "id__exact", "isnull")

    def lookup_allowed(self, lookup, value, request=None):
        if "\0" in str(value):
            return False
        field, _, how = lookup.partition("__")
        names = [getattr(one, "parameter_name", one) for one in self.list_filter]
        return field in names and (how or "exact") in self.asked_by_filters


class KeysetAdmin(OwnFiltersOnly, admin.ModelAdmin):
    """A ModelAdmin whose list has one order, `keyset`, and pages by place.

    A model with a `FoundQuerySet` is searched by its word index; `search_fields` then only
    says that there is a search box.
    """

    keyset = ("-pk",)
    list_per_page = 50
    sortable_by = ()
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    change_list_template = "admin/media/keyset_change_list.html"

    def get_changelist(self, request, **kwargs):
        return KeysetChangeList

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def response_action(self, request, queryset, **kwargs):
        """What is no number chooses nothing; Django would stumble over it."""
        if None in map(read_id, request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)):
            messages.error(request, NOT_CHOSEN)
            return None
        return super().response_action(request, queryset, **kwargs)

    def get_ordering(self, request):
        return self.keyset

    def get_search_results(self, request, queryset, search_term):
        if hasattr(queryset, "found"):
            return queryset.found(search_term), False
        return super().get_search_results(request, queryset, search_term)
