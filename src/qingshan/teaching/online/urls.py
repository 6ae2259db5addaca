from django.urls import path

from qingshan.teaching.online import views

urlpatterns = [
    path("", views.online_list, name="online_list"),
    path("<int:pk>/", views.online_roll, name="online_roll"),
    path("<str:day>/<int:slot>/<int:school_class>/", views.online_call, name="online_call"),
]
