from django.urls import path

from qingshan.kit import views

app_name = "kit"
urlpatterns = [path("", views.patterns, name="patterns")]
