from django.urls import path

from qingshan.care.registers import views

urlpatterns = [
    path("", views.register_list, name="register_list"),
    path("<int:pk>/", views.register_run, name="register_run"),
    path("<int:pk>/forget/", views.register_forget, name="register_forget"),
    path("<int:pk>/export/", views.register_export, name="register_export"),
    path("<int:pk>/review/", views.register_review, name="register_review"),
    path("<int:pk>/<slug:listed>/", views.register_rows, name="register_rows"),
    path("row/<int:pk>/", views.register_row, name="register_row"),
]
