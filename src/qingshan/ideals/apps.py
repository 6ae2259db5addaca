from django.apps import AppConfig

from qingshan.kit.words import tr


class IdealsConfig(AppConfig):
    name = "qingshan.ideals"
    label = "ideals"
    verbose_name = tr("理想信念")

    def ready(self) -> None:
        from qingshan.ideals import holding, panels, trail  # noqa: F401

        trail.follow()
