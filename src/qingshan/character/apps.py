from importlib import import_module

from django.apps import AppConfig

from qingshan.kit.words import tr


class CharacterConfig(AppConfig):
    name = "qingshan.character"
    label = "character"
    verbose_name = tr("德育与课程")

    def ready(self) -> None:
        from qingshan.character import trail
        from qingshan.character.courses import trail as of_courses

        trail.follow()
        of_courses.follow()
        import_module("qingshan.character.strengths.panels")
        import_module("qingshan.character.festivals.reaching")
