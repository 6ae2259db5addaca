"""Addresses of outcomes: one line a room."""

from django.urls import include, path

app_name = "outcomes"
urlpatterns = [
    path("honours/", include("qingshan.outcomes.honours.urls")),
    path("", include("qingshan.outcomes.inspections.urls")),
    path("marks/", include("qingshan.outcomes.marks.urls")),
]
