from importlib import import_module

from django.apps import AppConfig

from qingshan.kit.words import tr


class VoiceConfig(AppConfig):
    name = "qingshan.voice"
    label = "voice"
    verbose_name = tr("众人之声")

    def ready(self) -> None:
        from qingshan.school.walls import open_to_county
        from qingshan.voice import trail
        from qingshan.voice.models import Complaint, ComplaintStep, Incident, IncidentStep

        trail.follow()
        open_to_county(Complaint, ComplaintStep, Incident, IncidentStep)
        import_module("qingshan.voice.suggestions.holding")
