from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self):
        from articles import checks, going_out, notices, renaming, rights_watch  # noqa: F401
        from authors.signals import noted, renamed
        from media.signals import rights_changed

        renamed.connect(renaming.after_renaming, dispatch_uid="search")
        noted.connect(notices.after_deed, dispatch_uid="notices")
        noted.connect(going_out.after_deed, dispatch_uid="pictures")
        rights_changed.connect(rights_watch.after_change, dispatch_uid="rights")
