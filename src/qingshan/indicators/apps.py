from django.apps import AppConfig

from qingshan.kit.words import tr


class IndicatorsConfig(AppConfig):
    name = "qingshan.indicators"
    label = "indicators"
    verbose_name = tr("指标")
