from django.urls import path

from qingshan.access import views

app_name = "access"
urlpatterns = [
    path("me/", views.my_account, name="my_account"),
]
