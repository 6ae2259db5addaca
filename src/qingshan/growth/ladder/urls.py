from django.urls import path

from qingshan.growth.ladder import views

urlpatterns = [
    path("", views.ladder, name="ladder"),
    path("titles/new/", views.title_new, name="title_new"),
    path("<int:pk>/", views.ladder_of, name="ladder_of"),
]
