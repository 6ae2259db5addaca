from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from qingshan.kit.words import tr


class GatheringsConfig(AppConfig):
    name = "qingshan.gatherings"
    label = "gatherings"
    verbose_name = tr("活动")

    def ready(self) -> None:
        from qingshan.gatherings import holding, trail  # noqa: F401

        trail.follow()
        autodiscover_modules("gathered")
