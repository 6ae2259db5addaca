from django.apps import AppConfig


class IdealsConfig(AppConfig):
    name = "qingshan.ideals"
    label = "ideals"
    verbose_name = "理想信念"
