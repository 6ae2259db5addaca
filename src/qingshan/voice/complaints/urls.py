from django.urls import path

from qingshan.voice.complaints import views

urlpatterns = [
    path("", views.complaint_list, name="complaint_list"),
    path("recordings/<int:pk>/", views.complaint_recording, name="complaint_recording"),
    path("<int:pk>/", views.complaint, name="complaint"),
    path("<int:pk>/away/", views.complaint_away, name="complaint_away"),
    path("<int:pk>/<slug:deed>/", views.complaint_deed, name="complaint_deed"),
]
