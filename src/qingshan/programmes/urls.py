from django.urls import path

from qingshan.programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.programme_list, name="programme_list"),
    path("mine/", views.mine, name="mine"),
    path("groups/<int:pk>/", views.group, name="group"),
    path("paths/<slug:key>/", views.path_plan, name="path_plan"),
    path("paths/<slug:key>/<int:pk>/", views.path_of, name="path_of"),
    path("<slug:key>/", views.programme, name="programme"),
    path("<slug:key>/<slug:slug>/", views.duty, name="duty"),
    path("<slug:key>/<slug:slug>/<int:pk>/", views.duty_of, name="duty_of"),
]
