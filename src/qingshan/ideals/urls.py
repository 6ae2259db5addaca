"""Addresses of ideals: one line a room."""

from django.urls import include, path

app_name = "ideals"
urlpatterns = [
    path("", include("qingshan.ideals.study.urls")),
    path("series/", include("qingshan.ideals.series.urls")),
    path("lessons/", include("qingshan.ideals.lessons.urls")),
]
