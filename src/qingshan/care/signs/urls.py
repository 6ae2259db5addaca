from django.urls import path

from qingshan.care.signs import views

urlpatterns = [
    path("", views.sign_list, name="sign_list"),
    path("rules/", views.sign_rules, name="sign_rules"),
    path("<int:pk>/", views.sign, name="sign"),
]
