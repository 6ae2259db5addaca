from importlib import import_module

from django.apps import AppConfig

from qingshan.kit.words import tr


class CareConfig(AppConfig):
    name = "qingshan.care"
    label = "care"
    verbose_name = tr("帮扶")

    def ready(self) -> None:
        from qingshan.care import trail

        trail.follow()
        for room in ("attendance", "cases", "home_teaching", "left_behind"):
            import_module(f"qingshan.care.{room}.panels")
        for part in ("holding", "naming"):
            import_module(f"qingshan.care.cases.{part}")
        import_module("qingshan.care.beauties.holding")
        for room in ("home_teaching", "visits"):
            import_module(f"qingshan.care.{room}.naming")
