from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "qingshan.records"
    label = "records"
    verbose_name = "记录"
