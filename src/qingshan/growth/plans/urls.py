from django.urls import path

from qingshan.growth.plans import views

urlpatterns = [
    path("", views.plan_list, name="plan_list"),
    path("new/", views.plan_new, name="plan_new"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/say/", views.plan_say, name="plan_say"),
    path("<int:pk>/steps/new/", views.plan_step_new, name="plan_step_new"),
    path("<int:pk>/steps/<int:step>/done/", views.plan_step_done, name="plan_step_done"),
]
