from django.apps import AppConfig


class IdealsConfig(AppConfig):
    name = "qingshan.ideals"
    label = "ideals"
    verbose_name = "理想信念"

    def ready(self) -> None:
        from qingshan.ideals import holding, panels, trail  # noqa: F401

        trail.follow()
