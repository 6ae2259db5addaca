from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "qingshan.desk"
    label = "desk"
    verbose_name = "首页"
