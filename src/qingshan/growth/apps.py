from importlib import import_module

from django.apps import AppConfig

from qingshan.kit.words import tr


class GrowthConfig(AppConfig):
    name = "qingshan.growth"
    label = "growth"
    verbose_name = tr("教师成长")

    def ready(self) -> None:
        from qingshan.growth import trail

        trail.follow()
        import_module("qingshan.growth.reviews.holding")
