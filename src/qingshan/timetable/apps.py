from django.apps import AppConfig

from qingshan.kit.words import tr


class TimetableConfig(AppConfig):
    name = "qingshan.timetable"
    label = "timetable"
    verbose_name = tr("课表")

    def ready(self) -> None:
        from qingshan.timetable import trail

        trail.follow()
