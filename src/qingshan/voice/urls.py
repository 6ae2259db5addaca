"""Addresses of the voices: one line a room."""

from django.urls import include, path

from qingshan.voice.families import answering
from qingshan.voice.quiet import views as quiet

app_name = "voice"
urlpatterns = [
    path("quiet/", quiet.quiet, name="quiet"),
    path("poster/", quiet.poster, name="poster"),
    path("suggestions/", include("qingshan.voice.suggestions.urls")),
    path("incidents/", include("qingshan.voice.incidents.urls")),
    path("complaints/", include("qingshan.voice.complaints.urls")),
    path("surveys/", include("qingshan.voice.surveys.urls")),
    path("answer/", answering.answer_by_code, name="answer_by_code"),
    path("answer/<slug:slip>/", answering.answer, name="answer"),
    path("say/", include("qingshan.voice.families.urls")),
]
