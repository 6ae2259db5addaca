from django.urls import path

from qingshan.voice.incidents import views

urlpatterns = [
    path("", views.incident_list, name="incident_list"),
    path("new/", views.incident_new, name="incident_new"),
    path("<int:pk>/", views.incident, name="incident"),
    path("<int:pk>/handle/", views.incident_handle, name="incident_handle"),
]
