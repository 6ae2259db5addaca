"""Addresses of growth: one line a room."""

from django.urls import include, path

app_name = "growth"
urlpatterns = [
    path("mentoring/", include("qingshan.growth.mentoring.urls")),
    path("reviews/", include("qingshan.growth.reviews.urls")),
]
