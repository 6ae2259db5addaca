from importlib import import_module

from django.apps import AppConfig

from qingshan.kit.words import tr


class TeachingConfig(AppConfig):
    name = "qingshan.teaching"
    label = "teaching"
    verbose_name = tr("教学")

    def ready(self) -> None:
        from qingshan.teaching import trail

        trail.follow()
        import_module("qingshan.teaching.holding")
