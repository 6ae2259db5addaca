from django.urls import path

from qingshan.people.staff import views

urlpatterns = [
    path("", views.staff_list, name="staff_list"),
    path("new/", views.staff_new, name="staff_new"),
    path("<int:pk>/", views.staff_member, name="staff_member"),
    path("<int:pk>/edit/", views.staff_edit, name="staff_edit"),
    path("<int:pk>/reveal/<slug:field>/", views.staff_reveal, name="staff_reveal"),
]
