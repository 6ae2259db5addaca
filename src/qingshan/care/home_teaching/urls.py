from django.urls import path

from qingshan.care.home_teaching import session_views, views

urlpatterns = [
    path("", views.home_plan_list, name="home_plan_list"),
    path("new/", views.home_plan_new, name="home_plan_new"),
    path("<int:pk>/", views.home_plan, name="home_plan"),
    path("<int:pk>/paper/", views.home_plan_paper, name="home_plan_paper"),
    path("<int:pk>/edit/", views.home_plan_edit, name="home_plan_edit"),
    path("<int:pk>/end/", views.home_plan_end, name="home_plan_end"),
    path("<int:pk>/teachers/", views.home_teacher_add, name="home_teacher_add"),
    path(
        "<int:pk>/teachers/<int:teacher>/leave/",
        views.home_teacher_leave,
        name="home_teacher_leave",
    ),
    path("<int:pk>/goals/", session_views.home_goal_new, name="home_goal_new"),
    path("<int:pk>/goals/<int:goal>/", session_views.home_goal_reach, name="home_goal_reach"),
    path("<int:pk>/sessions/", session_views.home_session_new, name="home_session_new"),
    path(
        "<int:pk>/sessions/<int:record>/",
        session_views.home_session_progress,
        name="home_session_progress",
    ),
]
