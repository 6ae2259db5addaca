from django.apps import AppConfig

from qingshan.kit.words import tr


class CountyConfig(AppConfig):
    name = "qingshan.county"
    label = "county"
    verbose_name = tr("县区")

    def ready(self) -> None:
        from qingshan.county import trail
        from qingshan.county.models import Reported, Return, SchoolKey
        from qingshan.school.walls import open_to_county

        trail.follow()
        open_to_county(Return, Reported, SchoolKey)
