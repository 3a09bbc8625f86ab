from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self):
        from articles import search
        from authors.signals import renamed

        renamed.connect(search.after_renaming, dispatch_uid="search")
