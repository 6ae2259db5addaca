from django.urls import path

from qingshan.outcomes.examinations import views

urlpatterns = [
    path("", views.examination_list, name="examination_list"),
    path("progression.svg", views.progression, name="progression_chart"),
    path("<int:pk>/", views.trend, name="trend"),
    path("<int:pk>/trend.svg", views.trend_picture, name="trend_chart"),
]
