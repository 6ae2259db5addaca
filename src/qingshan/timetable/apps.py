from django.apps import AppConfig


class TimetableConfig(AppConfig):
    name = "qingshan.timetable"
    label = "timetable"
    verbose_name = "课表"

    def ready(self) -> None:
        from qingshan.timetable import trail

        trail.follow()
