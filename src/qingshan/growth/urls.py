from django.urls import include, path

app_name = "growth"
urlpatterns = [path("mentoring/", include("qingshan.growth.mentoring.urls"))]
