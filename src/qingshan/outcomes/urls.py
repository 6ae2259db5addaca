"""Addresses of outcomes: one line a room."""

from django.urls import include, path

app_name = "outcomes"
urlpatterns = [
    path("marks/", include("qingshan.outcomes.marks.urls")),
]
