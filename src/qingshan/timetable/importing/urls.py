from django.urls import path

from qingshan.timetable.importing import views

urlpatterns = [
    path("", views.import_new, name="import_new"),
    path("<int:pk>/", views.import_run, name="import_run"),
    path("<int:pk>/adopt/", views.import_adopt, name="import_adopt"),
]
