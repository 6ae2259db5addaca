from django.urls import path

from qingshan.teaching.trips import views

urlpatterns = [
    path("", views.trip_list, name="trip_list"),
    path("new/", views.trip_new, name="trip_new"),
    path("<int:pk>/", views.trip, name="trip"),
    path("<int:pk>/edit/", views.trip_edit, name="trip_edit"),
    path("<int:pk>/report/", views.trip_report, name="trip_report"),
]
