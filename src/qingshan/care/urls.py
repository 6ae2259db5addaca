"""Addresses of care: one line a room."""

from django.urls import include, path

from qingshan.care.results import results

app_name = "care"
urlpatterns = [
    path("attendance/", include("qingshan.care.attendance.urls")),
    path("beauties/", include("qingshan.care.beauties.urls")),
    path("cases/", include("qingshan.care.cases.urls")),
    path("registers/", include("qingshan.care.registers.urls")),
    path("fund/", include("qingshan.care.fund.urls")),
    path("home-teaching/", include("qingshan.care.home_teaching.urls")),
    path("left-behind/", include("qingshan.care.left_behind.urls")),
    path("results/", results, name="results"),
    path("signs/", include("qingshan.care.signs.urls")),
    path("visits/", include("qingshan.care.visits.urls")),
]
