from django.urls import path

from qingshan.character.reach import views

urlpatterns = [
    path("", views.unreached, name="unreached"),
]
