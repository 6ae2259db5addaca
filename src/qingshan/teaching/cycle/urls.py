from django.urls import path

from qingshan.teaching.cycle import views

urlpatterns = [
    path("", views.finding_list, name="finding_list"),
    path("new/", views.finding_new, name="finding_new"),
    path("<int:pk>/", views.finding, name="finding"),
]
