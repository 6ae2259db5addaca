from django.urls import path

from qingshan.care.attendance import views

urlpatterns = [
    path("", views.roll_list, name="roll_list"),
    path("absences/", views.absence_list, name="absence_list"),
    path("<int:pk>/<slug:session>/<str:day>/", views.roll, name="roll"),
]
