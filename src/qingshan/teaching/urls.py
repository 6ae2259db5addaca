from django.urls import include, path

app_name = "teaching"
urlpatterns = [
    path("observations/", include("qingshan.teaching.observation.urls")),
]
