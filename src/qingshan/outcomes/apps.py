from django.apps import AppConfig

from qingshan.kit.words import tr


class OutcomesConfig(AppConfig):
    name = "qingshan.outcomes"
    label = "outcomes"
    verbose_name = tr("成效")

    def ready(self) -> None:
        from importlib import import_module

        from qingshan.outcomes import trail

        import_module("qingshan.outcomes.inspections.holding")
        trail.follow()
