from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from qingshan.kit.words import tr


class PeopleConfig(AppConfig):
    name = "qingshan.people"
    label = "people"
    verbose_name = tr("人员")

    def ready(self) -> None:
        from qingshan.people import trail

        trail.follow()
        import_module("qingshan.people.leaves.panels")
        import_module("qingshan.people.departures.unfinished")
        autodiscover_modules("panels", "reaching", "unfinished")
