from django.urls import path

from qingshan.people.classes import views

urlpatterns = [
    path("", views.class_list, name="class_list"),
    path("new/", views.class_new, name="class_new"),
    path("<int:pk>/", views.school_class, name="class"),
    path("<int:pk>/edit/", views.class_edit, name="class_edit"),
]
