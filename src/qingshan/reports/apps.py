from django.apps import AppConfig

from qingshan.kit.words import tr


class ReportsConfig(AppConfig):
    name = "qingshan.reports"
    label = "reports"
    verbose_name = tr("报告")

    def ready(self) -> None:
        from qingshan.reports import trail

        trail.follow()
