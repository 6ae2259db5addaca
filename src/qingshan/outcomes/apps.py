from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "qingshan.outcomes"
    label = "outcomes"
    verbose_name = "成效"

    def ready(self) -> None:
        from qingshan.access.audit import watch
        from qingshan.access.deeds import name_deeds
        from qingshan.outcomes.models import Mark

        watch(Mark)
        name_deeds({"keep_marks": "登分"})
