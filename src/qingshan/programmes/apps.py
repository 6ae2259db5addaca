from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "qingshan.programmes"
    label = "programmes"
    verbose_name = "承诺与履职"
