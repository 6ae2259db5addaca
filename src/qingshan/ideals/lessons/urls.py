from django.urls import path

from qingshan.ideals.lessons import views

urlpatterns = [
    path("", views.lesson_list, name="lesson_list"),
    path("new/", views.lesson_new, name="lesson_new"),
    path("<int:pk>/", views.lesson, name="lesson"),
    path("<int:pk>/versions/<int:number>/", views.lesson, name="lesson_version"),
    path("<int:pk>/revise/", views.lesson_revise, name="lesson_revise"),
    path("<int:pk>/award/", views.lesson_award, name="lesson_award"),
    path("awards/<int:pk>/drop/", views.award_drop, name="award_drop"),
]
