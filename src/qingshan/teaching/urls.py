from django.urls import include, path

app_name = "teaching"
urlpatterns = [
    path("observations/", include("qingshan.teaching.observation.urls")),
    path("designs/", include("qingshan.teaching.designs.urls")),
    path("findings/", include("qingshan.teaching.cycle.urls")),
    path("online/", include("qingshan.teaching.online.urls")),
    path("trips/", include("qingshan.teaching.trips.urls")),
]
