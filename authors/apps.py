from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuthorsConfig(AppConfig):
    name = "authors"
    verbose_name = "People"

    def ready(self):
        from authors import noting, roles
        from media.signals import removed

        post_migrate.connect(roles.after_migrate, sender=self)
        removed.connect(noting.note_removal)
