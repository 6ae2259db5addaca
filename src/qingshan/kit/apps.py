from django.apps import AppConfig

from qingshan.kit.words import tr


class KitConfig(AppConfig):
    name = "qingshan.kit"
    label = "kit"
    verbose_name = tr("组件")
