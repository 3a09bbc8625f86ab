from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self):
        from articles import going_out, notices, search
        from authors.signals import noted, renamed

        renamed.connect(search.after_renaming, dispatch_uid="search")
        noted.connect(notices.after_deed, dispatch_uid="notices")
        noted.connect(going_out.after_deed, dispatch_uid="pictures")
