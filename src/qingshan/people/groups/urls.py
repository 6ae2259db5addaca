from django.urls import path

from qingshan.people.groups import views

urlpatterns = [
    path("", views.group_list, name="group_list"),
    path("<int:pk>/head/", views.group_head, name="group_head"),
]
