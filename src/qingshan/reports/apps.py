from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "qingshan.reports"
    label = "reports"
    verbose_name = "报告"
