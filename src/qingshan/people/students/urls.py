from django.urls import path

from qingshan.people.students import views

urlpatterns = [
    path("", views.student_list, name="student_list"),
    path("new/", views.student_new, name="student_new"),
    path("<int:pk>/", views.student, name="student"),
    path("<int:pk>/edit/", views.student_edit, name="student_edit"),
    path("<int:pk>/contacts/", views.student_contacts, name="student_contacts"),
    path("<int:pk>/reveal/<slug:field>/", views.student_reveal, name="student_reveal"),
    path("guardians/<int:pk>/reveal/", views.guardian_reveal, name="guardian_reveal"),
]
