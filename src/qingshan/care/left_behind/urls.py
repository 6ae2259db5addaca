from django.urls import path

from qingshan.care.left_behind import views

urlpatterns = [
    path("", views.left_behind_list, name="left_behind_list"),
    path("mine/", views.left_behind_mine, name="left_behind_mine"),
    path("rhythm/", views.left_behind_rhythm, name="left_behind_rhythm"),
]
