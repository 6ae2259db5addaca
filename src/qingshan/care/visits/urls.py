from django.urls import path

from qingshan.care.visits import views

urlpatterns = [
    path("", views.visit_list, name="visit_list"),
    path("homes/", views.visit_homes, name="visit_homes"),
    path("plan/<int:pk>/", views.visit_plan, name="visit_plan"),
    path("plan/<int:pk>/drop/", views.visit_drop, name="visit_drop"),
]
