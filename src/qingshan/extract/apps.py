from django.apps import AppConfig


class ExtractConfig(AppConfig):
    name = "qingshan.extract"
    label = "extract"
    verbose_name = "数据集"
