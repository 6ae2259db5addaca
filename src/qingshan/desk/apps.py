from django.apps import AppConfig

from qingshan.kit.words import tr


class DeskConfig(AppConfig):
    name = "qingshan.desk"
    label = "desk"
    verbose_name = tr("首页")
