from django.urls import path

from qingshan.growth.stages import views

urlpatterns = [
    path("", views.stage_list, name="stage_list"),
    path("<int:pk>/", views.stages, name="stages"),
    path("<int:pk>/<slug:stage>/", views.stage_speak, name="stage_speak"),
]
