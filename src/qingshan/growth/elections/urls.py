from django.urls import path

from qingshan.growth.elections import running, views

urlpatterns = [
    path("", views.election_list, name="election_list"),
    path("new/", running.election_new, name="election_new"),
    path("<int:pk>/", views.election, name="election"),
    path("<int:pk>/nominate/", views.election_nominate, name="election_nominate"),
    path(
        "<int:pk>/nominations/<int:candidate>/", views.nomination_answer, name="nomination_answer"
    ),
    path("<int:pk>/rate/", views.election_rate, name="election_rate"),
    path("<int:pk>/objections/new/", views.objection_new, name="objection_new"),
    path("<int:pk>/objections/<int:objection>/", running.objection_answer, name="objection_answer"),
    path("<int:pk>/go-on/", running.election_go_on, name="election_go_on"),
]
