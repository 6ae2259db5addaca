from django.urls import path

from qingshan.voice.surveys import views

urlpatterns = [
    path("", views.survey_list, name="survey_list"),
    path("new/", views.survey_new, name="survey_new"),
    path("<int:pk>/", views.survey, name="survey"),
    path("<int:pk>/slips/", views.survey_slips, name="survey_slips"),
    path("<int:pk>/answers/<int:place>/", views.survey_answers, name="survey_answers"),
]
