"""Where a record is used, told before anybody tries to delete it."""

from django.db.models import CASCADE, FETCH_PEERS
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

# A picture of every story would fill the page. One story may use it in hundreds of revisions.
MOST_SHOWN, MOST_READ = 50, 1000


def uses_of(record):
    """What stands on this record, each once. A link between two records gives the other one.

    Such a link (a byline, a picture's use) names the other record in `used_in`. What goes
    with the record, as its former addresses do, is a part of it.
    """
    users = {}
    for relation in record._meta.related_objects:  # noqa: SLF001  Django documents _meta.
        if relation.on_delete is CASCADE:
            continue
        rows = relation.related_model._default_manager.fetch_mode(FETCH_PEERS)  # noqa: SLF001
        for one in rows.filter(**{relation.field.name: record})[:MOST_READ]:
            user = getattr(one, "used_in", one)
            users[user._meta.label, user.pk] = user  # noqa: SLF001
    return list(users.values())[:MOST_SHOWN]


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
            return f"{capfirst(opts.verbose_name)} {record.pk}, which is not open to you"
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
        text = f"{capfirst(opts.verbose_name)}: {record}"
        return format_html('<a href="{}">{}</a>', address, text)
