from django.urls import path

from qingshan.care.beauties import views

urlpatterns = [
    path("", views.beauty_list, name="beauty_list"),
    path("<int:pk>/", views.beauty_class, name="beauty_class"),
    path("<int:pk>/slips/", views.beauty_slips, name="beauty_slips"),
    path("children/<int:pk>/honour/", views.beauty_honour, name="beauty_honour"),
    path("home/<str:signed>/", views.beauty_home, name="beauty_home"),
]
