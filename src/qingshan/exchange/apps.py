from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "qingshan.exchange"
    label = "exchange"
    verbose_name = "数据进出"
