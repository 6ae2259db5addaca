from importlib import import_module

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "qingshan.voice"
    label = "voice"
    verbose_name = "众人之声"

    def ready(self) -> None:
        from qingshan.voice import trail

        trail.follow()
        import_module("qingshan.voice.suggestions.holding")
