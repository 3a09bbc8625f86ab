from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = "The site"


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk.Desk"
