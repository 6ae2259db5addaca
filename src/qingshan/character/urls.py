"""Addresses of character: one line a room."""

from django.urls import include, path

app_name = "character"
urlpatterns = [
    path("festivals/", include("qingshan.character.festivals.urls")),
    path("themes/", include("qingshan.character.themes.urls")),
    path("photos/", include("qingshan.character.photos.urls")),
    path("drops/", include("qingshan.character.drops.urls")),
    path("curriculum/", include("qingshan.character.curriculum.urls")),
    path("courses/", include("qingshan.character.courses.urls")),
    path("", include("qingshan.character.strengths.urls")),
    path("reach/", include("qingshan.character.reach.urls")),
]
