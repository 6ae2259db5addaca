from django.urls import path

from qingshan.character.drops import library_views, views

urlpatterns = [
    path("", views.today, name="drop_today"),
    path("plan/", views.plan, name="drop_plan"),
    path("lessons/", views.lesson_list, name="drop_lesson_list"),
    path("lessons/<int:pk>/", views.show_for, name="drop_show_for"),
    path("lessons/<int:pk>/told/", views.told, name="drop_told"),
    path("coverage/", views.coverage, name="drop_coverage"),
    path("library/", library_views.drop_list, name="drop_list"),
    path("library/take-in/", library_views.take_in, name="drop_take_in"),
    path("library/new/", library_views.drop_new, name="drop_new"),
    path("library/<int:pk>/", library_views.drop, name="drop"),
    path("library/<int:pk>/show/", views.show, name="drop_show"),
    path("library/<int:pk>/edit/", library_views.drop_edit, name="drop_edit"),
    path("library/<int:pk>/review/", library_views.review, name="drop_review"),
    path("library/<int:pk>/rest/", library_views.rest, name="drop_rest"),
    path("library/<int:pk>/told/", library_views.told, name="drop_told_at_will"),
]
