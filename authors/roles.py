"""The five roles and what each may do: the only place that names their permissions."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

ADD, CHANGE, DELETE, VIEW = "add", "change", "delete", "view"


def may(model: str, *deeds: str) -> set[str]:
    """`may("media.image", ADD)` is `{"media.add_image"}`."""
    app, _, name = model.partition(".")
    return {f"{app}.{deed}_{name}" for deed in deeds}


# Own stories only: `articles.change_any_article` is what opens the others'.
WRITER = (
    may("articles.article", ADD, CHANGE, VIEW)
    | may("articles.section", VIEW)
    | may("articles.tag", VIEW)
    | may("media.image", ADD, VIEW)
)
EDITOR = (
    WRITER
    | may("articles.article", DELETE, "change_any", "publish", "withdraw")
    | may("articles.tag", ADD, CHANGE, "merge")
    | may("articles.correction", ADD, CHANGE, VIEW)
    | may("media.image", CHANGE)
    | may("authors.author", VIEW)
)
PICTURE_EDITOR = may("media.image", ADD, CHANGE, DELETE, VIEW)
BIO_EDITOR = may("authors.author", ADD, CHANGE, DELETE, VIEW) | may("media.image", ADD, VIEW)
PUBLISHER = (
    EDITOR
    | PICTURE_EDITOR
    | BIO_EDITOR
    | may("articles.article", "override")
    | may("authors.deed", VIEW)
    | may("articles.section", ADD, CHANGE, DELETE)
    | may("articles.tag", DELETE)
    | may("articles.correction", DELETE)
    | may("newsroom.publication", CHANGE, VIEW)
    | may("newsroom.promoline", ADD, CHANGE, DELETE, VIEW)
    | may("newsroom.adslot", ADD, CHANGE, DELETE, VIEW)
    | may("newsroom.page", ADD, CHANGE, DELETE, VIEW)
    | may("authors.user", ADD, CHANGE, DELETE, VIEW)
)

ROLES = {
    "Writer": WRITER,
    "Editor": EDITOR,
    "Picture editor": PICTURE_EDITOR,
    "Bio editor": BIO_EDITOR,
    "Publisher": PUBLISHER,
}


def keep_in_step(using: str = "default") -> None:
    """Make the groups of the database say what `ROLES` says, and nothing more."""
    for label in sorted({name.partition(".")[0] for names in ROLES.values() for name in names}):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for role, names in ROLES.items():
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set([known[name] for name in sorted(names)])


def after_migrate(sender, using, **kwargs):
    keep_in_step(using)
