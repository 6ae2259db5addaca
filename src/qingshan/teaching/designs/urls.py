from django.urls import path

from qingshan.teaching.designs import views

urlpatterns = [
    path("", views.design_list, name="design_list"),
    path("new/", views.design_new, name="design_new"),
    path("coverage/", views.design_coverage, name="design_coverage"),
    path("<int:pk>/", views.design, name="design"),
    path("<int:pk>/edit/", views.design_edit, name="design_edit"),
    path("<int:pk>/fork/", views.design_fork, name="design_fork"),
    path("<int:pk>/remove/", views.design_remove, name="design_remove"),
    path("<int:pk>/files/add/", views.design_file_add, name="design_file_add"),
    path("files/<int:pk>/", views.design_file, name="design_file"),
    path("files/<int:pk>/remove/", views.design_file_remove, name="design_file_remove"),
]
