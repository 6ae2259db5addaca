from django.urls import include, path

from qingshan.timetable import views

app_name = "timetable"
urlpatterns = [
    path("", views.home, name="home"),
    path("classes/<int:pk>/", views.of_class, name="of_class"),
    path("teachers/<int:pk>/", views.of_teacher, name="of_teacher"),
    path("rooms/<int:pk>/", views.of_room, name="of_room"),
    path("import/", include("qingshan.timetable.importing.urls")),
    path("changes/", include("qingshan.timetable.changing.urls")),
    path("bells/", views.bells, name="bells"),
    path("make-up/<str:day>/", views.make_up, name="make_up"),
    path("lessons/new/", views.lesson_new, name="lesson_new"),
    path("lessons/<int:pk>/", views.lesson_edit, name="lesson_edit"),
    path("lessons/<int:pk>/remove/", views.lesson_remove, name="lesson_remove"),
]
