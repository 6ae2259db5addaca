from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "qingshan.outcomes"
    label = "outcomes"
    verbose_name = "成效"
