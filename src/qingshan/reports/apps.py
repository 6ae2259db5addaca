from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "qingshan.reports"
    label = "reports"
    verbose_name = "报告"

    def ready(self) -> None:
        from qingshan.reports import trail

        trail.follow()
