from django.apps import AppConfig


class SchoolConfig(AppConfig):
    name = "qingshan.school"
    label = "school"
    verbose_name = "学校"

    def ready(self) -> None:
        from qingshan.school import trail

        trail.follow()
