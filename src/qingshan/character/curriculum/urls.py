from django.urls import path

from qingshan.character.curriculum import views

urlpatterns = [
    path("", views.curriculum, name="curriculum"),
    path("lessons/", views.lessons, name="curriculum_lessons"),
]
