from django.apps import AppConfig

from qingshan.kit.words import tr


class ExchangeConfig(AppConfig):
    name = "qingshan.exchange"
    label = "exchange"
    verbose_name = tr("数据进出")

    def ready(self) -> None:
        from qingshan.access.deeds import name_deeds

        name_deeds({"take_workbook": tr("放进工作簿核对")})
