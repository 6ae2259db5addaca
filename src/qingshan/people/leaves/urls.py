from django.urls import path

from qingshan.people.leaves import views

urlpatterns = [
    path("", views.leave_list, name="leave_list"),
    path("new/", views.leave_new, name="leave_new"),
    path("<int:pk>/edit/", views.leave_edit, name="leave_edit"),
    path("<int:pk>/take-back/", views.leave_take_back, name="leave_take_back"),
]
