from django.urls import path

from qingshan.desk import views
from qingshan.desk.tour import views as tour

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("overview/", views.overview, name="overview"),
    path("search/", views.search, name="search"),
    path("tour/", tour.tour, name="tour"),
    path("tour/<int:at>/", tour.tour_station, name="tour_station"),
    path("tour/end/", tour.tour_end, name="tour_end"),
]
