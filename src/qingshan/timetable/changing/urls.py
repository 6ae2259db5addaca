from django.urls import path

from qingshan.timetable.changing import views

urlpatterns = [
    path("", views.change_list, name="change_list"),
    path("<str:day>/<int:slot>/<int:school_class>/", views.change_new, name="change_new"),
    path("<int:pk>/take-back/", views.change_take_back, name="change_take_back"),
]
