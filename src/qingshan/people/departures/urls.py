from django.urls import path

from qingshan.people.departures import views

urlpatterns = [
    path("students/unlisted/", views.unlisted_leave, name="student_unlisted"),
    path("students/<int:pk>/leave/", views.student_leave, name="student_leave"),
    path("students/<int:pk>/leave/back/", views.student_leave_back, name="student_leave_back"),
    path("students/<int:pk>/return/", views.student_return, name="student_return"),
    path("classes/<int:pk>/leave/", views.class_leave, name="class_leave"),
    path("classes/<int:pk>/leave/back/", views.class_leave_back, name="class_leave_back"),
]
