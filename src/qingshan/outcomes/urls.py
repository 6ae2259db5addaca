"""Addresses of outcomes: one line a room."""

from django.urls import include, path

app_name = "outcomes"
urlpatterns = [
    path("examinations/", include("qingshan.outcomes.examinations.urls")),
    path("honours/", include("qingshan.outcomes.honours.urls")),
    path("", include("qingshan.outcomes.inspections.urls")),
    path("marks/", include("qingshan.outcomes.marks.urls")),
]
