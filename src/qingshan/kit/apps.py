from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "qingshan.kit"
    label = "kit"
    verbose_name = "组件"
