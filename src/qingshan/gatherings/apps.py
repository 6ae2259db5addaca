from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class GatheringsConfig(AppConfig):
    name = "qingshan.gatherings"
    label = "gatherings"
    verbose_name = "活动"

    def ready(self) -> None:
        from qingshan.gatherings import holding, trail  # noqa: F401

        trail.follow()
        autodiscover_modules("gathered")
