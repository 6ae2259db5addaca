from importlib import import_module

from django.apps import AppConfig


class GrowthConfig(AppConfig):
    name = "qingshan.growth"
    label = "growth"
    verbose_name = "教师成长"

    def ready(self) -> None:
        from qingshan.growth import trail

        trail.follow()
        import_module("qingshan.growth.reviews.holding")
