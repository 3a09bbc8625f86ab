"""Where a record is used, told before anybody tries to delete it."""

from dataclasses import dataclass

from django.db.models import CASCADE, FETCH_PEERS
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

# A picture of every story would fill the page. Rows that may stand more than once on a record,
# as the versions of one story do, know which are `nearest`.
MOST_SHOWN, MOST_READ = 50, 1000


@dataclass
class Group:
    """Records of one kind that stand on another in one way."""

    name: str
    users: list
    has_more: bool = False


def uses_of(record):
    """What stands on this record, each once. A link between two records gives the other one."""
    return [user for group in grouped_uses(record) for user in group.users][:MOST_SHOWN]


def grouped_uses(record) -> list[Group]:
    """What stands on this record, each once, by kind and by the way it does; a query a kind.

    A link between two records (a byline, a picture's use) names the other one in `used_in`,
    and in `used_as` what that is, with a rank: of several the first counts.
    """
    ways = {}
    for one in links_to(record):
        user, way = getattr(one, "used_in", one), getattr(one, "used_as", (0, ""))
        key = user._meta.label, user.pk  # noqa: SLF001
        if key not in ways or way < ways[key][0]:
            ways[key] = way, user
    groups = {}
    for (rank, words), user in sorted(ways.values(), key=lambda found: found[0]):
        kind = capfirst(user._meta.verbose_name_plural)  # noqa: SLF001
        name = f"{kind}: {words[0].lower()}{words[1:]}" if words else kind
        group = groups.setdefault((rank, name), Group(name, []))
        if len(group.users) < MOST_SHOWN:
            group.users.append(user)
        else:
            group.has_more = True
    return list(groups.values())


def links_to(record):
    """The rows that hold the record. What goes with it, as former addresses do, is a part of it."""
    for relation in record._meta.related_objects:  # noqa: SLF001  Django documents _meta.
        if relation.on_delete is CASCADE:
            continue
        rows = relation.related_model._default_manager.fetch_mode(FETCH_PEERS)  # noqa: SLF001
        rows = rows.filter(**{relation.field.name: record})
        for some in rows.nearest() if hasattr(rows, "nearest") else [rows]:
            yield from some[:MOST_READ]


class ShowsUses:
    """For a ModelAdmin whose records are not deleted while they are used."""

    def get_deleted_objects(self, objs, request):
        uses = [self.named(user, request) for record in objs for user in uses_of(record)]
        if uses:
            return [], {}, set(), uses
        return super().get_deleted_objects(objs, request)

    def named(self, record, request):
        """A link for whoever may open the record; a draft's headline is not told to others."""
        opts = record._meta  # noqa: SLF001
        desk = self.admin_site._registry.get(type(record))  # noqa: SLF001
        if desk is None or not desk.has_view_permission(request, record):
            if getattr(record, "is_public", False):
                return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record)
            return f"{capfirst(opts.verbose_name)} {record.pk}, which is not open to you"
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
        text = f"{capfirst(opts.verbose_name)}: {record}"
        return format_html('<a href="{}">{}</a>', address, text)
