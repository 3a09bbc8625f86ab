from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = "The site"

    def ready(self):
        from articles import inner_links
        from newsroom.models import Page

        inner_links.KEPT_ABOVE["page"] = lambda slug: Page.objects.filter(slug=slug).exists()


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk.Desk"
