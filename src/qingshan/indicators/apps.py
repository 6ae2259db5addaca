from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "qingshan.indicators"
    label = "indicators"
    verbose_name = "指标"
