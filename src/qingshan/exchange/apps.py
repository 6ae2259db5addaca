from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "qingshan.exchange"
    label = "exchange"
    verbose_name = "数据进出"

    def ready(self) -> None:
        from qingshan.access.deeds import name_deeds

        name_deeds({"take_workbook": "放进工作簿核对"})
