from django.urls import path
from django.views.i18n import set_language

from qingshan.kit import views

app_name = "kit"
urlpatterns = [
    path("", views.patterns, name="patterns"),
    path("language/", set_language, name="language"),
]
