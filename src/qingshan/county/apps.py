from django.apps import AppConfig


class CountyConfig(AppConfig):
    name = "qingshan.county"
    label = "county"
    verbose_name = "县区"

    def ready(self) -> None:
        from qingshan.county import trail

        trail.follow()
