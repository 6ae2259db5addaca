from django.urls import path

from qingshan.access import views

app_name = "access"
urlpatterns = [
    path("me/", views.my_account, name="my_account"),
    path("me/password/", views.own_password, name="own_password"),
    path("me/devices/out/", views.sign_out_devices, name="sign_out_devices"),
    path("me/look/", views.choose_look, name="choose_look"),
    path("me/school/", views.choose_school, name="choose_school"),
]
