"""Addresses of growth: one line a room."""

from django.urls import include, path

app_name = "growth"
urlpatterns = [
    path("elections/", include("qingshan.growth.elections.urls")),
    path("ladder/", include("qingshan.growth.ladder.urls")),
    path("mentoring/", include("qingshan.growth.mentoring.urls")),
    path("plans/", include("qingshan.growth.plans.urls")),
    path("posts/", include("qingshan.growth.posts.urls")),
    path("reviews/", include("qingshan.growth.reviews.urls")),
    path("stages/", include("qingshan.growth.stages.urls")),
]
