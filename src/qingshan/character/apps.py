from django.apps import AppConfig


class CharacterConfig(AppConfig):
    name = "qingshan.character"
    label = "character"
    verbose_name = "德育与课程"

    def ready(self) -> None:
        from qingshan.character import trail

        trail.follow()
