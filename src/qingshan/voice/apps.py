from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "qingshan.voice"
    label = "voice"
    verbose_name = "家长之声"
