"""Addresses of the voices: one line a room."""

from django.urls import include, path

app_name = "voice"
urlpatterns = [
    path("suggestions/", include("qingshan.voice.suggestions.urls")),
]
