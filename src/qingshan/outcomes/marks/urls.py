from django.urls import path

from qingshan.outcomes.marks import views

urlpatterns = [
    path("", views.mark_list, name="mark_list"),
    path("<int:pk>/", views.mark_sheet, name="mark_sheet"),
]
