from django.urls import path

from qingshan.character.themes import session_views, views

urlpatterns = [
    path("", views.grid, name="theme_grid"),
    path("parties/", views.parties, name="party_list"),
    path("plans/", views.plan_list, name="theme_plan_list"),
    path("plans/new/", views.plan_new, name="theme_plan_new"),
    path("plans/<int:pk>/", views.plan, name="theme_plan"),
    path("plans/<int:pk>/edit/", views.plan_edit, name="theme_plan_edit"),
    path(
        "plans/<int:pk>/hold/<int:class_pk>/", session_views.session_new, name="theme_session_new"
    ),
    path("sessions/", views.session_list, name="theme_session_list"),
    path("sessions/<int:pk>/", session_views.session, name="theme_session"),
]
