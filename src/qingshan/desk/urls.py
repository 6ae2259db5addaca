from django.urls import path

from qingshan.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("overview/", views.overview, name="overview"),
    path("search/", views.search, name="search"),
]
